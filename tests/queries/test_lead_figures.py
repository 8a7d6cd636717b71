"""The statistics of leads in SQL against the rules, reckoned row by row from what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from models.core.listing import Filter
from models.core.office import Office
from models.core.sheet import sheet_of
from models.leads import commands, queries, rules
from models.leads import listing as listings
from models.leads.inputs import LeadInput, OwnedGradeInput, VisitorsInput
from models.leads.rules import GRADES, share
from models.reports import listing as reports
from tests.factories import MONDAY, SELLER, a_customer, clock_of, filled, later, person_id
from tests.lead_room import fill, table

Row = dict[str, Any]
COLD = "NCBAHO"


class Books:
    """What is stored, as plain rows, with the kept lead of each entry."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.pointers = dict(self.rows("SELECT lead_id, kept_id FROM lead_merge"))
        self.people = dict(self.rows("SELECT name, id FROM person"))
        self.leads = {row["id"]: row for row in self.dicts("lead") if row["id"] not in self.pointers}
        self.all_leads = {row["id"]: row for row in self.dicts("lead")}
        self.entries = self.dicts("lead_contact")
        self.visitors, self.deliveries = self.dicts("visitors"), self.dicts("delivery")
        self.undone = {delivery["undoes_id"] for delivery in self.deliveries}
        self.bought_by = dict(self.rows("SELECT id, customer_id FROM invoice"))
        for entry in self.entries:
            entry["kept"] = rules.kept_for(entry["lead_id"], self.pointers)
            entry["seller"] = self.people.get(entry["salesperson"]) or self.all_leads[entry["lead_id"]]["salesperson_id"] or 0

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return list(self.office.database.execute_sql(sql).fetchall())

    def dicts(self, name: str) -> list[Row]:
        cursor = self.office.database.execute_sql(f"SELECT * FROM {name} ORDER BY 1")
        return [dict(zip([column[0] for column in cursor.description], row, strict=True)) for row in cursor.fetchall()]

    def of(self, lead: Row) -> list[Row]:
        """The log of a lead, whichever number it was kept under."""
        return [entry for entry in self.entries if entry["kept"] == lead["id"]]

    def telling(self, entry: Row) -> Row:
        """What an entry is counted by: its day, the source of its lead, who followed it then."""
        return {"date": entry["date"], "source": self.all_leads[entry["lead_id"]]["source"], "salesperson_id": entry["seller"]}

    def ordered(self, lead: Row) -> bool:
        return lead["state"] == "won" or any(entry["grade_after"] == "O" for entry in self.of(lead))

    def delivered(self, lead: Row) -> bool:
        """Whether goods left for the customer it became, since it was filed."""
        return any(delivery["kind"] == "out" and delivery["date"] >= lead["filed"] and delivery["id"] not in self.undone
                   and self.bought_by[delivery["invoice_id"]] == lead["customer_id"] for delivery in self.deliveries)

    def first_orders(self) -> set[int]:
        """The entries by which each buyer first ordered."""
        found: dict[int, int] = {}
        for entry in self.entries:
            if entry["grade_after"] == "O" or entry["event"] == "won":
                found[entry["kept"]] = min(entry["id"], found.get(entry["kept"], entry["id"]))
        return set(found.values())


@pytest.fixture(params=range(3))
def books(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Books]:
    """A full office, a different one each time."""
    office, _nothing = filled(tmp_path / "office", fill, request.param, 40)
    yield Books(office)
    office.close()


def spans(today: date) -> list[tuple[date, date]]:
    """All of it, a part, a day before anything."""
    return [(MONDAY, today), (MONDAY + timedelta(5), MONDAY + timedelta(13)), (MONDAY - timedelta(9), MONDAY - timedelta(8))]


def inside(day: str, start: date, end: date) -> bool:
    return start.isoformat() <= day <= end.isoformat()


def reckoned(books: Books, leads: list[Row], visitors: list[Row]) -> tuple[Any, ...]:
    """The figures of a group, as the rules have them."""
    ordered = [lead for lead in leads if books.ordered(lead)]
    delivered = [lead for lead in ordered if books.delivered(lead)]
    funnel = rules.Funnel(sum(row["count"] for row in visitors), len(leads), len(ordered), len(delivered))
    return (funnel.visitors, funnel.filed, funnel.ordered, funnel.delivered, funnel.capture, funnel.order, funnel.delivery)


KEYS = ("visitors", "filed", "ordered", "delivered", "capture", "order_rate", "delivery")


