"""Grade the customers we own and log visits to them: they may buy again, and are followed like leads (duties 88, 89)."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Done, Office
from models.customers.queries import card
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import check_day, check_salesperson
from models.leads.inputs import OwnedGradeInput, VisitInput
from models.leads.tables import OwnedGrade, OwnedVisit
from models.people import queries as people


def grade_owned(office: Office, x: OwnedGradeInput) -> Done:
    """Grade a customer from a day on; grades given before stay on record. Returns the id of the grade."""
    x, found = rules.tidied(x, rules.GRADE_TEXTS)
    known, day = card(office, x.customer_id), x.date or days.business_date(office)
    require(found + check_day(office, day) + rules.check_owned_grade(x, queries.owned_grade(office, known.id, day)))
    with office.command("lead.grade owned", x) as act:
        row = OwnedGrade.create(customer=known.id, date=day, grade=x.grade, reason=x.reason, moment=act.moment, person=act.person)
        act.changed("leads", "customers").about(known.code)
    return Done(row.id, known.code)


def log_visit(office: Office, x: VisitInput) -> Done:
    """Log a visit to a customer. Returns the id of the visit."""
    x, found = rules.tidied(x, rules.VISIT_TEXTS)
    known, day = card(office, x.customer_id), x.date or days.business_date(office)
    require(found + check_day(office, day) + rules.check_visit(x, day) + check_salesperson(office, x.salesperson_id))
    with office.command("lead.visit", x) as act:
        who = known.salesperson if x.salesperson_id is None else dict(people.choices(office))[x.salesperson_id]
        row = OwnedVisit.create(customer=known.id, date=day, salesperson=who, met=x.met, text=x.text, next_date=x.next_date,
                                instruction=x.instruction, moment=act.moment, person=act.person)
        act.changed("leads", "customers").about(known.code)
    return Done(row.id, known.code)
