"""Answer an early warning: let it wait until a date, or write down what was done about it (duty 70)."""

from __future__ import annotations

from models.core.errors import require
from models.core.office import Act, Done, Office
from models.core.rows import insert_row
from models.core.text import clean
from models.customers import queries, rules
from models.customers.inputs import MeasureInput, SnoozeInput
from models.customers.tables import WarningAnswer


def snooze_warning(office: Office, x: SnoozeInput) -> Done:
    """An early warning waits until the end of a date, for a reason."""
    require(rules.check_snooze(x, queries.is_filed(office, x.customer_id), office.clock.today()))
    with office.command("customers.snooze", x) as act:
        return _answer(act, x.customer_id, kind="snooze", text=clean(x.reason, "reason", 200, emoji=True), until=x.until, outcome="")


def answer_warning(office: Office, x: MeasureInput) -> Done:
    """Write down the measure taken on an early warning and its outcome; one that ends it holds until the customer buys again."""
    require(rules.check_measure(x, queries.is_filed(office, x.customer_id)))
    with office.command("customers.measure", x) as act:
        text = clean(x.text, "text", 500, lines=True, emoji=True)
        return _answer(act, x.customer_id, kind="measure", text=text, until=None, outcome=x.outcome)


def _answer(act: Act, customer_id: int, **facts: object) -> Done:
    row_id = insert_row(act.office.database, WarningAnswer, {
        "customer": customer_id, "date": act.today, "person": act.person, "moment": act.moment, **facts})
    code = queries.card(act.office, customer_id).code
    act.changed("customers").about(code)
    return Done(row_id, code)
