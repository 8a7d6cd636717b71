"""Early warnings (duty 70): customers quiet against their own rhythm or buying less, judged by the rules in one pass over the invoices."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from peewee import JOIN, SQL, ModelSelect, Select

from models.core.audit import head
from models.core.listing import Filter, clock_of
from models.core.money import fen, yuan
from models.core.settings import option
from models.customers.queries import answers, kept_ids
from models.customers.queries.answers import NOTHING
from models.customers.tables import Customer
from models.people.tables import Person
from models.reports import rules
from models.reports.rules import EarlyWarning

_last_read: tuple[object, list[EarlyWarning]] = (None, [])
"""What was found last and for which journal: a screen that pages through the list asks for it again and again."""


def early_warnings(database: Any, day: date) -> list[EarlyWarning]:
    """Every customer in use that should be looked after as of a day, in the order of work."""
    global _last_read
    asked = (database.database, head(database), day)
    if _last_read[0] != asked:
        _last_read = (asked, _found(database, day))
    return _last_read[1]


def _found(database: Any, day: date) -> list[EarlyWarning]:
    silences, falls, said = _silences(database, day), _falls(database, day), answers(database)
    active = {row[0] for row in database.execute_sql("SELECT id FROM customer WHERE active = 1")}
    found = []
    for customer in active & {*silences, *falls}:
        silence, (fall, last) = silences.get(customer), falls.get(customer, (None, day))
        warning = rules.warning_of(customer, silence.last if silence else last, silence, fall, said.get(customer, NOTHING), day)
        if warning is not None:
            found.append(warning)
    return rules.in_order(found)


def _silences(database: Any, day: date) -> dict[int, rules.Silence]:
    """The index of customer and date is read alone; void and red invoices, which are few, are taken out by their ids."""
    run = database.execute_sql
    aside = {row[0] for row in run("SELECT invoice_id FROM invoice_void UNION ALL SELECT id FROM invoice WHERE original_id > 0")}
    kept, quiet, lost = kept_ids(database), option(database, rules.QUIET), option(database, rules.LOST)
    families = {*kept, *kept.values()}
    shared: dict[int, set[str]] = defaultdict(set)
    since, upto = (day - timedelta(days=rules.RHYTHM_DAYS)).isoformat(), day.isoformat()
    found: dict[int, rules.Silence] = {}

    def judge(customer: int, dates: Iterable[str]) -> None:
        bought = set(dates)
        if len(bought) >= rules.LEAST_BUYS and max(bought) < upto:
            silence = rules.silence_of(map(date.fromisoformat, bought), day, quiet, lost)
            if silence is not None:
                found[customer] = silence

    rows = (row for row in run("SELECT customer_id, date, id FROM invoice ORDER BY customer_id, date")
            if since <= row[1] <= upto and row[2] not in aside)
    for customer, bought in groupby(rows, key=lambda row: row[0]):
        if customer in families:
            shared[kept.get(customer, customer)].update(row[1] for row in bought)
        else:
            judge(customer, (row[1] for row in bought))
    for customer, dates in shared.items():
        judge(customer, dates)
    return found


def _falls(database: Any, day: date) -> dict[int, tuple[rules.Fall | None, date]]:
    """(fall, last sale) of every customer that bought in the last periods or those before; void left out, red negative."""
    period = option(database, rules.PERIOD_DAYS)
    first, middle = rules.spans_of(day, period)
    rows = database.execute_sql(
        "SELECT COALESCE(a.kept_id, i.customer_id), SUM(CASE WHEN i.date >= :middle THEN i.total ELSE 0 END), "
        "SUM(CASE WHEN i.date < :middle THEN i.total ELSE 0 END), MAX(CASE WHEN i.kind = 'sale' THEN i.date END) FROM invoice i "
        "LEFT JOIN invoice_void v ON v.invoice_id = i.id LEFT JOIN customer_alias a ON a.customer_id = i.customer_id "
        "WHERE i.date BETWEEN :first AND :last AND v.invoice_id IS NULL GROUP BY 1",
        {"first": first.isoformat(), "middle": middle.isoformat(), "last": day.isoformat()})
    return {row[0]: (rules.fall_of(yuan(row[1]), yuan(row[2]), period), date.fromisoformat(row[3] or first.isoformat())) for row in rows}


FACTS = ("customer_id", "place", "state", "why", "last", "since", "interval", "buys", "now", "before", "measure", "outcome", "answered",
         "until", "reason")


def warning_rows(ask: Filter) -> ModelSelect:
    """The warnings as rows beside their customers, worded in the language spoken now; as of a date, or today."""
    database = Customer._meta.database
    found = early_warnings(database, ask.as_of or ask.end or clock_of(Customer).today())
    facts = json.dumps([_facts(place, each) for place, each in enumerate(found)], ensure_ascii=False)
    columns = ", ".join(f"json_extract(j.value, '$[{at}]') AS \"{name}\"" for at, name in enumerate(FACTS))
    told = Select([SQL("json_each(?) AS j", [facts])], [SQL(columns)]).alias("told")
    return (Customer.select().from_(Customer).join(told, on=SQL("told.customer_id") == Customer.id)
            .join_from(Customer, Person, JOIN.LEFT_OUTER, on=Customer.salesperson == Person.id))


def _facts(place: int, each: EarlyWarning) -> list[object]:
    silence, fall, snooze, measure = each.silence, each.fall, each.answers.snooze, each.answers.measure
    why = " · ".join(reason.say() for reason in each.why())
    rhythm = [silence.since, int(silence.interval * 1000), silence.buys] if silence else [None, None, None]
    volume = [fen(fall.now), fen(fall.before)] if fall else [None, None]
    taken = [measure.text, measure.outcome, measure.date.isoformat()] if measure else ["", "", None]
    waits = [snooze.until.isoformat() if snooze.until else None, snooze.text] if snooze else [None, ""]
    return [each.customer_id, place, each.state, why, each.last.isoformat(), *rhythm, *volume, *taken, *waits]
