"""The register of demands: what customers asked for and what leads need, counted by product, region and month (duties 5, 16)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, SELLER, answer, cell, code, count, day, seller_column, text
from models.leads.listing.cards import worded

KINDS = {"customer": N_("Customer"), "lead": N_("Lead")}
# What a lead needed went over to the customer it became, as a note of that day: it stands there once.
_DEMANDS = """demand AS (SELECT d.* FROM (
    SELECT 'C' || n.id || '/' || c.id AS id, n.date AS dated, 'customer' AS kind, c.code AS number, c.name, c.pinyin, c.search,
        n.product, c.territory AS region, n.text, n.person, c.salesperson_id AS seller_id
    FROM customer_note n JOIN customer c ON c.id = n.customer_id WHERE n.kind = 'demand'
    UNION ALL SELECT 'L' || l.id, l.filed, 'lead', l.number, l.name, l.pinyin, l.search, l.interest, l.territory, l.need, '',
        l.salesperson_id FROM kept l WHERE (l.need <> '' OR l.interest <> '') AND NOT EXISTS (SELECT 1 FROM customer_note n
            WHERE n.customer_id = l.customer_id AND n.kind = 'demand' AND n.date = l.filed)) d CROSS JOIN asked
    WHERE d.dated BETWEEN asked.first AND asked.last AND (asked.of_seller IS NULL OR d.seller_id = asked.of_seller))"""
_BY = {"product": N_("Product"), "region": N_("Region"), "month": N_("Month")}
_GROUPS = {"product": "product", "region": "region", "month": "SUBSTR(dated, 1, 7)"}
_EMPTY = N_("Nobody asked for anything in this period; demands are noted on a customer's page and on a lead's card")


def _demands(ask: Filter) -> Any:
    return answer(ask, """SELECT d.*, d.dated AS day, COALESCE(d.seller_id, 0) AS seller, COALESCE(p.name, '') AS salesperson,
        COALESCE(p.pinyin, '') AS seller_pinyin FROM demand d LEFT JOIN person p ON p.id = d.seller_id""", _DEMANDS)


def _counted(group: str) -> Any:
    """Demands counted by a column, those of customers and of leads apart; how many name each of the others, and when last."""
    others = [other for other in ("product", "region") if other != group]
    named = ", ".join(f"COUNT(DISTINCT NULLIF({other}, '')) AS {other}s" for other in others)
    return lambda ask: answer(ask, f"""SELECT {_GROUPS[group]} AS id, COUNT(*) AS demands, SUM(kind = 'customer') AS customers,
        SUM(kind = 'lead') AS leads, {named}, MAX(dated) AS last_on, asked.day AS day, asked.of_seller AS seller
        FROM demand CROSS JOIN asked GROUP BY {_GROUPS[group]}""", _DEMANDS)


DEMANDS = Listing(
    "demands", N_("Demand register"), rows=_demands, key=cell("id"), topics=("leads", "customers"), date=DAY, order=("-date",),
    facets=(SELLER, Facet("kind", N_("Kind"), cell("kind"), lambda: worded(KINDS))), singular=N_("Demand"), empty=_EMPTY, columns=(
        Column("date", N_("Date"), DAY, Kind.DATE, width=10),
        Column("kind", N_("Kind"), cell("kind"), Kind.STATE, choices=KINDS, width=10), code("number", N_("No.")),
        Column("name", N_("Name"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=22),
        text("product", N_("Product"), 16), text("region", N_("Region"), 10), text("text", N_("What is wanted"), 40),
        seller_column(), text("person", N_("Noted by"), 8),
    ))


def _demands_by(group: str, title: str, picture: Picture) -> Listing:
    words = {"product": N_("Products named"), "region": N_("Regions")}
    return Listing(
        f"demands_by_{group}", title, rows=_counted(group), key=cell("id"), topics=("leads", "customers"), date=DAY, facets=(SELLER,),
        order=("-month",) if group == "month" else ("-demands",), singular=_BY[group], empty=_EMPTY, picture=picture, columns=(
            Column(group, _BY[group], cell("id"), search=True, width=16), count("demands", N_("Demands")),
            count("customers", N_("Of customers")), count("leads", N_("Of leads")),
            *(Column(f"{other}s", words[other], cell(f"{other}s"), Kind.INTEGER, width=8) for other in words if other != group),
            day("last_on", N_("Last on")),
        ))


DEMANDS_BY_PRODUCT = _demands_by("product", N_("Demands by product"), Picture("bars", "product", ("demands",), "size", most=8))
DEMANDS_BY_REGION = _demands_by("region", N_("Demands by region"), Picture("bars", "region", ("demands",), "size", most=8))
DEMANDS_BY_MONTH = _demands_by("month", N_("Demands by month"), Picture("stacked", "month", ("customers", "leads"), "time", most=24))
