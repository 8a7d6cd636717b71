"""The rows of the customers' listings, the values their filters offer, and what `check` looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peewee import JOIN, SQL, ModelSelect, Select

from models.core.listing import Filter, clock_of
from models.core.office import Office
from models.core.search import faults as search_faults
from models.core.table import CLOSED_THROUGH
from models.customers.rules import LICENCE_DAYS
from models.customers.tables import Contact, Customer, CustomerNote, Licence, OpeningStep, Reception
from models.people.tables import ApprovalDecision, Person
from models.products.tables import CustomerPriceList, PriceList


def territories(office: Office) -> list[str]:
    """Territories in use, in order."""
    rows = office.database.execute_sql("SELECT DISTINCT territory FROM customer WHERE territory <> '' ORDER BY territory")
    return [row[0] for row in rows]


def segments(office: Office) -> list[str]:
    """Segments in use, in order."""
    return [row[0] for row in office.database.execute_sql("SELECT DISTINCT segment FROM customer WHERE segment <> '' ORDER BY segment")]


def faults(office: Office) -> Iterator[str]:
    """Whether every customer can be found."""
    yield from search_faults(office.database, "customer")


def customers(_ask: Filter) -> ModelSelect:
    """Every customer with its salesperson and price list, beside the business date as it is now."""
    today = clock_of(Customer).today().isoformat()
    span = SQL(f"(SELECT MAX('{today}', COALESCE(date(NULLIF({CLOSED_THROUGH}, ''), '+1 day'), '')) AS today) AS span")
    return (Customer.select().join(Person, JOIN.LEFT_OUTER, on=Customer.salesperson == Person.id)
            .join_from(Customer, CustomerPriceList, JOIN.LEFT_OUTER, on=CustomerPriceList.customer_id == Customer.id)
            .join_from(CustomerPriceList, PriceList, JOIN.LEFT_OUTER, on=CustomerPriceList.price_list == PriceList.id)
            .join_from(Customer, span, JOIN.CROSS))


def contacts(_ask: Filter) -> ModelSelect:
    """Every contact with its customer."""
    return Contact.select().join(Customer)


_IN_YEAR = "CASE substr(birthday, 6) WHEN '02-29' THEN date({year} || '-03-01', '-1 day') ELSE {year} || substr(birthday, 5) END"
_COMING = f"""
WITH asked(today) AS (VALUES (?)),
    both AS (SELECT id, birthday, today, {_IN_YEAR.format(year="substr(today, 1, 4)")} AS this,
        {_IN_YEAR.format(year="(substr(today, 1, 4) + 1)")} AS next FROM contact CROSS JOIN asked WHERE birthday IS NOT NULL),
    next AS (SELECT id, birthday, today, CASE WHEN this >= today THEN this ELSE next END AS day FROM both)
SELECT id AS contact_id, day, CAST(julianday(day) - julianday(today) AS INTEGER) AS ahead,
    substr(day, 1, 4) - substr(birthday, 1, 4) AS turns FROM next"""
"""When each birthday comes round next, as rules.birthday_after says it."""


def birthdays(ask: Filter) -> ModelSelect:
    """Contacts of active customers with the day their birthday comes round next; as of a date, or today (duty 33)."""
    day = ask.as_of or clock_of(Contact).today()
    coming = Select([SQL(f"({_COMING}) AS c", [day.isoformat()])], [SQL("c.*")]).alias("coming")
    query = Contact.select().from_(Contact).join(coming, on=SQL("coming.contact_id") == Contact.id)
    return query.join_from(Contact, Customer).where(Customer.active == 1)


def customer_notes(_ask: Filter) -> ModelSelect:
    """Every demand and opinion with its customer."""
    return CustomerNote.select().join(Customer)


_LEFT = ("(SELECT id AS licence_id, CAST(julianday(expires) - julianday(?) AS INTEGER) AS days, "
         "COALESCE((SELECT CAST(value AS INTEGER) FROM setting WHERE key = ?), ?) AS soon FROM licence) AS l")


def licences(ask: Filter) -> ModelSelect:
    """Every licence of an active customer, with the days it still holds; as of a date, or today."""
    day = ask.as_of or clock_of(Licence).today()
    named = (day.isoformat(), LICENCE_DAYS.key, LICENCE_DAYS.default)
    left = Select([SQL(_LEFT, named)], [SQL("l.*")]).alias("still")
    query = Licence.select().from_(Licence).join(left, on=SQL("still.licence_id") == Licence.id)
    return query.join_from(Licence, Customer).where(Customer.active == 1)


DECIDER = Person.alias("decider")


def opening_steps_listed(_ask: Filter) -> ModelSelect:
    """Every step of opening an account, with who approved it (duty 20)."""
    query = OpeningStep.select().join(Customer).join_from(OpeningStep, ApprovalDecision, JOIN.LEFT_OUTER,
                                                          on=ApprovalDecision.approval == OpeningStep.approval)
    return query.join_from(ApprovalDecision, DECIDER, JOIN.LEFT_OUTER, on=ApprovalDecision.decider == DECIDER.id)


@dataclass(frozen=True)
class ReceptionRow:
    """Somebody who was received."""

    id: int
    caller: str
    phone: str
    about: str
    explained: str
    customer_id: int | None
    person: str


def received_on(office: Office, day: date) -> list[ReceptionRow]:
    """Who was received on a day, the latest first (duty 4)."""
    rows = office.database.execute_sql("SELECT id, caller, phone, about, explained, customer_id, person FROM reception WHERE date = ? "
                                       "ORDER BY moment DESC, id DESC", (day.isoformat(),))
    return [ReceptionRow(*row) for row in rows.fetchall()]


def receptions(_ask: Filter) -> ModelSelect:
    """Everybody who was received, with the customer they belong to."""
    return Reception.select().join(Customer, JOIN.LEFT_OUTER)
