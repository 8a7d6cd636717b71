"""Reads about products: find, units, the price to offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from peewee import JOIN, ModelSelect

from models.core.asking import NO_USE, Use, ranked
from models.core.errors import Problem, RuleViolation
from models.core.fields import from_scaled
from models.core.listing import Filter
from models.core.marking import Span, spans_of
from models.core.office import Office
from models.core.ranking import Grade, asked_words, grade_of
from models.core.references import is_used
from models.core.search import faults as search_faults
from models.core.search import indexed_text
from models.core.text import N_, halfwidth
from models.products import rules, tables
from models.products.inputs import ProductInput, TierInput, UnitInput
from models.products.tables import PriceList, PriceListPrice, Product, Supplier, SupplyPromise


@dataclass(frozen=True)
class ProductHit:
    """A product as a finder shows it. grade: of core.ranking; code_spans, spans: what of its code and name was typed."""

    id: int
    code: str
    name: str
    specification: str
    unit: str
    list_price: Decimal | None
    barcode: str
    grade: int = Grade.SCATTERED
    code_spans: tuple[Span, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class ProductRow:
    """A product's file. Prices per base unit; factors: base units in one of each unit; tiers: (from quantity, price)."""

    id: int
    code: str
    name: str
    specification: str
    unit: str
    list_price: Decimal | None
    barcode: str
    minimum_price: Decimal | None
    rate: str
    tax_category: str
    supplier_id: int | None
    supplier: str
    asks_batch: bool
    asks_expiry: bool
    low_stock: Decimal | None
    remark: str
    active: bool
    service: bool = False
    factors: dict[str, Fraction] = field(default_factory=dict)
    tiers: tuple[tuple[Decimal, Decimal], ...] = ()


@dataclass(frozen=True)
class Offer:
    """A price to offer, per unit asked, and where it comes from: a key of rules.SOURCES, "" for none."""

    price: Decimal | None
    source: str


_FILE = ("SELECT p.id, p.code, p.name, p.specification, p.unit, p.barcode, p.rate, p.tax_category, p.supplier_id, p.remark, p.list_price, "
         "p.minimum_price, p.low_stock, p.asks_batch, p.asks_expiry, p.active, COALESCE(s.name, ''), p.service "
         "FROM product p LEFT JOIN supplier s ON s.id = p.supplier_id")


def _price(raw: int | None) -> Decimal | None:
    return None if raw is None else from_scaled(raw, 6)


def find(office: Office, text: str, limit: int = 20, use: Use = NO_USE) -> list[ProductHit]:
    """Active products by code, barcode, name or pinyin, best first; nothing asked: by code. use: given by the office's finder."""
    database = office.database
    if text.strip():
        grades = dict(ranked(database, "product", text, limit, "t.active = 1", use))
    else:
        rows = database.execute_sql("SELECT id FROM product WHERE active = 1 ORDER BY code LIMIT ?", (limit,))
        grades = dict.fromkeys((row[0] for row in rows), Grade.SCATTERED)
    ids, words = list(grades), asked_words(text)
    marks = ", ".join("?" * len(ids))
    hits = {row[0]: ProductHit(row[0], row[1], row[2], row[3], row[4], _price(row[5]), row[6], grades[row[0]], spans_of(row[1], words),
                               spans_of(row[2], words, row[7])) for row in database.execute_sql(
        f"SELECT id, code, name, specification, unit, list_price, barcode, search FROM product WHERE id IN ({marks})", ids)}
    return [hits[each] for each in ids]


def by_code(office: Office, code: str) -> ProductRow | None:
    """The product with exactly this code."""
    row = office.database.execute_sql("SELECT id FROM product WHERE code = ?", (code.strip(),)).fetchone()
    return cards(office, [row[0]])[row[0]] if row else None


def by_barcode(office: Office, barcode: str) -> ProductRow | None:
    """The active product with this barcode; the latest, should several have it."""
    asked = halfwidth(barcode).strip()
    row = office.database.execute_sql("SELECT MAX(id) FROM product WHERE barcode = ? AND barcode <> '' AND active = 1", (asked,)).fetchone()
    return cards(office, [row[0]])[row[0]] if row[0] else None


def card(office: Office, product_id: int) -> ProductRow:
    """One product's file. Raises RuleViolation for an unknown id."""
    row = cards(office, [product_id]).get(product_id)
    if row is None:
        raise RuleViolation([rules.no_product()])
    return row


