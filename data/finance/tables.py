"""The sheets of the finance workbook that no listing has: receipts by method, goods in and out, open differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from data.finance.period import Period
from data.grid import Grid, Row, grid_of
from models.closing.queries import day_figures
from models.core.kinds import Kind
from models.core.listing import Column, Filter, every_row, sum_rows
from models.core.office import Office
from models.core.sheet import Sheet
from models.core.text import N_, _, language
from models.deliveries.queries import open_differences
from models.receipts.queries import day_receipts, receipt_days
from models.receipts.rules import METHODS
from models.stock.queries import day_movement
from models.street import all_listings

ZERO = Decimal(0)
METHOD_COLUMNS = (
    Column("date", N_("Date"), None, Kind.DATE), Column("method", N_("Paid by"), None, Kind.STATE, choices=METHODS),
    Column("count", N_("Times"), None, Kind.INTEGER, total=True), Column("amount", N_("Amount"), None, Kind.MONEY, total=True),
    Column("goods", N_("Today's goods"), None, Kind.MONEY, total=True), Column("old", N_("Old debts"), None, Kind.MONEY, total=True),
    Column("advance", N_("Advance"), None, Kind.MONEY, total=True), Column("rounding", N_("Rounded off"), None, Kind.MONEY, total=True),
)
GOODS_COLUMNS = (
    Column("code", N_("Code"), None, Kind.CODE), Column("product", N_("Product"), None, width=24),
    Column("specification", N_("Specification"), None), Column("unit", N_("Unit"), None, width=6),
    Column("warehouse", N_("Warehouse"), None),
    Column("opening", N_("Opening quantity"), None, Kind.QUANTITY, total=True),
    Column("goods_in", N_("In"), None, Kind.QUANTITY, total=True), Column("goods_out", N_("Out"), None, Kind.QUANTITY, total=True),
    Column("closing", N_("Closing quantity"), None, Kind.QUANTITY, total=True),
)
DIFFERENCE_COLUMNS = (
    Column("number", N_("Invoice"), None, Kind.CODE, width=16), Column("customer", N_("Customer"), None, width=24),
    Column("quantity", N_("Quantity"), None, Kind.QUANTITY, total=True),
)


def table(name: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> Grid:
    """A grid of rows in hand, in the language spoken now, with its totals."""
    headings = tuple(_(column.title) for column in columns)
    return grid_of(Sheet(name, name, "", columns, headings, rows, sum_rows(columns, rows), language()))


def by_method(office: Office, period: Period) -> Grid:
    """What came in by each method on each day, split into the day's goods, old debts and advance (rules: Closing)."""
    rows: list[Row] = []
    for day in receipt_days(office, period.start, period.end):
        rows += [(day, row.method, row.count, row.amount, row.goods, row.old, row.advance, row.rounding)
                 for row in day_receipts(office, day)]
    return table("receipts_by_method", METHOD_COLUMNS, rows)


def goods(office: Office, period: Period) -> Grid:
    """Opening + in − out = closing, per product and warehouse with anything there or any movement (rules: Stock)."""
    listing = all_listings()["movements"]
    at = {column.key: place for place, column in enumerate(listing.columns)}
    moved: dict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [ZERO, ZERO])
    for cells in every_row(listing, Filter(start=period.start, end=period.end)):
        sums = moved[str(cells[at["code"]]), str(cells[at["warehouse"]])]
        for place, way in enumerate(("goods_in", "goods_out")):
            amount = cells[at[way]]
            sums[place] += amount if isinstance(amount, Decimal) else ZERO
    opened: dict[tuple[str, str], Decimal] = {(row.code, row.warehouse): row.opening for row in day_movement(office, period.start)}
    rows: list[Row] = []
    for there in day_movement(office, period.end):
        key = there.code, there.warehouse
        goods_in, goods_out = moved.get(key, (ZERO, ZERO))
        opening = opened.get(key, ZERO)
        if opening or goods_in or goods_out or there.closing:
            rows.append((there.code, there.product, there.specification, there.unit, there.warehouse, opening, goods_in, goods_out,
                         there.closing))
    return table("goods", GOODS_COLUMNS, rows)


def differences(office: Office, period: Period) -> Grid:
    """Invoices whose goods had not all moved: as the closing sheet of the last day said, or as it stands in an open period."""
    if period.stands is not None:
        said = day_figures(office, period.stands.id)["open"]["differences"]
        rows: list[Row] = [(number, customer, Decimal(quantity)) for number, customer, quantity in said]
    else:
        rows = [(each.number, each.customer, each.quantity) for each in open_differences(office) if each.date <= period.end]
    return table("differences", DIFFERENCE_COLUMNS, rows)
