"""Name what a filter of the customers' listing lets through, so that it can be asked for again (duty 66)."""

from __future__ import annotations

from models.core import audit
from models.core.clock import stamp
from models.core.errors import Problem, RuleViolation, require
from models.core.listing import Filter
from models.core.office import Done, Office
from models.core.text import N_, clean
from models.customers import queries, rules
from models.customers.listing import CUSTOMERS
from models.customers.tables import SavedSegment


def save_segment(office: Office, name: str, ask: Filter) -> Done:
    """Keep a filter under a name, in place of what had this name; who is in the segment is looked up each time it is asked for."""
    name, keyword = clean(name, "name", 40), clean(ask.keyword, "keyword", 100)
    known = frozenset(facet.key for facet in CUSTOMERS.facets) - {queries.SEGMENT}
    require(rules.check_segment(name, keyword, ask.state, frozenset(key for key, _value in ask.facets), known))
    with office.command("customers.save_segment", {"name": name, "ask": ask}) as act:
        text = audit.canonical({"keyword": keyword, "state": ask.state, "facets": [list(each) for each in ask.facets]})
        act.office.database.execute_sql(
            "INSERT INTO saved_segment (name, ask, person, moment) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE "
            "SET ask = excluded.ask, person = excluded.person, moment = excluded.moment", (name, text, act.person, stamp(act.moment)))
        act.changed("customers").about(name)
    return Done(0, name)


def delete_segment(office: Office, name: str) -> Done:
    """Forget a segment; its customers stay."""
    with office.command("customers.delete_segment", {"name": name}) as act:
        if not SavedSegment.delete().where(SavedSegment.name == name).execute():
            raise RuleViolation([Problem("name", "segment.unknown", N_("There is no segment {name}"), {"name": name})])
        act.changed("customers").about(name)
    return Done(0, name)
