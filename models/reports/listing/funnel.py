"""The funnel, its rates by salesperson, source, day, month and year (duties 43, 85; rules: Leads, Rates).

Of the leads filed in the period: how many were reached, became hot, ordered, had goods delivered, whenever that was. Visitors and
contacts are those of the period itself.
"""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, MINE, ORDERED, SAME, SELLER, SOURCE, answer, cell, count, percent, rate
from models.leads.rules import SOURCES, STEPS

DELIVERED = """(l.state = 'won' AND EXISTS (SELECT 1 FROM invoice i JOIN delivery d ON d.invoice_id = i.id
    WHERE i.customer_id IN (l.customer_id, (SELECT a.kept_id FROM customer_alias a WHERE a.customer_id = l.customer_id))
    AND d.kind = 'out' AND d.date >= l.filed AND NOT EXISTS (SELECT 1 FROM delivery u WHERE u.undoes_id = d.id)))"""
"""Whether goods left for the customer that the lead `l` became, since it was filed."""
_FATE = f"""fate AS (SELECT l.id, l.source, COALESCE(l.salesperson_id, 0) AS seller, l.filed AS dated,
    EXISTS (SELECT 1 FROM lead_contact c WHERE c.lead_id IN {SAME} AND c.event = 'contact' AND c.reached = 1) AS reached,
    EXISTS (SELECT 1 FROM lead_contact c WHERE c.lead_id IN {SAME} AND c.grade_after IN ('O', 'H', 'A')) AS hot,
    {ORDERED} AS ordered, {DELIVERED} AS delivered, l.state = 'lost' AS lost, l.state = 'frozen' AS frozen
    FROM kept l CROSS JOIN asked WHERE l.filed BETWEEN asked.first AND asked.last AND {MINE}),
came AS (SELECT v.count, v.source, COALESCE(v.salesperson_id, 0) AS seller, v.date AS dated
    FROM visitors v CROSS JOIN asked WHERE v.date BETWEEN asked.first AND asked.last
    AND (asked.of_seller IS NULL OR v.salesperson_id = asked.of_seller) AND (asked.of_source IS NULL OR v.source = asked.of_source)),
made AS (SELECT e.source, e.seller, e.date AS dated FROM entry e CROSS JOIN asked
    WHERE e.event = 'contact' AND e.reached = 1 AND e.date BETWEEN asked.first AND asked.last
    AND (asked.of_seller IS NULL OR e.seller = asked.of_seller) AND (asked.of_source IS NULL OR e.source = asked.of_source))"""


def _funnel(ask: Filter) -> Any:
    """One row a step. Visitors are no part of the leads filed."""
    sums = {"visitors": "SELECT COALESCE(SUM(count), 0) FROM came", "filed": "SELECT COUNT(*) FROM fate",
            **{step: f"SELECT COALESCE(SUM({step}), 0) FROM fate" for step in list(STEPS)[2:]}}
    rows = " UNION ALL ".join(f"SELECT {place}, '{step}', ({sql})" for place, (step, sql) in enumerate(sums.items(), 1))
    return answer(ask, f"""SELECT s.id, s.step, s.count, {rate('s.count', 's.before')} AS of_step,
        CASE WHEN s.id > 1 THEN {rate('s.count', 's.filed')} END AS of_filed, asked.day AS day,
        asked.of_seller AS seller, asked.of_source AS source
        FROM (SELECT id, step, count, LAG(count) OVER (ORDER BY id) AS before, MAX(CASE step WHEN 'filed' THEN count END) OVER () AS filed
            FROM steps) s CROSS JOIN asked""", f"{_FATE}, steps(id, step, count) AS ({rows})")


