"""How long somebody who asked waited for a first answer, as SQL over a lead (duty 61)."""

from __future__ import annotations

from peewee import Case, fn

from models.leads.rules import ANSWERED_AT_ONCE
from models.leads.tables import Inquiry, Lead, LeadContact

_ASKED = Inquiry.select(fn.MIN(Inquiry.came)).where(Inquiry.lead == Lead.id)
_REACHED = LeadContact.select(fn.MIN(LeadContact.moment)).where(LeadContact.lead == Lead.id, LeadContact.event == "contact",
                                                                LeadContact.reached == 1)
_SINCE = fn.MIN(Lead.created, fn.COALESCE(_ASKED, Lead.created))
_WAITS = Lead.source.not_in(ANSWERED_AT_ONCE) | fn.EXISTS(Inquiry.select(Inquiry.id).where(Inquiry.lead == Lead.id))
FIRST_ANSWER = Case(None, ((_WAITS, fn.MAX(0, fn.ROUND((fn.JULIANDAY(_REACHED) - fn.JULIANDAY(_SINCE)) * 240).cast("INTEGER")) * 100),),
                    None)
"""Hours, to a tenth, from asking or filing to the first time somebody was reached; none where nobody waited or still waits."""
