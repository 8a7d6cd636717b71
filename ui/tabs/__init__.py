"""The tabs of the desk, in the order of the rail: today, leads, customers, contracts, invoices, products, stock, receipts, closing, …

A new tab is one row here and a module with its VIEWS, read at the first visit so that the desk opens at once.
"""

from __future__ import annotations

from models.core.text import N_
from ui.kit.tab import TabSpec

TODAY = TabSpec("today", N_("Today"), "today", "ui.tabs.today")
LEADS = TabSpec("leads", N_("Leads"), "leads", "ui.tabs.leads.views")
CUSTOMERS = TabSpec("customers", N_("Customers"), "customers", "ui.tabs.customers.views")
CONTRACTS = TabSpec("contracts", N_("Contracts"), "contracts", "ui.tabs.contracts.views")
INVOICES = TabSpec("invoices", N_("Invoicing"), "invoices", "ui.tabs.invoices.views")
PRODUCTS = TabSpec("products", N_("Products"), "products", "ui.tabs.products.views")
STOCK = TabSpec("stock", N_("Stock"), "stock", "ui.tabs.stock.views")
RECEIPTS = TabSpec("receipts", N_("Money"), "receipts", "ui.tabs.receipts.views")
CLOSING = TabSpec("closing", N_("Closing"), "closing", "ui.tabs.closing.views")
REPORTS = TabSpec("reports", N_("Reports"), "reports", "ui.tabs.reports.views")
SETTINGS = TabSpec("settings", N_("Settings"), "settings", "ui.tabs.settings.views")

TABS = (TODAY, LEADS, CUSTOMERS, CONTRACTS, INVOICES, PRODUCTS,
        STOCK, RECEIPTS, CLOSING, REPORTS, SETTINGS)
