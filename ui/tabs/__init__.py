"""The tabs of the desk, in the order of the rail: today, leads, customers, contracts, invoices, products, stock, receipts, closing, …

A new tab is one import line and one entry here.
"""

from __future__ import annotations

from ui.kit.tab import TabSpec
from ui.tabs.closing import TAB as CLOSING
from ui.tabs.invoices import TAB as INVOICES
from ui.tabs.leads import TAB as LEADS
from ui.tabs.receipts import TAB as RECEIPTS
from ui.tabs.stock import TAB as STOCK

TABS: tuple[TabSpec, ...] = (
    LEADS,
    INVOICES,
    STOCK,
    RECEIPTS,
    CLOSING,
)
