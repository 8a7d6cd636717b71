"""Requests and liabilities as papers: the approval slip of a request, the notice of a case (duties 20 to 27)."""

from __future__ import annotations

from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.text import N_, _
from models.liabilities.queries import case
from models.liabilities.rules import STATES, TITLES
from models.people.queries import approval_row
from models.people.rules import KINDS
from printing.capitals import amount_in_capitals
from printing.documents.approval_slip import ApprovalSlipPaper
from printing.documents.liability_notice import NoticePaper


def approval_slip_paper(office: Office, subject: str) -> ApprovalSlipPaper:
    """The slip of the request with this number. Raises RuleViolation for one there is not."""
    row = approval_row(office, _number(subject))
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no request {number}"), {"number": subject})])
    decision = "" if row.granted is None else _("granted") if row.granted else _("refused")
    return ApprovalSlipPaper(
        office.settings[NAME], str(row.id), _(KINDS.get(row.kind, row.kind)), row.question, row.asker, text_of(Kind.MOMENT, row.moment),
        "" if row.amount is None else text_of(Kind.MONEY, row.amount), "" if row.amount is None else amount_in_capitals(row.amount),
        decision, row.reason, row.decider, "" if row.decided is None else text_of(Kind.MOMENT, row.decided),
        row.kind == "off territory" and row.granted is None, _("self-approved") if row.self_approved else "")


def notice_paper(office: Office, subject: str) -> NoticePaper:
    """The notice of the case with this number. Raises RuleViolation for one there is not."""
    row = case(office, _number(subject))
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no liability {number}"), {"number": subject})])
    return NoticePaper(
        office.settings[NAME], str(row.id), text_of(Kind.DATE, row.date), row.person, _(TITLES.get(row.rule, row.rule)), row.words,
        row.text, text_of(Kind.MONEY, row.amount), amount_in_capitals(row.amount), _(STATES[row.state]), row.filed_by,
        _("VOID") if row.state == "withdrawn" else "")


def _number(subject: str) -> int:
    """The id that a paper is asked for by; 0, which nothing has, for what is none."""
    return int(subject) if subject.isascii() and subject.isdigit() and len(subject) < 18 else 0
