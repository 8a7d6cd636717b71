"""Stocktakes: open a sheet, type what was counted, see what differs, have it approved."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.stock import commands, queries
from models.stock.inputs import CountedInput, CountInput
from models.stock.listing import COUNT_LINES, COUNTS
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.tab import FormView, ListView, Row, Verb
from ui.tabs.finders import find_products
from ui.tabs.papers import paper
from ui.tabs.said import quantity
from ui.tabs.stock.places import WAREHOUSE

SHEET = paper("stocktake", N_("Stocktake Sheet"), lambda office, row_id: _number(office, row_id))


def _number(office: Office, count_id: int) -> str:
    sheet = queries.count_sheet(office, count_id)
    return sheet.number if sheet is not None else ""


def _names(office: Office, values: Values, _path: str) -> Live:
    known = queries.goods(office, [line["product"] for line in values["products"] if line["product"]])
    return Live({f"products.{place}.name": known[line["product"]].name
                 for place, line in enumerate(values["products"]) if line["product"] in known})


OPEN = FormSpec("count", N_("New stocktake"), live=_names, intro=N_(
    "A sheet with what the books say. Name products to count only those; with none named, everything that lies there."), parts=(
    Section((WAREHOUSE, FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date)), columns=2),
    LinesSpec("products", (
        FieldSpec("product", N_("Code"), FieldKind.FINDER, finder=find_products, width=14),
        FieldSpec("name", N_("Product"), width=36, read_only=True),
    ), title=N_("Only these products"), rows=6),
))


def _read_open(values: Values) -> CountInput:
    return CountInput.from_form({**values, "products": [line["product"] for line in values["products"]]})


def follow(office: Office, values: Values, _path: str) -> Live:
    """The difference of each line while it is counted; a reason is asked for where there is one."""
    shown: dict[str, Any] = {}
    marks: dict[str, Mark] = {}
    asks: list[str] = []
    known = queries.goods(office, [line["product"] for line in values["lines"] if line["product"]])
    counted = differ = 0
    for place, line in enumerate(values["lines"]):
        at, goods = f"lines.{place}", known.get(line["product"])
        shown |= {f"{at}.name": goods.name, f"{at}.unit": goods.unit} if goods is not None else {}
        said = line["counted"]
        difference = None if said is None or line.get("book") is None else said - line["book"]
        shown[f"{at}.difference"] = difference
        counted += said is not None
        if difference:
            differ += 1
            asks.append(f"{at}.reason")
            if not line["reason"]:
                marks[f"{at}.reason"] = Mark(_("say why"), Level.PLAIN)
    lines = sum(1 for line in values["lines"] if line["product"])
    shown["standing"] = _("{counted} of {lines} counted, {differ} differ").format(counted=counted, lines=lines, differ=differ)
    return Live(shown, marks, asks=asks)


COUNTED = FormSpec("counted", N_("Enter what was counted"), live=follow, parts=(
    Section((FieldSpec("number", N_("No."), role="figure", width=18), FieldSpec("place", N_("Warehouse"), role="fact", width=14),
             FieldSpec("standing", "", role="figure", width=36)), columns=3),
    LinesSpec("lines", (
        FieldSpec("product", N_("Code"), FieldKind.FINDER, required=True, finder=find_products, width=12, passed=True),
        FieldSpec("name", N_("Product"), width=28, read_only=True),
        FieldSpec("unit", N_("Unit"), width=5, read_only=True),
        FieldSpec("book", N_("By the books"), FieldKind.QUANTITY, width=11, read_only=True),
        FieldSpec("counted", N_("Counted"), FieldKind.QUANTITY, width=11),
        FieldSpec("difference", N_("Difference"), FieldKind.QUANTITY, width=11, read_only=True),
        FieldSpec("reason", N_("Reason"), width=26, asked=True),
    ), title=N_("Goods"), rows=14),
))


def _load(office: Office, count_id: int) -> Values:
    sheet = queries.count_sheet(office, count_id)
    if sheet is None:
        return {}
    return {"id": sheet.id, "number": sheet.number, "place": sheet.warehouse, "lines": [
        {"product": Found(row.product_id, row.code, row.product), "name": row.product, "unit": row.unit, "book": row.book,
         "counted": row.counted, "reason": row.reason} for row in sheet.lines]}


def _read_counted(values: Values) -> CountedInput:
    return CountedInput.from_form({**values, "count": values.get("id")})


ENTER = FormView(COUNTED, _read_counted, (Verb(N_("Save the count"), commands.enter_counted, "F9", "save", primary=True),),
                 title=N_("Enter what was counted"), load=_load, stays=False)


def detail(office: Office, count_id: int) -> Board:
    """What differs, with its reason, and what is still to be counted."""
    sheet = queries.count_sheet(office, count_id)
    if sheet is None:
        return Board(())
    differ = [row for row in sheet.lines if row.difference]
    missing = [row for row in sheet.lines if row.counted is None]
    facts = (Fact(_("No."), sheet.number), Fact(_("Warehouse"), sheet.warehouse), Fact(_("Keeper"), sheet.keeper or "–"),
             Fact(_("Products counted"), f"{len(sheet.lines) - len(missing)} / {len(sheet.lines)}",
                  Level.LOOK if missing and sheet.state == "open" else Level.PLAIN))
    rows = tuple(CardRow(row.product, row.reason or _("no reason yet"), f"{_signed(row.difference)} {row.unit}",
                         Level.LOOK if row.reason else Level.BLOCK) for row in differ[:50])
    none = _("Nothing is counted yet") if len(missing) == len(sheet.lines) else _("What was counted agrees with the books")
    return Board((Card(_("Stocktake"), facts=facts), Card(_("Differences"), rows, count=len(differ), empty=none, side=1)),
                 subject=count_id, shares=(2, 3))


def _signed(difference: Decimal) -> str:
    return ("+" if difference > 0 else "") + quantity(difference)


def _is_open(row: Row) -> bool:
    return bool(row["state"] == "open")


def drop(office: Office, count_id: int, answers: Mapping[str, Any]) -> Done:
    """Give a count up."""
    return commands.drop_count(office, count_id, answers["reason"])


DROP = FormSpec("drop_count", N_("Drop the stocktake"), fields=(FieldSpec("reason", N_("Reason"), required=True, width=40),),
                intro=N_("It keeps its number and its sheet, and changes nothing."))
LIST = ListView(
    COUNTS, detail=detail, documents=(SHEET,), edit=ENTER,
    create=FormView(OPEN, _read_open, (Verb(N_("Make the sheet"), commands.open_count, "F9", "count", primary=True),),
                    stays=False),
    verbs=(Verb(N_("Adjust the books"), commands.adjust_count, "F6", "approve", when=_is_open,
                confirm=N_("The differences are posted on the day of the count, once a manager has approved them.")),
           Verb(N_("Drop"), drop, "Ctrl+D", "void", asks=DROP, when=_is_open)),
    levels={"open": Level.LOOK, "adjusted": Level.GOOD, "dropped": Level.PLAIN})
LINES = ListView(COUNT_LINES, door=None, period="month")
