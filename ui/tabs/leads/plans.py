"""What a month is meant to bring and how the weeks count against it; who came, and how many of them were filed (duties 84, 85)."""

from __future__ import annotations

from datetime import date

from models.core.kinds import Kind, text_of
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.text import N_, _
from models.leads import commands, queries
from models.leads.inputs import PlanInput, VisitorsInput
from models.leads.listing import LEAD_PLAN, LEAD_PLAN_BY_SOURCE, LEAD_WEEKS, VISITORS
from models.leads.rules import SOURCES, share
from models.reports.listing import LEAD_RATES_BY_SOURCE
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Live, Section, Values
from ui.kit.tab import FormView, Group, ListView, Verb
from ui.kit.words import join
from ui.tabs.finders import people_choices


def _standing(office: Office, values: Values, path: str) -> Live:
    """The plan of the month that was typed, to be changed line by line; lines that stand are left alone until another month is."""
    if not isinstance(values.get("month"), date) or not (path == "month" or path == "" and not values.get("lines")):
        return Live()
    return Live(values={"lines": _lines(office, values["month"])})


def _lines(office: Office, month: date) -> list[Values]:
    kept = queries.plan_of_month(office, month)
    return [{"salesperson_id": who, "source": source, "filed": filed, "ordered": ordered} for who, source, filed, ordered in kept]


PLAN = FormSpec("lead-plan-form", N_("Plan the month"), live=_standing, parts=(
    Section((FieldSpec("month", N_("Month of"), FieldKind.DATE, width=10, required=True, initial=lambda office: office.clock.today()),)),
    LinesSpec("lines", (
        FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
        FieldSpec("source", N_("Source"), FieldKind.CHOICE, width=16, choices=(("", N_("any source")), *SOURCES.items())),
        FieldSpec("filed", N_("Leads planned"), FieldKind.INTEGER, width=10),
        FieldSpec("ordered", N_("Orders planned"), FieldKind.INTEGER, width=10),
    ), title=N_("Targets"), rows=12)), intro=N_("One line for each salesperson, or one for each source; what is not here is not planned."))
COUNT = FormSpec("visitors-form", N_("Count visitors"), fields=(
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=10, required=True, initial=lambda office: office.clock.today()),
    FieldSpec("source", N_("Source"), FieldKind.CHOICE, width=18, choices=tuple(SOURCES.items()), initial="walk in"),
    FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
    FieldSpec("count", N_("Visitors"), FieldKind.INTEGER, width=8, required=True),
), intro=N_("Everybody who came, called or wrote, filed or not. Counted again, the number is replaced."))


def _of_row(_office: Office, key: str) -> Values:
    """The form of a row's month."""
    return {"month": date.fromisoformat(f"{key[:7]}-01")}


def _capture(office: Office, ask: Filter) -> Board:
    """Filed ÷ visitors of the period, in all and by source (duty 85)."""
    span = Filter(start=ask.start, end=ask.end, facets=ask.facets)
    rows = [dict(zip([column.key for column in LEAD_RATES_BY_SOURCE.columns], row, strict=True))
            for row in rows_of(LEAD_RATES_BY_SOURCE, keys_of(LEAD_RATES_BY_SOURCE, span), span)]
    came, filed = (sum(int(str(row[key] or 0)) for row in rows) for key in ("visitors", "filed"))
    facts = (Fact(_("Visitors"), text_of(Kind.INTEGER, came)), Fact(_("Leads filed"), text_of(Kind.INTEGER, filed)),
             Fact(_("Capture rate"), text_of(Kind.RATE, share(filed, came)) or "–"))
    listed = tuple(CardRow(_(SOURCES.get(str(row["by_source"]), str(row["by_source"]))),
                           join(f"{_('Visitors')} {row['visitors'] or 0}", f"{_('Leads filed')} {row['filed'] or 0}"),
                           text_of(Kind.RATE, share(int(str(row["filed"] or 0)), int(str(row["visitors"] or 0)))) or "–") for row in rows)
    return Board((Card(_("Capture rate"), facts=facts, columns=3), Card(_("By source"), listed, side=1)))


PLAN_VIEW = FormView(PLAN, PlanInput.from_form, (Verb(N_("Save"), commands.plan_month, "Ctrl+S", "save", primary=True,
                                                      done=N_("The plan of {number} is set")),), load=_of_row, stays=False)
COUNT_VIEW = FormView(COUNT, VisitorsInput.from_form, (Verb(N_("Save"), commands.count_visitors, "Ctrl+S", "save", primary=True,
                                                           done=N_("Counted: {number}")),))

PLANS = Group(N_("Plans and counts"), (
    ListView(LEAD_PLAN, create=PLAN_VIEW, edit=PLAN_VIEW, period="month"),
    ListView(LEAD_PLAN_BY_SOURCE, create=PLAN_VIEW, edit=PLAN_VIEW, period="month"),
    ListView(LEAD_WEEKS, period="month"),
    ListView(VISITORS, create=COUNT_VIEW, summary=_capture, period="month"),
))
