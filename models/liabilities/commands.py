"""File liabilities and settle them; a case itself is never changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.core.typed import cleaned
from models.customers.queries import card
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.liabilities import queries, rules
from models.liabilities.inputs import LiabilityInput, OffTerritoryInput, SettleInput
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people import queries as people

INVOICES = "invoices"
"""The source of cases about an invoice; their source_id is its id."""


def file_liability(office: Office, x: LiabilityInput) -> Done:
    """File a case by hand (duty 22)."""
    with office.command("liabilities.file", x) as act:
        if x.date is not None:
            require(check_date(x.date, closed_through(office), act.today))
        return Done(file_case(act, x))


def file_case(act: Act, x: LiabilityInput) -> int:
    """Posting: a person bears an amount under a rule; the rule's words are kept as they stand now (duties 22 to 27)."""
    require(rules.check_case(x, people.is_filed(act.office, x.person_id)))
    case_id = LiabilityCase.insert(
        **cleaned(x, rules.CASE), date=x.date or business_date(act.office), person=x.person_id, rule=x.rule,
        words=_(rules.RULES[x.rule].words), amount=rules.amount_of(x), source=x.source, source_id=x.source_id, filed_by=act.person,
        moment=act.moment).execute()
    act.changed("liabilities")
    if not act.subject:
        act.about(str(case_id))
    return int(case_id)


def file_off_territory(office: Office, x: OffTerritoryInput) -> Done:
    """Whoever sold into another territory, approved or found afterwards, bears price gap × quantity + freight (duty 24).

    Once an invoice: raises RuleViolation where a case of it is open or paid already.
    """
    require(rules.check_off_territory(x))
    with office.command("liabilities.off_territory", x) as act:
        if x.date is not None:
            require(check_date(x.date, closed_through(office), act.today))
        if x.invoice_id and any(case.state != "withdrawn" for case in queries.cases_of(office, INVOICES, x.invoice_id)):
            raise RuleViolation([Problem("invoice_id", "territory.twice", N_("A liability of this sale is filed already"))])
        text, facts = rules.off_territory_text(x)
        said = " · ".join(part for part in (x.place.strip(), x.text.strip(), _(text).format(**facts)) if part)
        return Done(file_case(act, LiabilityInput(
            x.person_id, "off territory", rules.off_territory_amount(x.gaps, x.freight), said, x.date,
            INVOICES if x.invoice_id else "", x.invoice_id)))


def bear_off_territory(act: Act, person_id: int, invoice_id: int, place: str, amount: Decimal, day: date) -> int:
    """Posting: a sale that the manager let go outside the territory; its salesperson bears what it was worked out to cost (duty 24)."""
    said = _("sold to {place} with the manager's approval; price gap and freight as worked out").format(place=place)
    return file_case(act, LiabilityInput(person_id, "off territory", amount, said, day, INVOICES, invoice_id))


def fine_unapproved_opening(office: Office, person_id: int, customer_id: int, text: str = "", amount: Decimal | None = None) -> Done:
    """Whoever opened an account or issued goods to it without approval pays (duties 20, 23); once a customer.

    amount in yuan; None is the fixed fine, which the rules name for a dealer's account only.
    """
    content = {"person": person_id, "customer": customer_id, "text": text, "amount": amount}
    with office.command("liabilities.unapproved_opening", content) as act:
        row = card(office, customer_id)
        if any(case.state != "withdrawn" for case in queries.cases_of(office, "customers", customer_id)):
            raise RuleViolation([Problem("customer_id", "opening.fined", N_("A liability of this opening is filed already"))])
        said = " · ".join(part for part in (f"{row.name} ({row.code})", text.strip()) if part)
        rule = "unapproved opening" if row.kind == "dealer" else "other"
        return Done(file_case(act, LiabilityInput(person_id, rule, amount, said, None, "customers", customer_id)))


def withdraw_cases(act: Act, source: str, source_id: int, reason: str) -> int:
    """Posting: what a row of another room filed was wrong, or is filed anew; its open cases end. Returns how many."""
    cases = [case for case in queries.cases_of(act.office, source, source_id) if case.state == "open"]
    for case in cases:
        LiabilitySettlement.insert(case=case.id, date=business_date(act.office), outcome="withdrawn", reason=clean(reason, "reason", 200),
                                   person=act.person, moment=act.moment).execute()
        act.changed("liabilities")
    return len(cases)


def settle_case(office: Office, x: SettleInput) -> Done:
    """A case ends: it was paid, waived, or withdrawn because it was wrong. A reason is kept unless it was paid."""
    with office.command("liabilities.settle", x) as act:
        row = queries.case(office, x.case_id)
        require(rules.check_settlement(x, row is not None, row is not None and row.state != "open"))
        LiabilitySettlement.insert(**cleaned(x, rules.SETTLEMENT), case=x.case_id, date=x.date or business_date(office), outcome=x.outcome,
                                   person=act.person, moment=act.moment).execute()
        act.changed("liabilities").about(str(x.case_id))
    return Done(x.case_id)
