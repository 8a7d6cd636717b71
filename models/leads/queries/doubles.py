"""Who is filed already and may be the one being typed."""

from __future__ import annotations

from dataclasses import dataclass

from models.core import search
from models.core.office import Office
from models.customers.queries import candidates
from models.customers.rules import Filed, normal_number, phones_of, sound_of
from models.leads import rules


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
    """Leads that share name, sound, tax number or a phone, as they are compared with customers."""
    ids = [each for phone in asked.phones for each in search.found(office.database, "lead", phone, limit)]
    marks = ", ".join("?" * len(ids))
    rows = office.database.execute_sql(
        "SELECT id, number, name, tax_number, phone, alike FROM lead WHERE id <> ? AND state <> 'won' AND id IN ("
        "SELECT id FROM lead WHERE name = ? UNION SELECT id FROM lead WHERE alike = ? AND alike <> '' "
        f"UNION SELECT id FROM lead WHERE tax_number = ? AND tax_number <> '' UNION SELECT id FROM lead WHERE id IN ({marks})) LIMIT ?",
        (but, asked.name, asked.sound, asked.tax_number, *ids, limit))
    return [Filed(row[0], row[1], row[2], row[3], frozenset(phones_of(row[4])), row[5]) for row in rows.fetchall()]
