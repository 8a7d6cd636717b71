"""The tabs of the desk, in the order of the rail: today, leads, customers, contracts, invoices, products, stock, receipts, closing, …

A new tab is one import line and one entry here.
"""

from __future__ import annotations

from ui.kit.tab import TabSpec
from ui.tabs.closing import TAB as CLOSING
from ui.tabs.customers import TAB as CUSTOMERS
from ui.tabs.invoices import TAB as INVOICES
from ui.tabs.leads import TAB as LEADS
from ui.tabs.products import TAB as PRODUCTS
from ui.tabs.receipts import TAB as RECEIPTS
from ui.tabs.reports import TAB as REPORTS
from ui.tabs.settings import TAB as SETTINGS
from ui.tabs.stock import TAB as STOCK
from ui.tabs.today import TAB as TODAY

TABS: tuple[TabSpec, ...] = (
    TODAY,
    LEADS,
    CUSTOMERS,
    INVOICES,
    PRODUCTS,
    STOCK,
    RECEIPTS,
    CLOSING,
    REPORTS,
    SETTINGS,
)