def cards(office: Office, ids: Iterable[int]) -> dict[int, ProductRow]:
    """The files of some products, in three reads however many they are; unknown ids are left out."""
    wanted = list(dict.fromkeys(ids))
    marks = ", ".join("?" * len(wanted))
    factors: dict[int, dict[str, Fraction]] = {}
    tiers: dict[int, list[tuple[Decimal, Decimal]]] = {}
    for product, unit, numerator, denominator in office.database.execute_sql(
            f"SELECT product_id, unit, numerator, denominator FROM product_unit WHERE product_id IN ({marks}) ORDER BY id", wanted):
        factors.setdefault(product, {})[unit] = Fraction(numerator, denominator)
    for product, start, price in office.database.execute_sql(
            f"SELECT product_id, from_quantity, price FROM quantity_tier WHERE product_id IN ({marks}) ORDER BY from_quantity", wanted):
        tiers.setdefault(product, []).append((from_scaled(start, 3), from_scaled(price, 6)))
    made = {}
    for row in office.database.execute_sql(f"{_FILE} WHERE p.id IN ({marks})", wanted):
        made[row[0]] = ProductRow(
            id=row[0], code=row[1], name=row[2], specification=row[3], unit=row[4], barcode=row[5], rate=row[6], tax_category=row[7],
            supplier_id=row[8], remark=row[9], list_price=_price(row[10]), minimum_price=_price(row[11]),
            low_stock=None if row[12] is None else from_scaled(row[12], 3), asks_batch=bool(row[13]), asks_expiry=bool(row[14]),
            active=bool(row[15]), supplier=row[16], service=bool(row[17]), factors={row[4]: Fraction(1), **factors.get(row[0], {})},
            tiers=tuple(tiers.get(row[0], ())))
    return made


def as_input(row: ProductRow) -> ProductInput:
    """A file as the input that would make it again."""
    kept = {item.name: getattr(row, item.name) for item in fields(ProductInput) if item.name not in ("units", "tiers")}
    units = tuple(UnitInput(unit, share.numerator, share.denominator) for unit, share in row.factors.items() if unit != row.unit)
    return ProductInput(**kept, units=units, tiers=tuple(TierInput(start, price) for start, price in row.tiers))


def names(office: Office) -> Iterator[tuple[int, str, str, str]]:
    """(id, code, name, specification) of every product, by which thousands of rows are compared without a look-up each."""
    yield from office.database.execute_sql("SELECT id, code, name, specification FROM product ORDER BY id")


def units_of(office: Office, product_id: int) -> dict[str, Fraction]:
    """Base units in one of each unit of a product, exactly; the base unit first, as 1. Empty for an unknown product."""
    row = office.database.execute_sql("SELECT unit FROM product WHERE id = ?", (product_id,)).fetchone()
    if row is None:
        return {}
    others = office.database.execute_sql("SELECT unit, numerator, denominator FROM product_unit WHERE product_id = ? ORDER BY id",
                                         (product_id,))
    return {row[0]: Fraction(1), **{unit: Fraction(numerator, denominator) for unit, numerator, denominator in others}}


def offered_price(office: Office, buyers: Sequence[int], product_id: int, unit: str, quantity: Decimal) -> Offer:
    """The price to offer per `unit` ("" = the base unit), for a quantity of it (rules: Invoices; duty 67).

    The last price of the buyers, else the price list the first of them has, else the quantity price reached, else the list price.
    buyers: the customer and those merged into it, nobody for whom it may be (`customers.queries.price_for`).
    """
    factors = units_of(office, product_id)
    factor = factors.get(unit) if unit else Fraction(1)
    if factor is None or not factors:
        return Offer(None, "")
    execute = office.database.execute_sql
    base_unit = next(iter(factors))
    last = execute(f"SELECT unit, price FROM last_price WHERE customer_id IN ({', '.join('?' * len(buyers))}) AND product_id = ? "
                   "ORDER BY unit = ? DESC, date DESC, id DESC", (*buyers, product_id, unit or base_unit)).fetchall()
    for sold_in, price in last:
        if sold_in in factors:
            return Offer(rules.price_in_unit(from_scaled(price, 6), factor / factors[sold_in]), "last")
    listed = execute("SELECT p.price FROM customer_price_list c JOIN price_list_price p ON p.price_list_id = c.price_list_id "
                     "WHERE c.customer_id = ? AND p.product_id = ?", (buyers[0] if buyers else 0, product_id)).fetchone()
    if listed:
        return Offer(rules.price_in_unit(from_scaled(listed[0], 6), factor), "price list")
    tiers = [(from_scaled(start, 3), from_scaled(price, 6)) for start, price in execute(
        "SELECT from_quantity, price FROM quantity_tier WHERE product_id = ?", (product_id,))]
    wanted = Fraction(quantity) * factor if quantity.is_finite() else Fraction(0)
    reached = rules.tier_price(tiers, Decimal(int(wanted * 1000)).scaleb(-3))
    if reached is not None:
        return Offer(rules.price_in_unit(reached, factor), "tier")
    price = execute("SELECT list_price FROM product WHERE id = ?", (product_id,)).fetchone()[0]
    return Offer(None, "") if price is None else Offer(rules.price_in_unit(from_scaled(price, 6), factor), "list")


