"""Who is filed already and may be the one being typed."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.office import Office
from models.customers.queries import candidates, same_ending
from models.customers.rules import Filed, normal_number, phones_of, sound_of
from models.leads import rules
from models.leads.queries.cards import merges
from models.leads.tables import Lead


@dataclass(frozen=True)
class Double:
    """Somebody filed already who may be the same. kind: lead or customer. why: name, phone, tax number or sound."""

    kind: str
    id: int
    number: str
    name: str
    why: str


def doubles(office: Office, *, name: str = "", phone: str = "", tax_number: str = "", but: int = 0) -> list[Double]:
    """Leads and customers that may be the same as the one being typed; `but` leaves one lead out. Warnings only."""
    sound = sound_of(name) if len(name) > 1 else ""
    asked = Filed(0, "", name.strip(), normal_number(tax_number).upper(), frozenset(phones_of(phone)), sound)
    known = {"lead": _alike(office, asked, but), "customer": candidates(office, asked.name, asked.tax_number, asked.phones)}
    return [Double(kind, other.id, other.code, other.name, why) for kind, others in known.items() for other in others
            if (why := rules.why_alike(asked, other))]


def _alike(office: Office, asked: Filed, but: int, limit: int = 20) -> list[Filed]:
    """Leads that share name, sound, tax number or a phone, as they are compared with customers; a merged one by the one kept."""
    pointers = merges(office)
    same = rules.one_buyer(but, pointers)
    ids = [each for phone in asked.phones for each in same_ending(office.database, "lead", phone, limit)]
    marks = ", ".join("?" * len(ids))
    hidden = ", ".join("?" * len(same))
    rows = office.database.execute_sql(
        f"SELECT id, number, name, tax_number, phone, alike FROM lead WHERE id NOT IN ({hidden}) AND state <> 'won' AND id IN ("
        "SELECT id FROM lead WHERE name = ? UNION SELECT id FROM lead WHERE alike = ? AND alike <> '' "
        f"UNION SELECT id FROM lead WHERE tax_number = ? AND tax_number <> '' UNION SELECT id FROM lead WHERE id IN ({marks})) LIMIT ?",
        (*same, asked.name, asked.sound, asked.tax_number, *ids, limit))
    numbers = {row[0]: row[1] for row in Lead.select(Lead.id, Lead.number).where(Lead.id.in_(set(pointers.values()))).tuples()}
    found: dict[int, Filed] = {}
    for lead_id, number, name, tax_number, phone, alike in rows.fetchall():
        kept = rules.kept_for(lead_id, pointers)
        found.setdefault(kept, Filed(kept, numbers.get(kept, number), name, tax_number, frozenset(phones_of(phone)), alike))
    return list(found.values())
