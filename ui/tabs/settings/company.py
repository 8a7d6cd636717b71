"""Who the office is, and how its papers look."""

from __future__ import annotations

from typing import Any

from models.core.company import (ADDRESS, BANK, BANK_ACCOUNT, CAPITALS_JIAO, CAPITALS_WHOLE, CAPITALS_YUAN, COPIES, INVOICE_PAPER,
                                 NAME, PAPER_LANGUAGE, PHONE, TAX_NUMBER)
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Office
from models.core.settings import Option
from models.core.text import N_, _, clean
from models.customers.rules import tax_number_is_valid
from printing.paper import PAPERS
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Live, Mark, Section, Values
from ui.kit.tab import FormView
from ui.tabs.settings.options import SAVE, Changes, changes_of, field_of, kept_names, key_of, names_grid, names_of

DETAILS: tuple[Option[Any], ...] = (NAME, ADDRESS, PHONE, TAX_NUMBER, BANK, BANK_ACCOUNT)
PAPER: tuple[Option[Any], ...] = (PAPER_LANGUAGE, INVOICE_PAPER, CAPITALS_YUAN, CAPITALS_WHOLE, CAPITALS_JIAO)
_MOST_COPIES = 6


def _tax_number(office: Office, values: Values, path: str) -> Live:
    """A tax number that looks wrong is marked; it is kept all the same (rules: Customers)."""
    number = str(values[key_of(TAX_NUMBER)] or "")
    if not number or tax_number_is_valid(number):
        return Live()
    return Live(marks={key_of(TAX_NUMBER): Mark(_("The check sign of this tax number does not fit; compare it with the licence"))})


def _details(values: Values) -> Changes:
    changes = changes_of(DETAILS, values)
    require([] if str(changes[NAME]).strip() else [
        Problem(key_of(NAME), "company.name", N_("Enter the company's name; it stands on every paper"))])
    return changes


COMPANY = FormView(
    FormSpec("company", N_("Company details"), fields=(
        field_of(NAME, required=True), field_of(ADDRESS, width=48), field_of(PHONE, kind=FieldKind.PHONE, width=24),
        field_of(TAX_NUMBER, width=24), field_of(BANK), field_of(BANK_ACCOUNT, width=28),
    ), live=_tax_number, intro=N_("This stands on every paper from now on; papers printed before keep what they said.")),
    read=_details, verbs=(SAVE,), topics=("settings",))


def _names(office: Office, values: Values, path: str) -> Live:
    return Live(kept_names(office, COPIES, "copy", values))


def _papers(values: Values) -> Changes:
    copies = names_of(COPIES, "copy", values)
    wrong = []
    if not 1 <= len(copies) <= _MOST_COPIES:
        wrong.append(Problem(key_of(COPIES), "copies.count", N_("Name 1 to {most} copies"), {"most": _MOST_COPIES}))
    cleaned = []
    for at, copy in enumerate(copies):
        try:
            cleaned.append(clean(copy, f"{key_of(COPIES)}.{at}.copy", 20))
        except RuleViolation as refused:
            wrong += refused.problems
    require(wrong)
    return {**changes_of(PAPER, values), COPIES: tuple(cleaned)}


PAPERS_VIEW = FormView(
    FormSpec("papers", N_("Papers and copies"), parts=(
        Section((
            field_of(PAPER_LANGUAGE), field_of(INVOICE_PAPER, choices=tuple((paper.key, paper.title) for paper in PAPERS),
                                               kind=FieldKind.CHOICE, width=30),
            field_of(CAPITALS_YUAN, width=8), field_of(CAPITALS_WHOLE, width=8), field_of(CAPITALS_JIAO))),
        names_grid(COPIES, FieldSpec("copy", N_("Copy and colour"), width=24, limit=20), 4),
    ), live=_names), read=_papers, verbs=(SAVE,), topics=("settings",))
