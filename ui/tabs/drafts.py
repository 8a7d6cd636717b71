"""Forms that keep what is typed: how each saves, drops and takes back its drafts, and the verb that throws one away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from models.core.errors import KnownError
from models.core.office import Done, Office
from models.core.text import N_
from models.drafts import queries
from models.drafts.commands import delete_draft, save_draft
from ui.kit.specs import Values
from ui.kit.verbs import Verb


class FormDrafts:
    """The drafts of one form. tidy: the kept values as the form takes them back. title: what names a draft; the customer does without."""

    def __init__(self, form: str, tidy: Callable[[Values], Values] = dict, title: Callable[[Values], str] = lambda _values: "") -> None:
        self.form, self.tidy, self.title = form, tidy, title

    def save(self, office: Office, draft: Any, values: Values) -> int:
        """Keep what is typed; returns the draft's id."""
        return save_draft(office, self.form, draft, values, self.title(values))

    def drop(self, office: Office, draft: Any) -> None:
        """It is done with or thrown away."""
        delete_draft(office, draft)

    def load(self, office: Office, draft: Any) -> Values:
        """The values as they were typed. Raises KnownError where the draft is gone."""
        row = queries.draft(office, draft)
        if row is None:
            raise KnownError(N_("This draft is gone: it was finished or deleted"))
        return {**self.tidy(row.payload), "draft": row.id}

    def over(self, office: Office, row_id: int, stored: Values) -> Values:
        """What is being typed over a row that is rewritten, where it was left unfinished; what is stored otherwise."""
        row = queries.draft_of(office, self.form, row_id)
        return stored if row is None else {**self.tidy(row.payload), "draft": row.id}


def throw_away(office: Office, draft_id: int) -> Done:
    """A draft that is not wanted."""
    delete_draft(office, draft_id)
    return Done(draft_id)


DELETE_DRAFT = Verb(N_("Delete draft"), throw_away, "Del", "delete", many=True, done=N_("Draft deleted"),
                    confirm=N_("What is typed in this draft is gone for good. Delete it?"))
