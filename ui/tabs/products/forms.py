"""What is typed about a product: the file with its units, prices, tax and quantity prices (duties 47, 48, 67)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_
from models.products import commands, queries
from models.products.inputs import ProductInput
from models.products.rules import RATE_WORDS, rate_of
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, LinesSpec, Live, Mark, Section, Values
from ui.kit.tab import FormView, Verb
from ui.tabs import said
from ui.tabs.finders import find_suppliers

_SHOWN = 3


def follow(office: Office, values: Values, path: str) -> Live:
    """What each line of units means in words, the price without tax, and products filed already that may be this one."""
    typed, found = ProductInput.from_form(values), dict[str, list[str]]()
    for problem in queries.warnings(office, typed, values.get("id")):
        found.setdefault(problem.field, []).append(problem.say())
    marks = {field: Mark("\n".join(words[:_SHOWN])) for field, words in found.items()}
    shown: dict[str, Any] = {"net": ""}
    if typed.list_price is not None and typed.rate in RATE_WORDS:
        shown["net"] = said.price((typed.list_price / (1 + rate_of(typed.rate))).quantize(Decimal("0.000001")))
    for place, line in enumerate(values.get("units") or ()):
        shown[f"units.{place}.means"] = _means(typed.unit, line)
    for place, tier in enumerate(values.get("tiers") or ()):
        cheaper = typed.list_price and tier["price"] is not None and typed.list_price - tier["price"]
        shown[f"tiers.{place}.less"] = said.price(cheaper) if cheaper else ""
    return Live(shown, marks)


def _means(base: str, line: Values) -> str:
    """25 袋 = 1 吨."""
    if not (base and line["unit"] and line["base"]):
        return ""
    return f"{said.quantity(line['base'], base)} = {said.quantity(line['count'] or Decimal(1), line['unit'])}"


FILE = FormSpec("product", N_("Product"), parts=(
    Section((
        FieldSpec("name", N_("Product"), width=36, limit=100),
        FieldSpec("code", N_("Code"), width=14, limit=40, hint=N_("the next one")),
        FieldSpec("specification", N_("Specification"), width=18, limit=60),
        FieldSpec("unit", N_("Base unit"), width=8, limit=10, hint=N_("bag")),
        FieldSpec("list_price", N_("List price"), FieldKind.PRICE, width=14),
        FieldSpec("rate", N_("Tax rate"), FieldKind.CHOICE, width=14, choices=tuple(RATE_WORDS.items())),
        FieldSpec("minimum_price", N_("Minimum price"), FieldKind.PRICE, width=14),
        FieldSpec("net", N_("List price without tax"), FieldKind.FACT),
        FieldSpec("barcode", N_("Barcode"), width=18, limit=20),
        FieldSpec("tax_category", N_("Tax category"), width=22, limit=19, hint=N_("19 digits")),
        FieldSpec("supplier", N_("Supplier"), FieldKind.FINDER, width=28, limit=100, finder=find_suppliers),
        FieldSpec("low_stock", N_("Low stock"), FieldKind.QUANTITY, width=12),
        FieldSpec("service", N_("Service, not stocked"), FieldKind.FLAG),
        FieldSpec("asks_batch", N_("Ask for the batch on papers"), FieldKind.FLAG),
        FieldSpec("asks_expiry", N_("Ask for the expiry on papers"), FieldKind.FLAG),
    ), columns=2),
    LinesSpec("units", (
        FieldSpec("base", N_("Base units"), FieldKind.QUANTITY, width=12),
        FieldSpec("count", N_("make"), FieldKind.QUANTITY, width=10, hint="1"),
        FieldSpec("unit", N_("of this unit"), width=12, limit=10),
        FieldSpec("means", N_("Meaning"), read_only=True, width=40),
    ), title=N_("Other units"), rows=3),
    LinesSpec("tiers", (
        FieldSpec("from_quantity", N_("From this many base units"), FieldKind.QUANTITY, width=26),
        FieldSpec("price", N_("Price"), FieldKind.PRICE, width=14),
        FieldSpec("less", N_("Below the list price by"), read_only=True, width=40),
    ), title=N_("Quantity prices"), rows=3),
    Section((FieldSpec("remark", N_("Remark"), FieldKind.LONG_TEXT, width=70),)),
), live=follow)


def read(values: Values) -> tuple[int | None, ProductInput]:
    """The product that is changed, None for a new one, and its file."""
    return values.get("id"), ProductInput.from_form(values)


def load(office: Office, product_id: int) -> Values:
    """A filed product as the form holds it."""
    row = queries.card(office, product_id)
    units = [{"base": Decimal(factor.numerator), "count": Decimal(factor.denominator), "unit": unit}
             for unit, factor in row.factors.items() if unit != row.unit]
    tiers = [{"from_quantity": start, "price": price} for start, price in row.tiers]
    supplier = Found(row.supplier, row.supplier) if row.supplier else None
    return {**vars(row), "units": units, "tiers": tiers, "supplier": supplier}


def save(office: Office, typed: tuple[int | None, ProductInput]) -> Done:
    """File or change; whether it is in use is not typed here and stays."""
    product_id, file = typed
    if product_id is None:
        return commands.file_product(office, file)
    return commands.change_product(office, product_id, replace(file, active=queries.card(office, product_id).active))


SAVE = Verb(N_("Save"), save, "Ctrl+S", icon="save", primary=True, done=N_("Saved {number}"))
CREATE = FormView(FILE, read, (SAVE,), title=N_("New product"), name="product-new", stays=False)
CHANGE = FormView(FILE, read, (SAVE,), title=N_("Change the product"), name="product-change", load=load, stays=False)
