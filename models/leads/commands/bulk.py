"""Leads by the thousand: cards worked out ahead, shown at once with the entries that file them, taken back while nobody followed one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from models.core import search
from models.core.errors import Problem, RuleViolation, require
from models.core.imports import BATCH, MADE, uses
from models.core.office import Act, Office
from models.core.rows import update_rows
from models.core.staging import Stage, leave_index, staged
from models.core.text import N_
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.following import LEAD_SERIES, _card, _filing
from models.leads.commands.log import agree, check_salesperson, log, row_of
from models.leads.inputs import LeadInput
from models.leads.tables import Lead, LeadContact
from models.people import queries as people


@dataclass(frozen=True)
class PreparedLead:
    """A lead ready to be written, but for its number: its facts, the entry that files it, what is indexed."""

    facts: dict[str, Any]
    entry: dict[str, Any]
    runs: str


def filing_problems(office: Office, x: LeadInput) -> list[Problem]:
    """What is wrong with a card that is to be filed."""
    return _filing(office, x, x.date or days.business_date(office))


def prepare_lead(office: Office, x: LeadInput) -> PreparedLead:
    """Everything but the number. Raises RuleViolation for what the rules refuse."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    day = x.date or days.business_date(office)
    require(found + _filing(office, x, day))
    next_date = x.next_date or queries.proposed_next(office, x.grade, day)
    facts = {**_card(x, ""), "source": x.source, "grade": x.grade, "filed": day, **queries.started(office, x.grade, day),
             **queries.agreed(office, next_date)}
    seller = dict(people.choices(office)).get(x.salesperson_id or 0, "")
    entry = {"date": day, "event": "filed", "grade_before": x.grade, "grade_after": x.grade, "text": x.need, "next_date": next_date,
             "salesperson": seller}
    return PreparedLead(facts, entry, search.runs_of(str(facts["search"])))


class ComingLeads:
    """Leads on their way, until the command that shows them."""

    def __init__(self, office: Office, stage: Stage, ready: Sequence[PreparedLead], tell: Callable[[int], object]) -> None:
        self.office, self._stage, self._ready = office, stage, ready
        self.ids = range(stage.first, stage.first + len(ready))
        self._unnumbered = len(ready) <= BATCH
        if not self._unnumbered:
            self._fill(tell)

    def _fill(self, tell: Callable[[int], object]) -> None:
        moment, person = self.office.clock.moment(), self.office.actor.name if self.office.actor else ""
        numbers = self._stage.numbers()
        for at in range(0, len(self._ready), BATCH):
            tell(at)
            part = list(zip(self.ids[at:at + BATCH], self._ready[at:at + BATCH], numbers[at:at + BATCH], strict=True))
            words = {row_id: search.indexed_text((number,)) for row_id, _one, number in part}
            self._stage.index([(row_id, f"{search.runs_of(words[row_id])} {one.runs}") for row_id, one, _number in part])
            self._stage.keep(Lead, [{**one.facts, "id": row_id, "number": number, "created": moment,
                                     "search": f"{words[row_id]} {one.facts['search']}"} for row_id, one, number in part])
            self._stage.keep(LeadContact, [{"lead": row_id, "moment": moment, "person": person, **one.entry}
                                           for row_id, one, _number in part])

    def store(self, act: Act) -> Sequence[int]:
        """Posting: they stand, their clocks run."""
        if self._unnumbered:
            self._fill(lambda _done: None)
        self._stage.land()
        act.changed("leads")
        return self.ids


@contextmanager
def coming_leads(office: Office, ready: Sequence[PreparedLead], tell: Callable[[int], object]) -> Iterator[ComingLeads]:
    """Bring leads as far as they go without being seen; `store` shows them. When the block ends without it, nothing remains."""
    with staged(office, Lead, len(ready), len(ready), LEAD_SERIES) as stage:
        yield ComingLeads(office, stage, ready, tell)


def rewrite_card(act: Act, lead_id: int, x: LeadInput) -> None:
    """Posting: the card says this from now on, as an import or its undo wants it; grade and next date stay."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    row, day = row_of(lead_id), days.business_date(act.office)
    require(found + rules.check_lead(replace(x, next_date=None), day) + check_salesperson(act.office, x.salesperson_id))
    kept = {**_card(x, row.number), "source": x.source}
    if x.next_date != row.next_date:
        agree(act.office, row, x.next_date)
        row.save()
    update_rows(act.office.database, Lead, [(lead_id, kept)])
    search.put(act.office.database, "lead", lead_id, str(kept["search"]))
    log(act, row_of(lead_id), day, "changed")


def take_back_leads(act: Act, import_id: int, ids: Sequence[int]) -> None:
    """Posting: leads that an import made go again with the entries that filed them. Raises RuleViolation where one was followed since."""
    database = act.office.database
    followed = database.execute_sql(
        "SELECT COUNT(DISTINCT l.id), MIN(l.name) FROM lead l JOIN imported_row r ON r.row_id = l.id "
        "JOIN lead_contact c ON c.lead_id = l.id "
        "WHERE r.import_id = ? AND r.before = '' AND c.event <> 'filed'", (import_id,)).fetchone()
    if followed[0]:
        raise RuleViolation([Problem("", "import.used", N_("{count} of these leads were followed up or changed since: {names}"),
                                     {"count": followed[0], "names": followed[1]})])
    require(uses(database, act.office.tables, Lead, import_id, ("lead_contact", "lead_clock")))
    act.gone("lead_contact", (row[0] for row in database.execute_sql(
        "SELECT c.id FROM lead_contact c JOIN imported_row r ON r.row_id = c.lead_id "
        "WHERE r.import_id = ? AND r.before = ''", (import_id,))))
    for table, key in (("lead_clock", "lead_id"), ("lead_contact", "lead_id"), ("lead", "id")):
        database.execute_sql(f"DELETE FROM {table} WHERE {key} IN ({MADE})", (import_id,))
    if ids:
        leave_index(act, Lead, min(ids), max(ids))
    act.changed("leads")
