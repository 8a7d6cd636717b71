"""Grade the customers we own: they may buy again, and are followed like leads (duty 88)."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Done, Office
from models.customers.queries import card
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import check_day
from models.leads.inputs import OwnedGradeInput
from models.leads.tables import OwnedGrade


def grade_owned(office: Office, x: OwnedGradeInput) -> Done:
    """Grade a customer from a day on; grades given before stay on record. Returns the id of the grade."""
    x, found = rules.tidied(x, rules.GRADE_TEXTS)
    known, day = card(office, x.customer_id), x.date or days.business_date(office)
    require(found + check_day(office, day) + rules.check_owned_grade(x, queries.owned_grade(office, known.id, day)))
    with office.command("lead.grade owned", x) as act:
        row = OwnedGrade.create(customer=known.id, date=day, grade=x.grade, reason=x.reason, moment=act.moment, person=act.person)
        act.changed("leads", "customers").about(known.code)
    return Done(row.id, known.code)