GROUPED: tuple[tuple[Any, str, Callable[[Row], Any]], ...] = (
    (reports.LEAD_RATES_BY_SOURCE, "by_source", lambda row: row["source"]),
    (reports.LEAD_RATES_BY_SALESPERSON, "salesperson", lambda row: SELLER if row["salesperson_id"] else "–"),
    (reports.LEAD_RATES_BY_YEAR, "year", lambda row: (row.get("filed") or row["date"])[:4]),
    (reports.LEAD_RATES_BY_MONTH, "month", lambda row: (row.get("filed") or row["date"])[:7]),
    (reports.LEAD_RATES_BY_DAY, "day", lambda row: date.fromisoformat(row.get("filed") or row["date"])),
)


def test_rates_are_those_of_the_rules(books: Books) -> None:
    """By source, salesperson, year, month and day (duty 43): of the leads filed then, beside the visitors and contacts of then."""
    for start, end in spans(books.office.clock.today()):
        leads = [lead for lead in books.leads.values() if inside(lead["filed"], start, end)]
        visitors = [row for row in books.visitors if inside(row["date"], start, end)]
        entries = [books.telling(entry) for entry in books.entries
                   if entry["event"] == "contact" and entry["reached"] and inside(entry["date"], start, end)]
        for listing, column, group in GROUPED:
            rows, contacts = table(listing, start=start, end=end), Counter(map(group, entries))
            assert {row[column]: tuple(row[key] for key in KEYS) for row in rows} == {
                name: reckoned(books, [lead for lead in leads if group(lead) == name], [row for row in visitors if group(row) == name])
                for name in {group(row) for row in [*leads, *visitors, *entries]}}
            assert {row[column]: row["contacts"] for row in rows if row["contacts"]} == contacts


def test_the_funnel_is_the_sum_of_the_rates(books: Books) -> None:
    today = books.office.clock.today()
    steps = {row["step"]: row for row in table(reports.LEAD_FUNNEL, start=MONDAY, end=today)}
    whole = reckoned(books, list(books.leads.values()), books.visitors)
    assert [steps[key]["count"] for key in ("visitors", "filed", "ordered", "delivered")] == list(whole[:4])
    assert steps["filed"]["of_step"] == whole[4] and steps["delivered"]["of_step"] == whole[6]
    counts = [row["count"] for row in steps.values()]
    assert [row["of_filed"] for row in steps.values()] == [None, *(share(count, counts[1]) for count in counts[1:])]
    assert list(steps) == list(rules.STEPS)
    assert [row["of_step"] for row in steps.values()] == [None, *(share(after, before) for before, after in pairwise(counts))]
    sources = table(reports.LEAD_FUNNEL, start=MONDAY, end=today, facets=(("source", "phone"),))
    assert sources[1]["count"] == sum(lead["source"] == "phone" for lead in books.leads.values())


def test_transitions_are_those_of_the_log(books: Books) -> None:
    for start, end in spans(books.office.clock.today()):
        moves = rules.transitions((entry["grade_before"], entry["grade_after"]) for entry in books.entries
                                  if entry["event"] == "contact" and entry["reached"] and inside(entry["date"], start, end))
        assert queries.transitions(books.office, start, end) == moves
        found = {row["before"]: row for row in table(listings.GRADE_TRANSITIONS, start=start, end=end)}
        assert moves == {(before, after): row[f"to_{after}"] for before, row in found.items() for after in GRADES if row[f"to_{after}"]}
        for before, row in found.items():
            risen = sum(count for (was, now), count in moves.items() if was == before and COLD.index(now) > COLD.index(was))
            assert (row["risen"], row["rise"]) == (risen, share(risen, row["moves"]))
        assert list(found) == (list(COLD) if moves else [])


def test_weeks_and_months_count_what_was_done_then(books: Books) -> None:
    """By whose lead it was that day; the month so far through the week's last day of it."""
    seller, today, firsts = person_id(books.office, SELLER), books.office.clock.today(), books.first_orders()
    filed = [entry for entry in books.entries if entry["event"] == "filed" and entry["lead_id"] in books.leads]
    for row in table(listings.LEAD_WEEKS, start=MONDAY, end=today):
        who, week = (0 if row["salesperson"] == "–" else seller), row["week"]
        mine = [entry for entry in books.entries if entry["seller"] == who and rules.week_of(date.fromisoformat(entry["date"])) == week]
        contacts = [entry for entry in mine if entry["event"] == "contact"]
        month, through = rules.month_of(week), rules.upto(week)
        sofar = sum(entry["seller"] == who and inside(entry["date"], month, through) for entry in filed)
        target = 6 if who and f"{month:%Y-%m}" == "2026-11" else 0
        assert (row["filed"], row["contacts"], row["visits"], row["raised"], row["ordered"]) == (
            sum(entry in filed for entry in mine), len(contacts), sum(entry["way"] == "visit" for entry in contacts),
            sum(COLD.index(entry["grade_after"]) > COLD.index(entry["grade_before"]) for entry in contacts),
            sum(entry["id"] in firsts for entry in mine))
        assert (row["month"], row["sofar"], row["target"], row["progress"]) == (f"{month:%Y-%m}", sofar, target, share(sofar, target))
    plan = table(listings.LEAD_PLAN)
    assert sum(row["filed"] for row in plan) == len(books.leads) and sum(row["ordered"] for row in plan) == len(firsts)
    assert [(row["target"], row["orders_target"], row["filed_rate"]) for row in plan if row["target"]] == [
        (6, 2, share(sum(entry["seller"] == seller and entry["date"] < "2026-12" for entry in filed), 6))]


