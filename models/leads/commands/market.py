"""Note what is heard of rivals and of the market, and put a note right while its day is open (duties 42, 103)."""

from __future__ import annotations

from models.core.errors import Problem, RuleViolation, require
from models.core.office import Done, Office
from models.core.text import N_
from models.days import queries as days
from models.leads import rules
from models.leads.commands.log import check_day
from models.leads.inputs import MarketInput
from models.leads.tables import MarketNote


def note_market(office: Office, x: MarketInput) -> Done:
    """File a market note. Returns its id."""
    x, found = rules.tidied(x, rules.MARKET_TEXTS)
    day = x.date or days.business_date(office)
    require(found + check_day(office, day) + rules.check_market(x))
    with office.command("market.note", x) as act:
        row = MarketNote.create(date=day, rival=x.rival, product=x.product, region=x.region, price=x.price, text=x.text, source=x.source,
                                moment=act.moment, person=act.person)
        act.changed("leads").about(x.rival or x.product or x.region)
    return Done(row.id)


def change_market_note(office: Office, note_id: int, x: MarketInput) -> Done:
    """Put a note right; its day stays open to that until it is closed."""
    x, found = rules.tidied(x, rules.MARKET_TEXTS)
    row = MarketNote.get_or_none(MarketNote.id == note_id)
    if row is None:
        raise RuleViolation([Problem("note_id", "market.unknown", N_("There is no such market note"))])
    day = x.date or row.date
    require(found + check_day(office, row.date) + check_day(office, day) + rules.check_market(x))
    with office.command("market.change", {"note": note_id, "said": x}) as act:
        MarketNote.update(date=day, rival=x.rival, product=x.product, region=x.region, price=x.price, text=x.text, source=x.source
                          ).where(MarketNote.id == note_id).execute()
        act.changed("leads").about(x.rival or x.product or x.region)
    return Done(note_id)
