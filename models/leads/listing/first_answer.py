"""How long somebody who asked waited for a first answer, as SQL over a lead: in office hours, and by the clock (duty 61)."""

from __future__ import annotations

from typing import Any

from peewee import Case, fn

from models.leads.rules import ANSWERED_AT_ONCE
from models.leads.tables import Inquiry, Lead, LeadContact


def office_hours(since: Any, until: Any) -> Any:
    """Office hours between two moments, to a tenth, as a quantity is stored. The listing's rows ask `days.queries.tell_hours` before."""
    return fn.ROUND(fn.told("worked hours", since, until) * 10).cast("INTEGER") * 100


def clock_hours(since: Any, until: Any) -> Any:
    """The same by the clock, nights and days off counted."""
    return fn.MAX(0, fn.ROUND((fn.JULIANDAY(until) - fn.JULIANDAY(since)) * 240).cast("INTEGER")) * 100


_ASKED = Inquiry.select(fn.MIN(Inquiry.came)).where(Inquiry.lead == Lead.id)
_REACHED = LeadContact.select(fn.MIN(LeadContact.moment)).where(LeadContact.lead == Lead.id, LeadContact.event == "contact",
                                                                LeadContact.reached == 1)
_SINCE = fn.MIN(Lead.created, fn.COALESCE(_ASKED, Lead.created))
_WAITS = Lead.source.not_in(ANSWERED_AT_ONCE) | fn.EXISTS(Inquiry.select(Inquiry.id).where(Inquiry.lead == Lead.id))
FIRST_ANSWER = Case(None, ((_WAITS, office_hours(_SINCE, _REACHED)),), None)
"""From asking or filing to the first time somebody was reached; none where nobody waited or still waits."""
FIRST_ANSWER_CLOCK = Case(None, ((_WAITS, clock_hours(_SINCE, _REACHED)),), None)
