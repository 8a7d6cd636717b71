"""Tax rates, units, prices and what a product file must hold; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from models.core.errors import Problem, RuleViolation
from models.core.text import N_, halfwidth
from models.core.typed import Text, check_number, check_texts
from models.products.inputs import PriceListInput, ProductInput, SupplyPromiseInput, TierInput, UnitInput

RATES: Mapping[str, tuple[str, Decimal | None]] = {
    "13": ("13%", Decimal("0.13")), "9": ("9%", Decimal("0.09")), "6": ("6%", Decimal("0.06")), "3": ("3%", Decimal("0.03")),
    "1": ("1%", Decimal("0.01")), "0": ("0%", Decimal(0)),
    "exempt": (N_("Exempt"), None), "untaxed": (N_("Not taxed"), None),
}
"""Label and rate of each kind of tax (rules: Invoices). Exempt and not taxed have none: they are not 0 %."""

RATE_WORDS = {key: label for key, (label, _rate) in RATES.items()}
_SPOKEN = {"免税": "exempt", "免": "exempt", "不征税": "untaxed", "不征": "untaxed", "零税率": "0", "exempt": "exempt", "not taxed": "untaxed",
           "untaxed": "untaxed"}
SOURCES = {"last": N_("last price"), "tier": N_("quantity price"), "price list": N_("price list"), "list": N_("list price")}

TEXTS = (
    Text("code", 40, digits=True), Text("name", 100, required=N_("Enter the product's name")), Text("specification", 60),
    Text("unit", 10, required=N_("Enter the unit in which stock is kept")), Text("barcode", 20, digits=True),
    Text("tax_category", 19, digits=True), Text("supplier", 100), Text("remark", 500, lines=True, emoji=True),
)
MOST_QUANTITY = Decimal("999999999.999")
MOST_FACTOR = 10**9
_PLACE = Decimal("0.000001")


def parse_rate(value: str | Decimal | int | float) -> str:
    """The key of RATES that a person or a workbook means: "9%", "９", 0.09, 9, "免税". Raises RuleViolation at "rate"."""
    text = halfwidth(str(value)).strip().lower()
    if text in RATES or text in _SPOKEN:
        return _SPOKEN.get(text, text)
    try:
        number = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if number.is_finite():
        percent = number if text.endswith("%") or number >= 1 else number * 100
        for key, (_label, rate) in RATES.items():
            if rate is not None and rate * 100 == percent:
                return key
    raise RuleViolation([_no_rate()])


def _no_rate() -> Problem:
    return Problem("rate", "product.rate", N_("Choose a tax rate: 13, 9, 6, 3, 1, 0 %, exempt or not taxed"))


def rate_of(key: str) -> Decimal:
    """The rate by which a price is split; nothing is split from what is exempt or not taxed."""
    return RATES[key][1] or Decimal(0)


def check_product(x: ProductInput) -> list[Problem]:
    """Everything to mend in a product's file, each at its field."""
    found = check_texts(x, TEXTS)
    if x.rate not in RATES:
        found.append(_no_rate())
    category = halfwidth(x.tax_category).strip()
    if category and not re.fullmatch(r"[0-9]{19}", category):
        found.append(Problem("tax_category", "product.category",
                             N_("The tax category has 19 digits; leave it empty if you do not know it")))
    barcode = halfwidth(x.barcode).strip()
    if barcode and not re.fullmatch(r"[0-9A-Za-z-]+", barcode):
        found.append(Problem("barcode", "product.barcode", N_("A barcode has digits and Latin letters only")))
    found += check_number("list_price", x.list_price, 6) + check_number("minimum_price", x.minimum_price, 6)
    found += check_number("low_stock", x.low_stock, 3, most=MOST_QUANTITY)
    if not found and x.list_price is not None and x.minimum_price is not None and x.minimum_price > x.list_price:
        found.append(Problem("minimum_price", "product.minimum", N_("The minimum price is above the list price {price}"),
                             {"price": x.list_price}))
    return found + _check_units(x) + check_tiers(x.tiers)


def check_service_kept(before: bool, x: ProductInput) -> list[Problem]:
    """Goods that moved or were sold stay goods, a service stays one: the books of the warehouse would not add up."""
    return [] if before == x.service else [Problem("service", "product.service", N_("It is on papers already; file another product"))]


