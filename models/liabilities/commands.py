"""File liabilities and settle them; a case itself is never changed."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Act, Done, Office
from models.core.text import _, clean
from models.core.typed import cleaned
from models.days.queries import business_date, closed_through
from models.days.rules import check_date
from models.liabilities import queries, rules
from models.liabilities.inputs import LiabilityInput, SettleInput
from models.liabilities.tables import LiabilityCase, LiabilitySettlement
from models.people import queries as people


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