def warnings(office: Office, x: ProductInput, product_id: int | None = None) -> list[Problem]:
    """What to look at before filing: another product of the same name and specification, or the same barcode. Never blocks."""
    seen = []
    for code, in office.database.execute_sql("SELECT code FROM product WHERE name = ? AND specification = ? AND id <> ? LIMIT 3",
                                             (x.name.strip(), x.specification.strip(), product_id or 0)):
        seen.append(Problem("name", "product.alike", N_("{code} has the same name and specification"), {"code": code}))
    for code, in office.database.execute_sql("SELECT code FROM product WHERE barcode = ? AND barcode <> '' AND id <> ? LIMIT 3",
                                             (halfwidth(x.barcode).strip(), product_id or 0)):
        seen.append(Problem("barcode", "product.barcode_alike", N_("{code} has the same barcode"), {"code": code}))
    return seen


def in_use(office: Office, product_id: int) -> bool:
    """Whether stock, papers or remembered prices name the product."""
    own = (tables.ProductUnit, tables.QuantityTier, PriceListPrice, SupplyPromise)
    return is_used(office.database, office.tables, Product, product_id, own)


def price_lists(office: Office) -> list[tuple[int, str]]:
    """(id, name) of every price list, by name."""
    return [(row[0], row[1]) for row in office.database.execute_sql("SELECT id, name FROM price_list ORDER BY name")]


def supplier_names(office: Office) -> list[str]:
    """Every supplier, by pinyin."""
    return [row[0] for row in office.database.execute_sql("SELECT name FROM supplier ORDER BY pinyin")]


def find_suppliers(office: Office, text: str, limit: int = 20) -> list[tuple[str, str]]:
    """(name, phone) of suppliers by name, pinyin or phone, best first, then by pinyin. Suppliers are few: each is compared."""
    words = asked_words(text)
    rows = office.database.execute_sql("SELECT name, phone FROM supplier ORDER BY pinyin").fetchall()
    graded = [(grade_of(_supplier_text(*row), words), row) for row in rows]
    return [row for grade, row in sorted(graded, key=lambda each: each[0]) if grade < Grade.NOT][:limit]


@lru_cache(maxsize=4096)
def _supplier_text(name: str, phone: str) -> str:
    return indexed_text((name, phone), (name,))


def supplier(office: Office, supplier_id: int) -> tuple[str, str]:
    """(name, phone) of a supplier; empty for an unknown one."""
    row = office.database.execute_sql("SELECT name, phone FROM supplier WHERE id = ?", (supplier_id,)).fetchone()
    return (row[0], row[1]) if row else ("", "")


def price_list_of(office: Office, price_id: int) -> tuple[str, list[tuple[ProductRow, Decimal]]]:
    """The price list that a price stands on: its name, and every product with its price there, by code."""
    rows = office.database.execute_sql(
        "SELECT l.name, p.product_id, p.price FROM price_list_price p JOIN price_list l ON l.id = p.price_list_id "
        "WHERE p.price_list_id = (SELECT price_list_id FROM price_list_price WHERE id = ?)", (price_id,)).fetchall()
    files = cards(office, [row[1] for row in rows])
    prices = sorted(((files[row[1]], from_scaled(row[2], 6)) for row in rows), key=lambda each: each[0].code)
    return rows[0][0] if rows else "", prices


def listed_prices(office: Office, product_id: int) -> list[tuple[str, Decimal]]:
    """(price list, price) of a product on every list that names it."""
    rows = office.database.execute_sql("SELECT l.name, p.price FROM price_list_price p JOIN price_list l ON l.id = p.price_list_id "
                                       "WHERE p.product_id = ? ORDER BY l.name", (product_id,))
    return [(row[0], from_scaled(row[1], 6)) for row in rows]


def faults(office: Office) -> Iterator[str]:
    """Whether every product can be found."""
    yield from search_faults(office.database, "product")


def products(_ask: Filter) -> ModelSelect:
    """Every product with its supplier."""
    return Product.select().join(Supplier, JOIN.LEFT_OUTER)


def suppliers(_ask: Filter) -> ModelSelect:
    """Every supplier."""
    return Supplier.select()


def price_list_prices(_ask: Filter) -> ModelSelect:
    """Every price on a price list."""
    return PriceListPrice.select().join(PriceList).switch(PriceListPrice).join(Product)


def supply_promises(_ask: Filter) -> ModelSelect:
    """Every promise of a supplier."""
    return SupplyPromise.select().join(Supplier).switch(SupplyPromise).join(Product)
