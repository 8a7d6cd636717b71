"""The account-opening form of a customer, with who asked and what was decided (duty 20)."""

from __future__ import annotations

from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, text_of
from models.core.office import Office
from models.core.text import N_, _
from models.customers.queries import CustomerRow, StepRow, as_input, by_code, opening_steps
from models.customers.rules import KINDS, OPENINGS, gaps_of
from models.people.queries import approval_row
from printing.documents.account_opening import AccountOpeningPaper, ContactRow, LicenceRow


def account_opening_paper(office: Office, code: str) -> AccountOpeningPaper:
    """The form of the customer with this code. Raises RuleViolation for a code there is not."""
    row = by_code(office, code)
    if row is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("There is no customer {code}"), {"code": code})])
    steps = opening_steps(office, row.id)
    asked = next((step for step in reversed(steps) if step.step == "asked"), None)
    decided = next((step for step in reversed(steps[-1:]) if step.step != "asked"), None)
    return _paper(office, row, asked, decided)


def _paper(office: Office, row: CustomerRow, asked: StepRow | None, decided: StepRow | None) -> AccountOpeningPaper:
    approval = approval_row(office, decided.approval_id) if decided is not None and decided.approval_id is not None else None
    decider = approval.decider if approval else decided.person if decided else ""
    reason = approval.reason if approval else decided.reason if decided else ""
    return AccountOpeningPaper(
        office.settings[NAME], row.name, office.clock.local(asked.moment if asked else row.created).date(), row.code, row.code,
        row.short_name, row.tax_number, row.territory, _(KINDS[row.kind]), row.segment, row.address,
        "；".join(each.address for each in row.addresses), row.phone, row.bank, row.bank_account, row.salesperson, row.price_list,
        credit_limit=row.credit_limit, credit_days=row.credit_days,
        contacts=tuple(ContactRow(each.name, each.role, each.phone, each.birthday.isoformat() if each.birthday else "")
                       for each in row.contacts),
        licences=tuple(LicenceRow(each.name, each.number, each.expires) for each in row.licences), remark=row.remark,
        missing="" if row.opening == "approved" else ", ".join(_(gap) for gap in gaps_of(as_input(row))),
        word=asked.reason if asked else "",
        asked_by=asked.person if asked else "", decision=_(OPENINGS[decided.step]) if decided else "", reason=reason, decided_by=decider,
        decided_at=text_of(Kind.MOMENT, approval.decided if approval and approval.decided else decided.moment) if decided else "",
        note=_("self-approved") if approval is not None and approval.self_approved else "")
