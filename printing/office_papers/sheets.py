"""A day's way with room to write, and the standards as they hang on the wall, from the office as it stands (duties 65, 88, 89)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.core.company import NAME
from models.core.errors import Problem, RuleViolation
from models.core.kinds import Kind, is_number, text_of
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import N_, _
from models.leads.listing import GRADE_STANDARDS, OWNED_STANDARDS, VISIT_PLANS
from models.leads.queries import standard_of
from models.leads.rules import ROLES
from models.people import queries as people
from printing.flow import Grid, Section, Words
from printing.form import FlowPaper

SHARES = (6.0, 36, 38, 26, 20, 28, 38, 14, 18)
ROOM = 19.0
"""Of a stop: four lines to write on, mm."""
SPARE = 2
"""Empty rows for visits that nobody planned."""
STANDARDS = {"grade-standard": GRADE_STANDARDS, "owned-method": OWNED_STANDARDS}


def visit_route_paper(office: Office, subject: str) -> FlowPaper:
    """The way of a day and of who goes, named 2026-11-24/李强, or by the day where only one goes. Raises RuleViolation for any other."""
    day, _slash, name = subject.partition("/")
    try:
        on = date.fromisoformat(day)
    except ValueError as error:
        raise RuleViolation([Problem("subject", "date.missing", N_("Enter a date"))]) from error
    whose = {known: person for person, known in people.choices(office)}
    asked = Filter(start=on, end=on, facets=(("salesperson", whose.get(name, 0)),) if name else ())
    keys = [column.key for column in VISIT_PLANS.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in rows_of(VISIT_PLANS, keys_of(VISIT_PLANS, asked), asked)]
    rows = [row for row in rows if row["state"] != "dropped"]
    goers = list(dict.fromkeys(str(row["salesperson"]) for row in rows))
    if not rows:
        nobody = N_("No visit is planned for {day} and {name}") if name else N_("No visit is planned for {day}")
        raise RuleViolation([Problem("subject", "paper.unknown", nobody, {"day": day, "name": name})])
    if len(goers) > 1:
        raise RuleViolation([Problem("subject", "route.whose", N_("Several go on {day}; say whose way: {names}"),
                                     {"day": day, "names": ", ".join(f"{day}/{each}" for each in goers)})])
    return _way(office.settings[NAME], day, goers[0], [_stop(row) for row in rows])


def _stop(row: Mapping[str, object]) -> tuple[str, str, str, str]:
    """Whom, where, what for, and how it stands."""
    def lines(*parts: object) -> str:
        return "\n".join(str(part) for part in parts if part)

    last = row["visited"]
    seen = _("Last visit {day}").format(day=text_of(Kind.DATE, last)) if isinstance(last, date) else ""
    return (lines(row["name"], row["contact"], row["phone"]), lines(row["territory"], row["way"]), lines(row["purpose"]),
            lines(row["grade"], seen))


def _way(company: str, day: str, name: str, stops: list[tuple[str, str, str, str]]) -> FlowPaper:
    parts = "\n".join(f"{_(title)} " for title in ROLES.values())
    rows = tuple((str(at), *stop, parts, "", "", "") for at, stop in enumerate([*stops, *[("",) * 4] * SPARE], 1))
    headings = (_("#"), _("Whom"), _("Address"), _("Purpose"), _("Standing"), _("Met"), _("What was said and seen"), _("Next date"),
                _("Expenses"))
    fields = ((_("Date"), day), (_("Who goes"), name), (_("Stops"), str(len(stops))), (_("Set out, back"), ""))
    return FlowPaper(company, _("Visit Route Sheet"), fields, (Section("", (Grid(headings, rows, row=ROOM, wide=SHARES),)),),
                     ((_("Salesperson"), ""), (_("Manager"), "")), shrinks=False)


def standard_paper(office: Office, subject: str) -> FlowPaper:
    """A standard with its grades and rules as they are set now: grade-standard or owned-method. Raises RuleViolation for another."""
    listing = STANDARDS.get(subject)
    if listing is None:
        raise RuleViolation([Problem("subject", "paper.unknown", N_("Choose one of {names}"), {"names": ", ".join(STANDARDS)})])
    sheet = sheet_of(listing, Filter(), columns=[column.key for column in listing.columns if column.key != "place"])
    right = tuple(at for at, column in enumerate(sheet.columns) if is_number(column.kind))
    rules = tuple(Words(f"{at}. {words}") for at, words in enumerate(standard_of(office, subject), 1))
    sections = (Section(_("Grades"), (Grid(sheet.headings, tuple(sheet.cells), right=right, row=8.0, stretch=(1,)),)),
                Section(_("How it is done"), rules))
    return FlowPaper(office.settings[NAME], sheet.title, ((_("In force on"), text_of(Kind.DATE, office.clock.today())),), sections,
                     ((_("Salesperson"), ""), (_("Manager"), "")))
