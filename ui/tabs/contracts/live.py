"""What follows from a quote or a contract while it is typed: names, units, rates, offered prices, sums, and the wording of a template."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.contracts import queries
from models.contracts.inputs import ContractInput
from models.contracts.rules import amounts, open_blanks
from models.core.money import MOST, ZERO
from models.core.office import Office
from models.core.text import _
from models.customers.queries import price_for
from models.products.queries import ProductRow, cards
from printing.capitals import amount_in_capitals
from ui.kit.specs import Level, Live, Mark, Values
from ui.tabs import said

STANDARD = 0
"""The template that comes with the program."""


def follow_quote(office: Office, values: Values, path: str) -> Live:
    """The quote form's `live`."""
    shown, total = _lines(office, values, path)
    return Live({**shown, "total": total, "capitals": _capitals(total)})


def follow_contract(office: Office, values: Values, path: str) -> Live:
    """The contract form's `live`."""
    shown, total = _lines(office, values, path)
    planned = sum((line["amount"] or ZERO for line in values["instalments"]), ZERO)
    shown.update(total=total, capitals=_capitals(total), planned=planned)
    marks = {}
    if total and planned > total:
        marks["planned"] = Mark(_("{amount} more than the contract").format(amount=said.money(planned - total)), Level.BLOCK)
    elif planned and planned < total:
        marks["planned"] = Mark(_("{amount} not planned yet").format(amount=said.money(total - planned)), Level.PLAIN)
    if path in ("template", "kind") and values.get("template") is not None:
        shown["text"] = values["text"] = queries.wording(office, ContractInput.from_form(values), values["template"])
    text = values.get("text") or ""
    if open_blanks(text) and (blanks := open_blanks(text, queries.blanks_of(office, ContractInput.from_form(values)).values())):
        marks["text"] = Mark(_("Still open in the wording: {blanks}").format(blanks="、".join(blanks)))
    choices: dict[str, Any] = {"template": template_choices(office, values["kind"])}
    service, goods = values["kind"] == "service", values["kind"] != "service"
    asks = {key for key, wanted in (("placed", service), ("place", service), ("deliver_by", goods)) if wanted}
    return Live(shown, marks, choices, asks)


def template_choices(office: Office, kind: str) -> list[tuple[Any, str]]:
    """The wordings for a kind of contract, the standard one among them."""
    return [(None, "–"), *((key, name or _("Standard wording")) for key, name, _text in queries.templates(office, kind))]


def _lines(office: Office, values: Values, path: str) -> tuple[Values, Decimal]:
    products = cards(office, [line["product"] for line in values["lines"] if line["product"]])
    shown, total = dict[str, Any](), ZERO
    for place, line in enumerate(values["lines"]):
        at, product = f"lines.{place}", products.get(line["product"])
        if product is not None:
            _of_product(office, values["customer"], line, product, path, at)
            for key in ("name", "unit", "rate", "price"):
                shown[f"{at}.{key}"] = line[key]
        whole = line["price"] is not None and line["quantity"] is not None
        amount = amounts(line["quantity"], line["price"], line["rate"] or "6").amount if whole else None
        shown[f"{at}.amount"] = amount
        total += amount or ZERO
    return shown, total


def _of_product(office: Office, customer: int | None, line: Values, product: ProductRow, path: str, at: str) -> None:
    """Name, unit, rate and price of a product that was just chosen; what was typed since stays."""
    fresh = path == f"{at}.product"
    line["name"] = product.name
    if fresh or not line["unit"]:
        line["unit"] = product.unit
    if fresh or not line["rate"]:
        line["rate"] = product.rate
    if fresh or line["price"] is None:
        line["price"] = price_for(office, customer, product.id, line["unit"], line["quantity"] or Decimal(1)).price


def _capitals(total: Decimal) -> str:
    return amount_in_capitals(total) if total <= MOST else ""
