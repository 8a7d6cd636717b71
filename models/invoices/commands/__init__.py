"""The verbs and postings of the invoice room."""

from models.invoices.commands.drafts import delete_draft, drop_draft, keep_draft, save_draft
from models.invoices.commands.issue import issue, issue_invoice
from models.invoices.commands.red import red, red_invoice
from models.invoices.commands.void import void, void_invoice

__all__ = ["delete_draft", "drop_draft", "issue", "issue_invoice", "keep_draft", "red", "red_invoice", "save_draft", "void", "void_invoice"]
