"""Which forms keep drafts; pure."""

from __future__ import annotations

from models.core.text import N_

FORMS = {"invoice": N_("Invoice"), "contract": N_("Contract"), "quote": N_("Quote")}
LISTED = {"invoice": "drafts", "contract": "contract_drafts", "quote": "quote_drafts"}
"""The listing in which the drafts of each form stand."""

MOST = 1_000_000
"""Characters of JSON: far above an invoice of 500 lines."""
