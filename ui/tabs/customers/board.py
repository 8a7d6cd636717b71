"""One customer below the list: file, money, what was asked for, people, licences, last papers, where it came from (duty 68)."""

from __future__ import annotations

from models.core.office import Office
from models.core.text import _
from models.customers import queries
from models.leads import queries as leads
from ui.kit.board import Board, Card, CardRow
from ui.kit.verbs import Door
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.customers import facts


def customer_board(office: Office, customer_id: int) -> Board:
    """What a selected customer shows; built on a worker."""
    if not queries.is_filed(office, customer_id):
        return Board(())
    row, today = queries.card(office, customer_id), office.clock.today()
    notes = tuple(facts.note(office, each) for each in reversed(queries.notes(office, row.id)))
    cards = [
        Card(row.name, facts=tuple(facts.file_facts(office, row)), columns=2),
        Card(_("Last invoices"), tuple(facts.last_papers(office, row.id)), empty=_("No invoice yet")),
        Card(_("Balance and credit"), facts=tuple(facts.money_facts(office, row)), columns=2, door=Door("receivables", row.id), side=1),
        Card(_("Demands and opinions"), notes, timeline=True, entry=facts.note_line(), side=1, count=len(notes)),
        Card(_("Contacts"), tuple(facts.people(row, today)), empty=_("No contact is filed"), side=1),
        Card(_("Licences"), tuple(facts.licences(office, row)), empty=_("No licence is filed"), side=1),
    ]
    if row.addresses:
        cards.append(Card(_("Delivery addresses"), tuple(CardRow(each.address, each.territory) for each in row.addresses), side=1))
    came = leads.leads_of(office, row.id)
    if came:
        cards.append(Card(_("Came from"), tuple(CardRow(each.name, join(each.number, each.need), said.day(office, each.filed),
                                                        grade=each.grade, door=Door("leads", each.id)) for each in came)))
    return Board(tuple(cards), subject=row.id)
