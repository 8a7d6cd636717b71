"""Grade a lead anew without a contact, and what the manager wants done with it: both stand in its log."""

from __future__ import annotations

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Done, Office
from models.core.text import N_, _, clean
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import agree, log, require_manager, row_of, start_clock
from models.leads.inputs import RegradeInput
from models.tasks.commands import file_task
from models.tasks.inputs import TaskInput

TASK_SOURCE = "leads"
_SHORT = 120


def regrade(office: Office, x: RegradeInput) -> Done:
    """Give a lead another grade; the clock of that grade starts today. Nobody was reached by it (rules: Leads)."""
    x, found = rules.tidied(x, rules.REGRADE_TEXTS)
    row, day = row_of(x.lead_id), days.business_date(office)
    require(found + rules.check_regrade(x, row.grade, row.state, day))
    with office.command("lead.regrade", x) as act:
        before, row.grade = row.grade, x.grade
        start_clock(office, row, day)
        agree(office, row, x.next_date or queries.proposed_next(office, x.grade, day))
        row.save()
        log(act, row, day, "graded", grade_before=before, reason=x.reason, next_date=row.next_date)
    return Done(row.id, row.number)


def instruct(office: Office, lead_id: int, text: str, entry_id: int | None = None) -> Done:
    """The manager says what to do with a lead, or about one entry of its log: it stands in the log and is a task of its salesperson."""
    text = clean(text, "text", 500, lines=True, emoji=True)
    row, day = row_of(lead_id), days.business_date(office)
    require_manager(office)
    if not text:
        raise RuleViolation([Problem("text", "instruct.text", N_("Say what is to be done"))])
    about = next((each for each in queries.log(office, lead_id) if each.id == entry_id), None)
    with office.command("lead.instruct", {"lead": lead_id, "text": text, "entry": entry_id}) as act:
        said = "" if about is None else _("about {day}: {text}").format(day=about.date.isoformat(), text=about.text)
        entry = log(act, row, day, "instructed", text=said[:1000], instruction=text)
        words = " ".join(text.split())
        short = words if len(words) <= _SHORT else words[:_SHORT - 1] + "…"
        file_task(act, TaskInput(_("Manager on {name}: {text}").format(name=row.name[:40], text=short), day, row.salesperson_id,
                                 source=TASK_SOURCE, source_id=lead_id))
    return Done(entry, row.number)
