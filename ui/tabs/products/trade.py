"""What is typed about trade in products: suppliers, what they promise, price lists (duty 104)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_
from models.products import commands, queries
from models.products.inputs import PriceListInput, SupplierInput, SupplyPromiseInput
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, LinesSpec, Live, Section, Values
from ui.kit.tab import FormView, Verb
from ui.kit.words import join
from ui.tabs.finders import find_products, find_suppliers


def _file_supplier(office: Office, values: Values) -> Done:
    return commands.file_supplier(office, SupplierInput(values["name"] or "", values["phone"] or ""))


def _load_supplier(office: Office, supplier_id: int) -> Values:
    name, phone = queries.supplier(office, supplier_id)
    return {"id": supplier_id, "name": name, "phone": phone}


SUPPLIER = FormSpec("supplier", N_("Supplier"), fields=(
    FieldSpec("name", N_("Supplier"), width=36, limit=100), FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=60)))
NEW_SUPPLIER = FormView(SUPPLIER, lambda values: values, (Verb(N_("Save"), _file_supplier, "Ctrl+S", icon="save", primary=True),),
                        title=N_("New supplier"), name="supplier-new", stays=False)
SUPPLIER_PHONE = FormView(
    FormSpec("supplier-phone", N_("Supplier"), fields=(FieldSpec("name", N_("Supplier"), width=36, read_only=True), SUPPLIER.fields[1])),
    lambda values: values, NEW_SUPPLIER.verbs, title=N_("Change the phone"), name="supplier-change", load=_load_supplier, stays=False)


def _promise(office: Office, values: Values) -> Done:
    return commands.file_supply_promise(office, SupplyPromiseInput.from_form({**values, "product_id": values["product"]}))


def promise_live(office: Office, values: Values, path: str) -> Live:
    """What was chosen, and the unit that quantity and price are meant in."""
    product = queries.cards(office, [values["product"]]).get(values["product"]) if values["product"] else None
    if product is None:
        return Live({"goods": ""})
    return Live({"goods": join(product.name, product.specification, product.unit)})


PROMISE = FormSpec("promise", N_("Supply promise"), fields=(
    FieldSpec("supplier", N_("Supplier"), FieldKind.FINDER, width=28, finder=find_suppliers),
    FieldSpec("product", N_("Product"), FieldKind.FINDER, width=18, finder=find_products),
    FieldSpec("goods", N_("Specification"), FieldKind.FACT),
    FieldSpec("price", N_("Price"), FieldKind.PRICE, width=14),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=14),
    FieldSpec("expected", N_("Expected"), FieldKind.DATE, width=10, hint="11-25 · +3"),
    FieldSpec("remark", N_("Remark"), FieldKind.LONG_TEXT, width=56),
), live=promise_live)
NEW_PROMISE = FormView(PROMISE, lambda values: values, (Verb(N_("Save"), _promise, "Ctrl+S", icon="save", primary=True),),
                       title=N_("New supply promise"), name="promise-new", stays=False)


def _set_list(office: Office, values: Values) -> Done:
    prices = tuple((line["product"] or 0, line["price"] or Decimal(0)) for line in values["prices"])
    return commands.set_price_list(office, PriceListInput(values["name"] or "", prices))


def list_live(office: Office, values: Values, path: str) -> Live:
    """The names behind the codes and their list prices; a name that is taken brings its prices to be changed."""
    cards = queries.cards(office, [line["product"] for line in values["prices"] if line["product"]])
    shown: dict[str, Any] = {}
    for place, line in enumerate(values["prices"]):
        product = cards.get(line["product"])
        if product is not None:
            shown[f"prices.{place}.goods"] = join(product.name, product.specification, product.unit)
            shown[f"prices.{place}.list_price"] = product.list_price
    return Live(shown)


PRICES = FormSpec("price-list", N_("Price list"), parts=(
    Section((FieldSpec("name", N_("Price list"), width=24, limit=40),)),
    LinesSpec("prices", (
        FieldSpec("product", N_("Code"), FieldKind.FINDER, width=16, finder=find_products),
        FieldSpec("goods", N_("Product and specification"), read_only=True, width=40),
        FieldSpec("list_price", N_("List price"), FieldKind.PRICE, width=14, read_only=True),
        FieldSpec("price", N_("Price"), FieldKind.PRICE, width=14),
    ), title=N_("Prices"), rows=12),
), live=list_live)


def _load_list(office: Office, price_id: int) -> Values:
    """The whole list that a price stands on."""
    name, prices = queries.price_list_of(office, price_id)
    lines = [{"product": Found(each.id, each.code, join(each.name, each.specification)), "price": price} for each, price in prices]
    return {"name": name, "prices": lines}


PRICE_VERB = Verb(N_("Save"), _set_list, "Ctrl+S", icon="save", primary=True)
NEW_PRICES = FormView(PRICES, lambda values: values, (PRICE_VERB,), title=N_("New price list"), name="prices-new", stays=False)
CHANGE_PRICES = FormView(PRICES, lambda values: values, (PRICE_VERB,), title=N_("Change the price list"), name="prices-change",
                         load=_load_list, stays=False)
