"""File and change products, price lists and suppliers' promises; remember the prices that were sold at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from models.core import numbering, search
from models.core.errors import Problem, RuleViolation, require
from models.core.imports import MADE, uses
from models.core.office import Act, Done, Office
from models.core.pinyin import pinyin_of
from models.core.rows import insert_row, update_rows
from models.core.text import N_, clean
from models.core.typed import cleaned
from models.products import queries, rules
from models.products.inputs import PriceListInput, ProductInput, SupplierInput, SupplyPromiseInput
from models.products.tables import (CustomerPriceList, PriceList, PriceListPrice, Product, ProductUnit, QuantityTier, Supplier,
                                    SupplyPromise)

CODES = numbering.series("product", "P", N_("Prefix of product codes"), period="never")


def file_product(office: Office, x: ProductInput) -> Done:
    """File a product; without a code it gets the next one (duties 47, 48). Raises RuleViolation, also when the code is taken."""
    require(rules.check_product(x))
    with office.command("products.file", x) as act:
        return store_product(act, x)


def store_product(act: Act, x: ProductInput) -> Done:
    """Posting: file one product of many, as an import does."""
    require(rules.check_product(x))
    texts = cleaned(x, rules.TEXTS)
    _refuse_taken(act, texts["code"], 0)
    code = texts["code"] or _next_code(act)
    facts = _facts(act, x, texts, code)
    row_id = insert_row(act.office.database, Product, {**facts, "created": act.moment})
    _set_parts(act, row_id, x, facts["search"])
    act.changed("products").about(code)
    return Done(row_id, code)


def change_product(office: Office, product_id: int, x: ProductInput) -> Done:
    """Change a product's file; papers keep what was true when they were issued. Units in use stay as they are."""
    require(rules.check_product(x))
    with office.command("products.change", {"id": product_id, "product": x}) as act:
        return rewrite_product(act, product_id, x)


def rewrite_product(act: Act, product_id: int, x: ProductInput) -> Done:
    """Posting: the file says this from now on, as a change, an import or its undo wants it."""
    require(rules.check_product(x))
    before = queries.card(act.office, product_id)
    if queries.in_use(act.office, product_id):
        require(rules.check_units_kept(before.unit, before.factors, x) + rules.check_service_kept(before.service, x))
    texts = cleaned(x, rules.TEXTS)
    code = texts["code"] or before.code
    _refuse_taken(act, code, product_id)
    facts = _facts(act, x, texts, code)
    update_rows(act.office.database, Product, [(product_id, facts)])
    ProductUnit.delete().where(ProductUnit.product == product_id).execute()
    QuantityTier.delete().where(QuantityTier.product == product_id).execute()
    _set_parts(act, product_id, x, facts["search"])
    act.changed("products").about(code)
    return Done(product_id, code)


def take_back_products(act: Act, import_id: int) -> None:
    """Posting: products that an import made go again, once their opening stock is taken back.

    Raises RuleViolation where papers, goods, prices or promises name one of them.
    """
    database = act.office.database
    require(uses(database, act.office.tables, Product, import_id, ("product_unit", "quantity_tier")))
    for table, key in (("product_unit", "product_id"), ("quantity_tier", "product_id"), ("product_search", "rowid"), ("product", "id")):
        database.execute_sql(f"DELETE FROM {table} WHERE {key} IN ({MADE})", (import_id,))
    act.changed("products")


def _refuse_taken(act: Act, code: str, product_id: int) -> None:
    taken = act.office.database.execute_sql("SELECT name FROM product WHERE code = ? AND id <> ?", (code, product_id)).fetchone()
    if code and taken:
        raise RuleViolation([Problem("code", "product.code", N_("The code {code} belongs to {name}"), {"code": code, "name": taken[0]})])


def _next_code(act: Act) -> str:
    code = numbering.take(act, CODES, act.today)
    while act.office.database.execute_sql("SELECT 1 FROM product WHERE code = ?", (code,)).fetchone():
        code = numbering.take(act, CODES, act.today)
    return code


def _facts(act: Act, x: ProductInput, texts: dict[str, str], code: str) -> dict[str, Any]:
    kept = {key: texts[key] for key in ("name", "specification", "unit", "barcode", "tax_category", "remark")}
    return {**kept, "code": code, "pinyin": pinyin_of(texts["name"]), "rate": x.rate, "list_price": x.list_price,
            "minimum_price": x.minimum_price, "low_stock": x.low_stock, "asks_batch": x.asks_batch, "asks_expiry": x.asks_expiry,
            "active": x.active, "service": x.service, "supplier": _supplier(act, texts["supplier"]) if texts["supplier"] else None,
            "search": search.indexed_text((code, texts["name"], texts["specification"], texts["barcode"]), (texts["name"],))}


