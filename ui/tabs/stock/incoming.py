"""Goods that come in, that were there at the start, and corrections of the books: their forms."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from models.core.money import ZERO, round_money
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.stock import commands, queries
from models.stock.inputs import AdjustInput, GoodsInInput, OpeningStockInput
from models.stock.rules import Goods
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.tab import FormView, Verb
from ui.tabs.finders import find_products, find_suppliers
from ui.tabs.said import quantity
from ui.tabs.stock.places import WAREHOUSE, place_of, product


def follow(office: Office, values: Values, path: str) -> Live:
    """Names, units and last costs of the products that were chosen, and what the lines come to."""
    lines = values["lines"]
    known = queries.goods(office, [line["product"] for line in lines if line["product"]])
    costs = queries.last_costs(office, known)
    shown: dict[str, Any] = {}
    choices, marks, asks = {}, {}, []
    total, pieces = ZERO, Decimal(0)
    for place, line in enumerate(lines):
        at, goods = f"lines.{place}", known.get(line["product"])
        if goods is None:
            continue
        if path == f"{at}.product" or not line["unit"]:
            shown[f"{at}.unit"] = line["unit"] = goods.unit
        if path == f"{at}.product" and goods.id in costs:
            shown[f"{at}.cost"] = line["cost"] = costs[goods.id]
        if goods.id in costs and line["cost"] == costs[goods.id] and line["unit"] == goods.unit:
            marks[f"{at}.cost"] = Mark(_("last"), Level.PLAIN)
        amount = round_money((line["quantity"] or ZERO) * (line["cost"] or ZERO))
        shown |= {f"{at}.name": goods.name, f"{at}.amount": amount}
        choices[f"{at}.unit"] = [(unit, unit) for unit in goods.units]
        asks += _asked(at, goods)
        total += amount
        pieces += line["quantity"] or ZERO
    shown |= {"total": total, "pieces": pieces}
    return Live(shown, marks, choices, asks)


def _asked(at: str, goods: Goods) -> list[str]:
    return [f"{at}.{key}" for key, on in (("batch", goods.asks_batch), ("expiry", goods.asks_expiry)) if on]


GOODS_IN = FormView(
    FormSpec("goods_in", N_("Goods in"), live=follow, parts=(
        Section((
            WAREHOUSE,
            FieldSpec("supplier", N_("Supplier"), FieldKind.FINDER, width=28, finder=find_suppliers, hint=N_("Name or pinyin")),
            FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date, aside=True),
        ), columns=3),
        LinesSpec("lines", (
            FieldSpec("product", N_("Code"), FieldKind.FINDER, required=True, finder=find_products, width=12, passed=True),
            FieldSpec("name", N_("Product"), width=26, read_only=True),
            FieldSpec("unit", N_("Unit"), FieldKind.CHOICE, width=6, aside=True),
            FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, required=True, width=10),
            FieldSpec("cost", N_("Cost"), FieldKind.PRICE, width=13, passed=True),
            FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=13, read_only=True),
            FieldSpec("batch", N_("Batch"), width=12, limit=40, asked=True),
            FieldSpec("expiry", N_("Expires"), FieldKind.DATE, width=10, asked=True),
            FieldSpec("remark", N_("Remark"), width=14, aside=True),
        ), title=N_("Goods")),
        Section((
            FieldSpec("pieces", N_("Total"), FieldKind.QUANTITY, role="figure", width=10),
            FieldSpec("total", N_("Amount"), FieldKind.MONEY, role="sum", width=14),
        ), columns=2),
    )),
    read=GoodsInInput.from_form,
    verbs=(Verb(N_("Take in"), commands.goods_in, "F9", "goods-in", primary=True),))

PLACE_AND_PRODUCT = (
    FieldSpec("product", N_("Product"), FieldKind.FINDER, required=True, finder=find_products, width=14),
    FieldSpec("about", "", role="fact", width=34),
    WAREHOUSE,
)


def of_row(spec: FormSpec) -> FormSpec:
    """The same form where a row names product and warehouse already: typing begins with the rest."""
    return replace(spec, fields=tuple(replace(each, aside=each.aside or each.key in ("product", "warehouse")) for each in spec.fields))


def standing(office: Office, values: Values, _path: str) -> Live:
    """What the product is called, and how it stands in the chosen warehouse."""
    goods = queries.goods(office, [values["product"]]).get(values["product"]) if values["product"] else None
    if goods is None:
        return Live({"about": ""})
    now = queries.standings(office, values["warehouse"] or 0, [goods.id])[goods.id]
    said = _("{name} · on hand {on_hand}, free {free}").format(
        name=goods.name, on_hand=quantity(now.on_hand, goods.unit), free=quantity(now.available, goods.unit))
    return Live({"about": said})


OPENING = FormSpec("opening_stock", N_("Opening stock"), live=standing, intro=N_(
    "What lay there when the office began. Said again it replaces what was said, until the first day is closed."), fields=(
    *PLACE_AND_PRODUCT,
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, required=True, width=12),
    FieldSpec("cost", N_("Cost"), FieldKind.PRICE, width=12),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date),
))
ADJUST = FormSpec("adjust", N_("Adjust the books"), live=standing, intro=N_(
    "A correction without a count, with a minus for less. A manager approves it."), fields=(
    *PLACE_AND_PRODUCT,
    FieldSpec("quantity", N_("By"), FieldKind.QUANTITY, required=True, width=12),
    FieldSpec("reason", N_("Reason"), required=True, width=40),
    FieldSpec("batch", N_("Batch"), width=14, limit=40, aside=True),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date, aside=True),
))


def fill(office: Office, key: int) -> Values:
    """The product and the warehouse of a row of the stock list."""
    product_id, warehouse_id = place_of(key)
    return {"product": product(office, product_id), "warehouse": warehouse_id}


def say_opening(office: Office, answers: Values) -> Done:
    """Say opening stock."""
    return commands.set_opening_stock(office, OpeningStockInput.from_form(answers))


def adjust(office: Office, _key: int, answers: Values) -> Done:
    """Correct the books by a quantity."""
    return commands.adjust(office, AdjustInput.from_form(answers))