def _check_units(x: ProductInput) -> list[Problem]:
    found, seen = [], {x.unit.strip()}
    for at, other in enumerate(x.units):
        found += [problem.under(f"units.{at}") for problem in check_texts(other, (Text("unit", 10, required=N_("Enter the unit")),))]
        if other.unit.strip() in seen:
            found.append(Problem(f"units.{at}.unit", "unit.twice", N_("The unit {unit} is there already"), {"unit": other.unit.strip()}))
        if not (0 < other.numerator <= MOST_FACTOR and 0 < other.denominator <= MOST_FACTOR):
            found.append(Problem(f"units.{at}.base", "unit.factor", N_("Say how many {unit} make how many of it, both above 0"),
                                 {"unit": x.unit.strip()}))
        seen.add(other.unit.strip())
    return found


def check_tiers(tiers: Sequence[TierInput]) -> list[Problem]:
    """Quantity prices start above 0, once each."""
    found, seen = [], set()
    for at, tier in enumerate(tiers):
        wrong = check_number("from_quantity", tier.from_quantity, 3, most=MOST_QUANTITY, above=True) + check_number("price", tier.price, 6)
        found += [problem.under(f"tiers.{at}") for problem in wrong]
        if tier.from_quantity in seen:
            found.append(Problem(f"tiers.{at}.from_quantity", "tier.twice", N_("There is a price from this quantity already")))
        seen.add(tier.from_quantity)
    return found


def check_units_kept(unit: str, factors: Mapping[str, Fraction], x: ProductInput) -> list[Problem]:
    """Units of a product that papers or stock name stay as they are; new ones may be added."""
    found = []
    if x.unit.strip() != unit:
        found.append(Problem("unit", "unit.used", N_("Stock and papers are kept in {unit}; file a new product for another unit"),
                             {"unit": unit}))
    asked = factors_of(x.unit.strip(), x.units)
    for name, factor in factors.items():
        if name != unit and asked.get(name) != factor:
            found.append(Problem("units", "unit.kept", N_("The unit {unit} is in use and must stay as it is"), {"unit": name}))
    return found


def factors_of(unit: str, others: Sequence[UnitInput]) -> dict[str, Fraction]:
    """Base units in one of each unit, exactly; the base unit itself is 1."""
    return {unit: Fraction(1), **{other.unit.strip(): Fraction(other.numerator, other.denominator) for other in others}}


def base_quantity(quantity: Decimal, factor: Fraction) -> Decimal | None:
    """A quantity in base units, or None when it cannot be said in thousandths of one, or is no number."""
    if not quantity.is_finite():
        return None
    thousandths = Fraction(quantity) * factor * 1000
    return Decimal(thousandths.numerator).scaleb(-3) if thousandths.denominator == 1 else None


def price_in_unit(price: Decimal, factor: Fraction) -> Decimal:
    """A price per base unit as one per unit of `factor` base units, to six decimals."""
    exact = Fraction(price) * factor
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(_PLACE, ROUND_HALF_UP)


def tier_price(tiers: Sequence[tuple[Decimal, Decimal]], quantity: Decimal) -> Decimal | None:
    """The price of the highest tier that a quantity of base units reaches (duty 67)."""
    reached = [tier for tier in tiers if tier[0] <= quantity]
    return max(reached)[1] if reached else None


def check_price_list(x: PriceListInput, known: frozenset[int]) -> list[Problem]:
    """A name, known products once each, prices in range."""
    found, seen = check_texts(x, (Text("name", 40, required=N_("Enter the price list's name")),)), set()
    for at, (product_id, price) in enumerate(x.prices):
        if product_id not in known or product_id in seen:
            found.append(Problem(f"prices.{at}.product_id", "price_list.product", N_("Choose each product once")))
        found += [problem.under(f"prices.{at}") for problem in check_number("price", price, 6)]
        seen.add(product_id)
    return found


def no_product() -> Problem:
    """Nothing is filed under this id."""
    return Problem("product_id", "product.unknown", N_("Choose a product"))


def check_promise(x: SupplyPromiseInput, known: bool) -> list[Problem]:
    """A supplier, a known product, and a price or a quantity (duty 104)."""
    found = check_texts(x, (Text("supplier", 100, required=N_("Enter the supplier")), Text("remark", 500, lines=True, emoji=True)))
    if not known:
        found.append(no_product())
    found += check_number("price", x.price, 6, above=True) + check_number("quantity", x.quantity, 3, most=MOST_QUANTITY, above=True)
    if x.price is None and x.quantity is None:
        found.append(Problem("price", "promise.empty", N_("Enter the price or the quantity that was promised")))
    return found
