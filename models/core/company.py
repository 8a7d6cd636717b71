"""Who this office is, as papers say it, and the languages of the desk and of its papers."""

from __future__ import annotations

from models.core.settings import Option
from models.core.text import LANGUAGES, N_

_SPOKEN = dict(LANGUAGES)
NAME = Option("company.name", "", N_("Company"), "company")
ADDRESS = Option("company.address", "", N_("Address"), "company")
PHONE = Option("company.phone", "", N_("Phone"), "company")
TAX_NUMBER = Option("company.tax_number", "", N_("Tax number"), "company")
BANK = Option("company.bank", "", N_("Bank"), "company")
BANK_ACCOUNT = Option("company.bank_account", "", N_("Bank account"), "company")
SAMPLE = Option("company.sample", False, N_("This is a sample office"), "company")
LANGUAGE = Option("language.desk", "zh_CN", N_("Language of the desk"), "language", _SPOKEN)
PAPER_LANGUAGE = Option("language.papers", "zh_CN", N_("Language of papers and workbooks"), "language", _SPOKEN)
COPIES: Option[tuple[str, ...]] = Option(
    "papers.copies", ("存根(白)", "客户(红)", "回单(黄)"), N_("Copies of an invoice and their colours"), "papers")
CAPITALS_YUAN = Option("papers.capitals_yuan", "元", N_("Yuan in amounts in capitals"), "papers", {"元": "元", "圆": "圆"})
CAPITALS_WHOLE = Option("papers.capitals_whole", "整", N_("End of a whole amount in capitals"), "papers", {"整": "整", "正": "正"})
CAPITALS_JIAO = Option("papers.capitals_jiao", False, N_("Also after jiao"), "papers")
INVOICE_PAPER = Option("papers.invoice", "pin2", N_("Paper of invoices"), "papers")