def _rates_by(group: str, shown: str, join: str = "") -> Any:
    """The rows of the funnel's figures by a column of `fate`, `came` and `made`."""
    return lambda ask: answer(ask, f"""SELECT t.*, {shown}, {rate('t.filed', 't.visitors')} AS capture, {rate('t.ordered', 't.filed')}
        AS order_rate, {rate('t.delivered', 't.ordered')} AS delivery, asked.day AS day, asked.of_seller AS seller,
        asked.of_source AS source
        FROM (SELECT id, SUM(visitors) AS visitors, SUM(filed) AS filed, SUM(reached) AS reached, SUM(hot) AS hot, SUM(ordered) AS ordered,
            SUM(delivered) AS delivered, SUM(lost) AS lost, SUM(frozen) AS frozen, SUM(contacts) AS contacts FROM (
            SELECT {group} AS id, 0 AS visitors, 1 AS filed, reached, hot, ordered, delivered, lost, frozen, 0 AS contacts FROM fate
            UNION ALL SELECT {group}, count, 0, 0, 0, 0, 0, 0, 0, 0 FROM came
            UNION ALL SELECT {group}, 0, 0, 0, 0, 0, 0, 0, 0, 1 FROM made) GROUP BY id) t CROSS JOIN asked {join}""", _FATE)


_FIGURES = (
    count("visitors", N_("Visitors")), count("filed", N_("Leads filed")), percent("capture", N_("Capture rate")),
    count("contacts", N_("Contacts made")), count("reached", N_("Reached")), count("hot", N_("Once graded A or hotter"), 9),
    count("ordered", N_("Orders")), percent("order_rate", N_("Order rate")), count("delivered", N_("Deliveries")),
    percent("delivery", N_("Delivery rate")), count("lost", N_("Lost")), count("frozen", N_("Frozen")),
)
_EMPTY = N_("No lead was filed in this period")


_WON = ("filed", "ordered", "delivered")
_DONE = ("visitors", "contacts", "filed")


def _rates(name: str, title: str, group: Column, rows: Any, picture: Picture) -> Listing:
    return Listing(name, title, rows=rows, key=cell("id"), topics=("leads", "people", "deliveries"), date=DAY,
                   order=(f"-{group.key}" if picture.order == "time" else "-filed",), facets=(SELLER, SOURCE), singular=group.title,
                   empty=_EMPTY, picture=picture, columns=(group, *_FIGURES))


def _by_time(group: Column, title: str, letters: int, shown: tuple[str, ...]) -> Listing:
    """The rates by the first letters of the day: 2026, 2026-11, 2026-11-23."""
    return _rates(f"lead_rates_by_{group.key}", title, group, _rates_by(f"SUBSTR(dated, 1, {letters})", "t.id AS label"),
                  Picture("line", group.key, shown, "time", most=31))


LEAD_FUNNEL = Listing(
    "lead_funnel", N_("Lead funnel"), rows=_funnel, key=cell("id"), topics=("leads", "deliveries"), date=DAY, order=("place",),
    facets=(SELLER, SOURCE), singular=N_("Step"), empty=_EMPTY, picture=Picture("funnel", "step", ("count",), beside="of_step"), columns=(
        Column("place", N_("#"), cell("id"), Kind.INTEGER, width=4),
        Column("step", N_("Step"), cell("step"), Kind.STATE, choices=STEPS, width=24), count("count", N_("Count"), total=False),
        percent("of_step", N_("Of the step before"), 10), percent("of_filed", N_("Of leads filed"), 10),
    ))
LEAD_RATES_BY_SALESPERSON = _rates(
    "lead_rates_by_salesperson", N_("Lead rates by salesperson"),
    Column("salesperson", N_("Salesperson"), cell("salesperson"), sort=cell("seller_pinyin"), search=True, width=12),
    _rates_by("seller", "COALESCE(p.name, '–') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin",
              "LEFT JOIN person p ON p.id = t.id"), Picture("columns", "salesperson", _WON, "size", most=10))
LEAD_RATES_BY_SOURCE = _rates(
    "lead_rates_by_source", N_("Lead rates by source"),
    Column("by_source", N_("Source"), cell("id"), Kind.STATE, choices=SOURCES, width=12), _rates_by("source", "t.id AS by_source"),
    Picture("columns", "by_source", _WON, "size", most=10))
LEAD_RATES_BY_DAY = _by_time(Column("day", N_("Day"), cell("id"), Kind.DATE, width=10), N_("Market development, daily"), 10, _DONE)
LEAD_RATES_BY_MONTH = _by_time(Column("month", N_("Month"), cell("id"), width=9), N_("Market development, monthly"), 7, _WON)
LEAD_RATES_BY_YEAR = _by_time(Column("year", N_("Year"), cell("id"), width=9), N_("Market development, yearly"), 4, _WON)
