"""The analysis of lost leads: each loss, and by reason and rival how often the kind was told right (duty 87)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Facet, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, MINE, SAME, SELLER, SOURCE, answer, cell, code, count, day, percent, rate, seller_column, text
from models.leads.listing.cards import worded
from models.leads.rules import LOSS_KINDS, LOSS_REASONS

_LOST = f"""SELECT x.id, x.date AS day, x.grade, x.kind, x.reason, x.text, x.rival, x.price_gap, x.second_visit, l.number, l.name, l.pinyin,
    l.search, l.source, l.salesperson_id AS seller, COALESCE(p.name, '') AS salesperson, COALESCE(p.pinyin, '') AS seller_pinyin,
    x.person AS asked_by, COALESCE(r.person, '') AS decided_by, COALESCE(v.kind, '') AS verdict,
    CASE r.granted WHEN 1 THEN 'lost' WHEN 0 THEN 'refused' ELSE 'asked' END AS state,
    CASE WHEN v.kind IS NULL THEN r.granted ELSE v.kind = x.kind END AS confirmed,
    (SELECT MIN(c.date) FROM lead_contact c WHERE c.lead_id IN {SAME} AND c.event = 'contact' AND c.date >= x.second_visit) AS visited,
    asked.first AS first, asked.last AS last, asked.day AS shown
    FROM lead_loss x JOIN kept l ON l.id = x.lead_id CROSS JOIN asked LEFT JOIN person p ON p.id = l.salesperson_id
    LEFT JOIN lead_loss_review r ON r.loss_id = x.id LEFT JOIN loss_verdict v ON v.loss_id = x.id WHERE {MINE}"""


def _losses(ask: Filter) -> Any:
    return answer(ask, _LOST)


def _by(group: str, where: str = "1") -> Any:
    """The rows of losses counted by a column. Asked-for losses that were refused count: they too were told right or wrong."""
    return lambda ask: answer(ask, f"""SELECT g.*, {rate('g.losses', 'SUM(g.losses) OVER ()')} AS share,
        {rate('g.agreed', 'g.judged')} AS accuracy FROM (SELECT {group} AS id, shown AS day, COUNT(*) AS losses,
        SUM(kind = 'true') AS kind_true,
        SUM(kind = 'near') AS kind_near, SUM(kind = 'false') AS kind_false,
        CAST(ROUND(AVG(price_gap)) AS INTEGER) AS gap, COUNT(second_visit) AS again,
        COUNT(visited) AS visited,
        COUNT(confirmed) AS judged, COALESCE(SUM(confirmed), 0) AS agreed, seller_asked AS seller, source_asked AS source
        FROM (SELECT y.*, asked.of_seller AS seller_asked, asked.of_source AS source_asked FROM ({_LOST}) y CROSS JOIN asked)
        WHERE day BETWEEN first AND last AND {where} GROUP BY {group}) g""")


_KIND = Facet("kind", N_("Kind"), cell("kind"), lambda: worded(LOSS_KINDS))
_REASON = Facet("reason", N_("Reason"), cell("reason"), lambda: worded(LOSS_REASONS))
_EMPTY = N_("No lead was given up in this period; Ctrl+D on a lead asks for it")
_FIGURES = (
    count("losses", N_("Losses")), percent("share", N_("Share")), count("kind_true", N_("True losses")),
    count("kind_near", N_("Near losses")), count("kind_false", N_("False losses")),
    Column("gap", N_("Average price gap"), cell("gap"), Kind.MONEY),
    count("again", N_("Second visits set")), count("visited", N_("Second visits made")), count("judged", N_("Judged")),
    count("agreed", N_("Confirmed")), percent("accuracy", N_("Accuracy")),
)

LOST_ANALYSIS = Listing(
    "lost_analysis", N_("Lost Customer Analysis Sheet"), rows=_losses, key=cell("id"), topics=("leads",), date=DAY, state="state",
    order=("-date",), facets=(SELLER, _KIND, _REASON), singular=N_("Lost lead"), empty=_EMPTY, columns=(
        Column("date", N_("Date"), DAY, Kind.DATE, width=10), code("number", N_("No.")),
        Column("name", N_("Name"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=22),
        Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, width=6),
        Column("kind", N_("Kind of loss"), cell("kind"), Kind.STATE, choices=LOSS_KINDS, width=8),
        Column("reason", N_("Reason"), cell("reason"), Kind.STATE, choices=LOSS_REASONS, width=16),
        text("text", N_("Explanation"), 26), text("rival", N_("Rival"), 14),
        Column("price_gap", N_("Price gap"), cell("price_gap"), Kind.MONEY, width=10),
        day("second_visit", N_("Second visit")), day("visited", N_("Visited again on")),
        seller_column(), text("asked_by", N_("Asked by"), 8), text("decided_by", N_("Decided by"), 8),
        Column("state", N_("State"), cell("state"), Kind.STATE, width=8,
               choices={"asked": N_("asked"), "lost": N_("lost"), "refused": N_("refused")}),
        Column("verdict", N_("Kind found"), cell("verdict"), Kind.STATE, choices=LOSS_KINDS, width=8),
        Column("confirmed", N_("Kind confirmed"), cell("confirmed"), Kind.FLAG, width=7),
    ))

LOST_BY_REASON = Listing(
    "lost_by_reason", N_("Lost Customers by Reason"), rows=_by("reason"), key=cell("id"), topics=("leads",), date=DAY, order=("-losses",),
    facets=(SELLER, SOURCE), singular=N_("Reason"), empty=_EMPTY, picture=Picture("bars", "reason", ("losses",), "size", most=8), columns=(
        Column("reason", N_("Reason"), cell("id"), Kind.STATE, choices=LOSS_REASONS, width=18), *_FIGURES))

LOST_BY_RIVAL = Listing(
    "lost_by_rival", N_("Lost Customers by Rival"), rows=_by("rival", "rival <> ''"), key=cell("id"), topics=("leads",), date=DAY,
    order=("-losses",), facets=(SELLER, SOURCE), singular=N_("Rival"), empty=_EMPTY,
    picture=Picture("bars", "rival", ("losses",), "size", most=8), columns=(
        Column("rival", N_("Rival"), cell("id"), search=True, width=18), *_FIGURES))
