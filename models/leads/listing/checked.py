"""What customer service heard when it asked leads about logged follow-ups, and how each salesperson fares (duty 89)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, SELLER, answer, cell, code, count, day, percent, rate, seller_column, text
from models.leads.rules import WAYS

_CHECKED = """SELECT n.id, k.number AS sample, n.position, k.date AS drawn, l.number, l.name, l.pinyin, l.search, l.contact, l.phone,
    c.date AS said_on, c.way, c.text, c.grade_after AS grade, c.seller, COALESCE(p.name, c.salesperson) AS salesperson,
    COALESCE(p.pinyin, '') AS seller_pinyin, a.date AS asked_on, a.reached, a.happened, a.correct,
    a.polite, a.kept, a.score, a.text AS answer, a.person,
    CASE WHEN a.line_id IS NULL THEN 'open' WHEN a.reached = 0 THEN 'unreached' ELSE 'answered' END AS state
    FROM follow_up_check k JOIN follow_up_check_line n ON n.check_id = k.id JOIN entry c ON c.id = n.entry_id
    JOIN lead l ON l.id = c.lead_id LEFT JOIN person p ON p.id = c.seller LEFT JOIN follow_up_answer a ON a.line_id = n.id"""
_STATES = {"open": N_("to be asked"), "answered": N_("called back"), "unreached": N_("not reached")}


def _lines(ask: Filter) -> Any:
    return answer(ask, f"SELECT y.*, y.drawn AS day FROM ({_CHECKED}) y")


def _share(question: str) -> str:
    """SQL for how many of those who answered a question said yes."""
    return f"{rate(f'COALESCE(SUM(y.{question}), 0)', f'COUNT(y.{question})')} AS {question}_share"


def _scores(ask: Filter) -> Any:
    """A row for each salesperson whose follow-ups were drawn in the period."""
    happened, correct, heard = "SUM(y.happened)", "SUM(y.correct)", "COUNT(y.happened)"
    return answer(ask, f"""SELECT y.seller AS id, y.salesperson, y.seller_pinyin, y.seller, COUNT(*) AS drawn, COUNT(y.reached) AS asked,
        COALESCE(SUM(y.reached), 0) AS reached, COALESCE({happened}, 0) AS happened,
        {rate(f'COALESCE({happened}, 0)', heard)} AS true_share,
        COALESCE({correct}, 0) AS correct, {rate(f'COALESCE({correct}, 0)', 'COUNT(y.correct)')} AS right_share,
        {_share('polite')}, {_share('kept')},
        CAST(ROUND(AVG(y.score) * 10) AS INTEGER) * 100 AS score, asked.day AS day
        FROM ({_CHECKED}) y CROSS JOIN asked WHERE y.drawn BETWEEN asked.first AND asked.last GROUP BY y.seller""")


FOLLOW_UP_CHECKS = Listing(
    "follow_up_checks", N_("Customer Service Check Feedback Sheet"), rows=_lines, key=cell("id"), topics=("leads",), date=DAY,
    state="state", order=("-sample", "position"), facets=(SELLER,),
    singular=N_("Checked follow-up"), empty=N_("No sample was drawn in this period; Ctrl+D draws one"),
    columns=(
        code("sample", N_("Sample")), Column("position", N_("#"), cell("position"), Kind.INTEGER, width=4),
        day("drawn", N_("Drawn on")), code("number", N_("No.")),
        Column("name", N_("Name"), cell("name"), sort=cell("pinyin"), search=cell("search"), width=20),
        text("contact", N_("Contact person"), 8), code("phone", N_("Phone"), 13),
        seller_column(), day("said_on", N_("Contact on")), Column("way", N_("Way"), cell("way"), Kind.STATE, choices=WAYS, width=8),
        text("text", N_("What was logged"), 26), Column("grade", N_("Grade"), cell("grade"), Kind.GRADE, width=6),
        Column("state", N_("State"), cell("state"), Kind.STATE, choices=_STATES, width=14), day("asked_on", N_("Called on")),
        Column("happened", N_("Took place"), cell("happened"), Kind.FLAG, width=6),
        Column("correct", N_("Logged right"), cell("correct"), Kind.FLAG, width=6),
        Column("polite", N_("Polite and clear"), cell("polite"), Kind.FLAG, width=6),
        Column("kept", N_("Promise kept"), cell("kept"), Kind.FLAG, width=6),
        count("score", N_("Score"), 6, total=False), text("answer", N_("Feedback"), 24), text("person", N_("Called by"), 8),
    ))

CHECK_SCORES = Listing(
    "check_scores", N_("Check scores by salesperson"), rows=_scores, key=cell("id"), topics=("leads",), date=DAY, order=("-drawn",),
    facets=(SELLER,), singular=N_("Salesperson"), empty=N_("No sample was drawn in this period"),
    picture=Picture("bars", "salesperson", ("score",), "size", title=N_("Average score")), columns=(
        seller_column(), count("drawn", N_("Drawn")), count("asked", N_("Called")), count("reached", N_("Reached")),
        count("happened", N_("Took place")), percent("true_share", N_("Share that took place"), 9), count("correct", N_("Logged right")),
        percent("right_share", N_("Share logged right"), 9), percent("polite_share", N_("Polite and clear"), 9),
        percent("kept_share", N_("Promises kept"), 9),
        Column("score", N_("Average score"), cell("score"), Kind.QUANTITY, width=8),
    ))
