"""How grades moved: from each grade to each, in a period, by whom, of leads from where (duty 86; rules: Leads, Rates)."""

from __future__ import annotations

from typing import Any

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing, Picture
from models.core.text import N_
from models.leads.listing.asked import DAY, SELLER, SOURCE, answer, cell, count, percent, rate
from models.leads.rules import GRADES

_GRADES = f"""grades(grade) AS (VALUES {', '.join(f"('{grade}')" for grade in GRADES)}),
moves AS (SELECT e.grade_before AS before, e.grade_after AS after FROM entry e CROSS JOIN asked
    WHERE e.event IN ('contact', 'graded') AND e.reached = 1 AND e.date BETWEEN asked.first AND asked.last
    AND (asked.of_seller IS NULL OR e.seller = asked.of_seller) AND (asked.of_source IS NULL OR e.source = asked.of_source))"""


def _moves(ask: Filter) -> Any:
    """A row for each grade before a contact that reached somebody or a grade given anew; no row where nothing moved."""
    cells = ", ".join(f"COUNT(*) FILTER (WHERE m.after = '{grade}') AS to_{grade}" for grade in GRADES)
    risen = "COUNT(*) FILTER (WHERE INSTR('NCBAHO', m.after) > INSTR('NCBAHO', m.before))"
    return answer(ask, f"""SELECT INSTR('NCBAHO', g.grade) AS id, g.grade, COUNT(m.before) AS moves, {cells}, {risen} AS risen,
        {rate(risen, 'COUNT(m.before)')} AS rise, asked.day AS day, asked.of_seller AS seller, asked.of_source AS source
        FROM grades g CROSS JOIN asked LEFT JOIN moves m ON m.before = g.grade
        WHERE EXISTS (SELECT 1 FROM moves) GROUP BY g.grade""", _GRADES)


GRADE_TRANSITIONS = Listing(
    "grade_transitions", N_("Grade transitions"), rows=_moves, key=cell("id"), topics=("leads",), date=DAY, order=("before",),
    facets=(SELLER, SOURCE), singular=N_("Grade"), empty=N_("Nobody was reached in this period"),
    picture=Picture("matrix", "before", tuple(f"to_{grade}" for grade in reversed(GRADES)),
                    title=N_("From the grade at the left to the grade above")), columns=(
        Column("before", N_("Grade before"), cell("grade"), Kind.GRADE, sort=cell("id"), width=10),
        *(count(f"to_{grade}", f"→ {grade}", 6) for grade in reversed(GRADES)), count("moves", N_("Grades given")),
        count("risen", N_("Grades raised")), percent("rise", N_("Share raised"), 9),
    ))
