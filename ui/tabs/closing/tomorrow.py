"""Tomorrow's list, which the close ends with: what is due by the next work day (duty 93)."""

from __future__ import annotations

from datetime import timedelta

from models.core.office import Office
from models.core.text import N_, _
from models.days.queries import closed_through, next_work_day
from models.leads import queries as leads
from models.stock import queries as stock
from models.tasks import queries as tasks
from ui.kit.board import Board, CardRow
from ui.kit.specs import Level
from ui.kit.tab import BoardView, Door
from ui.tabs import said, work
from ui.tabs.closing.day import named

_MOST = 50


def build(office: Office) -> Board:
    """Tasks, follow-ups and promised goods until the next work day ends."""
    today = office.clock.today()
    closed = closed_through(office)
    after = today if closed is not None and closed >= today else today - timedelta(days=1)
    day = next_work_day(office, max(after, today))
    to_do = tasks.due_tasks(office, day)
    due, count = leads.follow_ups(office, day, _MOST)
    kept = stock.live_promises(office)
    return Board((
        work.to_do(_("Tasks"), (CardRow(row.title, row.owner, said.day(office, row.due), Level.LOOK if row.due < today else Level.PLAIN,
                                        door=Door("tasks", row.id), id=row.id) for row in to_do[:_MOST]), len(to_do), day),
        work.follow_ups(_("Follow-ups"), (CardRow(row.name, " · ".join(filter(None, (row.phone, row.salesperson))),
                                                  said.day(office, row.due), Level.LOOK if row.due < today else Level.PLAIN, row.grade,
                                                  Door("leads", row.id), row.id) for row in due), count),
        work.on_their_way((CardRow(row.customer, f"{row.product} {said.quantity(row.quantity, row.unit)}", said.moment(office, row.until),
                                   door=Door("promises", row.id), id=row.id) for row in kept[:_MOST]), len(kept)),
    ), title=_("For {day}").format(day=named(day)))


VIEW = BoardView(N_("Tomorrow"), build, ("tasks", "leads", "stock", "days"), name="tomorrow")