def _set_parts(act: Act, product_id: int, x: ProductInput, text: str) -> None:
    units = [{"product": product_id, "unit": clean(other.unit, "unit", 10), "numerator": other.numerator, "denominator": other.denominator}
             for other in x.units]
    tiers = [{"product": product_id, "from_quantity": tier.from_quantity, "price": tier.price} for tier in x.tiers]
    if units:
        ProductUnit.insert_many(units).execute()
    if tiers:
        QuantityTier.insert_many(tiers).execute()
    search.put(act.office.database, "product", product_id, text)


def _supplier(act: Act, name: str, phone: str = "") -> int:
    row = Supplier.get_or_none(Supplier.name == name)
    if row is not None:
        return int(row.id)
    act.changed("products")
    return int(Supplier.insert(name=name, pinyin=pinyin_of(name), phone=phone).execute())


def file_supplier(office: Office, x: SupplierInput) -> Done:
    """File a supplier, or set the phone of the one of this name."""
    name, phone = clean(x.name, "name", 100), clean(x.phone, "phone", 60, digits=True)
    if not name:
        raise RuleViolation([Problem("name", "supplier.name", N_("Enter the supplier"))])
    with office.command("suppliers.file", x) as act:
        row_id = _supplier(act, name, phone)
        Supplier.update(phone=phone).where(Supplier.id == row_id).execute()
        act.changed("products").about(name)
    return Done(row_id)


def set_active(office: Office, product_ids: Sequence[int], active: bool) -> Done:
    """Take products out of the finders, or back in; their papers and stock stay."""
    with office.command("products.activate" if active else "products.deactivate", {"ids": list(product_ids)}) as act:
        Product.update(active=active).where(Product.id.in_(list(product_ids))).execute()
        act.changed("products").about(", ".join(str(each) for each in product_ids))
    return Done(product_ids[0] if product_ids else 0)


def remember_price(act: Act, customer_id: int, product_id: int, unit: str, price: Decimal, date: date, number: str) -> None:
    """Posting: the price of an issued line is this customer's last, unless a later sale is remembered already."""
    act.office.database.execute_sql(
        "INSERT INTO last_price (customer_id, product_id, unit, price, date, number) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (customer_id, product_id, unit) DO UPDATE SET price = excluded.price, date = excluded.date, number = excluded.number "
        "WHERE excluded.date >= last_price.date", (customer_id, product_id, unit, int(price.scaleb(6)), date.isoformat(), number))


def set_price_list(office: Office, x: PriceListInput) -> Done:
    """Make a price list, or give the one of this name these prices instead of those it has."""
    known = frozenset(queries.cards(office, [product_id for product_id, _price in x.prices]))
    require(rules.check_price_list(x, known))
    with office.command("price_lists.set", x) as act:
        name = clean(x.name, "name", 40)
        row_id = _price_list(name)
        PriceListPrice.delete().where(PriceListPrice.price_list == row_id).execute()
        for product_id, price in x.prices:
            PriceListPrice.insert(price_list=row_id, product=product_id, price=price).execute()
        act.changed("products").about(name)
    return Done(row_id)


def _price_list(name: str) -> int:
    row = PriceList.get_or_none(PriceList.name == name)
    return int(row.id) if row is not None else int(PriceList.insert(name=name).execute())


def give_price_list(act: Act, customer_id: int, name: str) -> None:
    """Posting: a customer has this price list from now on; "" takes it away. A name that is new makes an empty list."""
    CustomerPriceList.delete().where(CustomerPriceList.customer_id == customer_id).execute()
    if name:
        CustomerPriceList.insert(customer_id=customer_id, price_list=_price_list(name)).execute()


def file_supply_promise(office: Office, x: SupplyPromiseInput) -> Done:
    """File what a supplier promised: the price, the quantity, the day (duty 104)."""
    require(rules.check_promise(x, bool(queries.cards(office, [x.product_id]))))
    with office.command("supply_promises.file", x) as act:
        name = clean(x.supplier, "supplier", 100)
        row_id = SupplyPromise.insert(
            date=x.date or act.today, supplier=_supplier(act, name), product=x.product_id, price=x.price, quantity=x.quantity,
            expected=x.expected, remark=clean(x.remark, "remark", 500, lines=True, emoji=True),
            person=act.person, moment=act.moment).execute()
        act.changed("products").about(name)
    return Done(row_id)