def test_losses_are_told_right_as_often_as_the_manager_says(books: Books) -> None:
    losses, reviews = books.dicts("lead_loss"), {row["loss_id"]: bool(row["granted"]) for row in books.dicts("lead_loss_review")}
    assert len(table(listings.LOST_ANALYSIS)) == len(losses)
    for row in table(listings.LOST_BY_REASON):
        mine = [loss for loss in losses if loss["reason"] == row["reason"]]
        said = [rules.is_confirmed(loss["kind"], reviews.get(loss["id"])) for loss in mine]
        kinds = Counter(loss["kind"] for loss in mine)
        assert (row["losses"], row["share"], row["gap"]) == (len(mine), share(len(mine), len(losses)), Decimal("3.50"))
        assert (row["kind_true"], row["kind_near"], row["kind_false"]) == (kinds["true"], kinds["near"], kinds["false"])
        assert (row["judged"], row["agreed"], row["accuracy"]) == (
            len(said) - said.count(None), said.count(True), share(said.count(True), len(said) - said.count(None)))


def test_every_lead_filed_or_followed_stands_on_the_sheet_of_its_month(books: Books) -> None:
    for start, end in spans(books.office.clock.today()):
        wanted = {}
        for lead in books.leads.values():
            contacts = [entry for entry in books.of(lead) if entry["event"] == "contact" and inside(entry["date"], start, end)]
            if contacts or inside(lead["filed"], start, end):
                last = max(contacts, key=lambda entry: (entry["date"], entry["id"]), default=None)
                wanted[lead["number"]] = (len(contacts), last and last["grade_after"], last and date.fromisoformat(last["date"]))
        found = table(listings.LEAD_TRACKING, start=start, end=end)
        assert {row["number"]: (row["times"], row["moved"] and row["moved"][-1], row["said_on"]) for row in found} == wanted
    visits = table(listings.VISIT_LOG)
    assert len(visits) == 1 + sum(entry["event"] == "contact" and entry["way"] == "visit" for entry in books.entries)


def test_owned_customers_are_counted_as_of_a_day(office: Office) -> None:
    """One regraded, one never graded, one whose account opened later."""
    first = a_customer(office, segment="猪料")
    a_customer(office, "周口牧原农牧", segment="猪料")
    commands.grade_owned(office, OwnedGradeInput(first, "A"))
    later(office, days=2)
    commands.grade_owned(office, OwnedGradeInput(first, "H"))
    a_customer(office, "曾家鸡场", segment="禽料")

    def counted(day: date) -> dict[str, tuple[int, ...]]:
        return {row["segment"]: tuple(row[key] for key in ("owned", "H", "A", "N")) for row in table(listings.CUSTOMER_BASE, as_of=day)}

    assert counted(MONDAY) == {"猪料": (2, 0, 1, 1)}
    assert counted(clock_of(office).today()) == {"猪料": (2, 1, 0, 1), "禽料": (1, 0, 0, 1)}
    assert [row["grade"] for row in table(listings.OWNED_CUSTOMERS, as_of=clock_of(office).today())] == ["H", "N", "N"]


def test_a_rate_of_nothing_is_a_dash(office: Office) -> None:
    """Leads without visitors have no capture rate; visitors without leads have one of nought."""
    commands.file_lead(office, LeadInput("甲", phone="1", source="fair"))
    commands.count_visitors(office, VisitorsInput(5, "walk in"))
    sheet = sheet_of(reports.LEAD_RATES_BY_SOURCE, Filter(sort="by_source"), columns=("by_source", "capture", "order_rate"))
    assert sheet.cells == [("展会", "–", "0%"), ("来店", "0%", "–")]


def test_the_standard_is_as_the_office_has_set_it(office: Office) -> None:
    """Duty 89: window, longest and shortest interval of each grade."""
    for _preset in range(2):
        for row in table(listings.GRADE_STANDARDS):
            pace = queries.pace(office, row["grade"])
            assert (row["within"], row["every"], row["apart"]) == (pace.window, pace.interval, pace.shortest)
        commands.use_preset(office, "dealer")
