"""Which invoices the tax site knows, by which numbers: the invoice itself never changes (papers: E-invoice batch template)."""
