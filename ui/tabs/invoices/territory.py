"""What an off-territory sale costs: price gap × quantity, and freight; worked out for the manager, or filed on a person (duties 21, 24)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from models.core.money import ZERO, round_money
from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers.queries import price_for
from models.invoices import queries
from models.liabilities import commands as liabilities
from models.liabilities.inputs import GapInput, OffTerritoryInput
from models.liabilities.rules import off_territory_amount
from models.people.queries import choices
from models.products.queries import cards
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Section, Values
from ui.kit.verbs import Action, Verb
from ui.kit.words import join
from ui.tabs import said


@dataclass(frozen=True)
class Sold:
    """Goods of the sale, as the calculator shows them. price: yuan a unit."""

    product_id: int
    name: str
    unit: str
    quantity: Decimal
    price: Decimal


def _added_up(_office: Office, values: Values, path: str) -> Live:
    """Gap and amount of each line, and all of it, after each key; the price that is usual there tells the gap."""
    shown: dict[str, Any] = {}
    for place, line in enumerate(values["lines"]):
        at = f"lines.{place}"
        if path in ("", f"{at}.there") and line["there"] is not None:
            line["gap"] = max(line["there"] - (line["price"] or ZERO), ZERO)
            shown[f"{at}.gap"] = line["gap"]
        shown[f"{at}.amount"] = round_money((line["gap"] or ZERO) * (line["quantity"] or ZERO))
    total = off_territory_amount([GapInput.from_form(line) for line in values["lines"]], values["freight"] or ZERO)
    return Live({**shown, "total": total})


_GOODS = LinesSpec("lines", (
    FieldSpec("name", N_("Product"), width=22, read_only=True),
    FieldSpec("unit", N_("Unit"), width=5, read_only=True),
    FieldSpec("price", N_("Sold at"), FieldKind.PRICE, width=10, read_only=True),
    FieldSpec("there", N_("Price there"), FieldKind.PRICE, width=12),
    FieldSpec("gap", N_("Price gap"), FieldKind.PRICE, width=10),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=9, aside=True),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=12, read_only=True),
), title=N_("Price gap × quantity"), growing=False, rows=4)
_SUM = Section((
    FieldSpec("freight", N_("Freight"), FieldKind.MONEY, width=12),
    FieldSpec("total", N_("Price gap and freight"), FieldKind.MONEY, role="sum", width=14),
), columns=2)
CALCULATOR = FormSpec("territory-sum", N_("Price gap and freight"), live=_added_up, parts=(
    Section((FieldSpec("where", "", role="fact", width=60),)), _GOODS, _SUM),
    intro=N_("What the sale costs outside the territory. The manager reads the sum with the request."))
BORNE = FormSpec("territory-case", N_("Off-territory liability"), live=_added_up, parts=(
    Section((FieldSpec("where", "", role="fact", width=60),
             FieldSpec("person_id", N_("Person"), FieldKind.CHOICE, width=16, required=True, choices=lambda office: choices(office)),
             FieldSpec("place", N_("Goods were found in"), width=20, limit=40),
             FieldSpec("text", N_("What happened"), width=60, limit=200))),
    _GOODS, _SUM), intro=N_("Whoever sold outside the territory bears price gap × quantity and the freight."))


def _rows(office: Office, sold: Sequence[Sold]) -> list[Values]:
    """The goods with the price that others are offered."""
    return [{"name": each.name, "unit": each.unit, "quantity": each.quantity, "price": each.price, "gap": None,
             "there": price_for(office, None, each.product_id, each.unit, each.quantity).price} for each in sold]


def _typed(office: Office, lines: Sequence[Mapping[str, Any]]) -> list[Sold]:
    """The goods of the form that are complete; gifts are none."""
    named = cards(office, [line["product"] for line in lines if line["product"]])
    return [Sold(line["product"], named[line["product"]].name, line["unit"] or named[line["product"]].unit, line["quantity"], line["price"])
            for line in lines if line["product"] in named and line["quantity"] and line["price"] is not None and not line["gift"]]


def work_out(desk: Desk, page: Any) -> None:
    """F7: what price gap and freight of the invoice in the form come to; the sum goes into the form, and to the manager with it."""
    page.panel.take_open()
    values = page.values()
    sold = _typed(desk.office, values["lines"])
    if not sold or values["customer"] is None:
        desk.say(_("Type the customer and the goods first; F7 then works out price gap and freight"), Level.LOOK)
        return
    worked: list[Decimal] = []

    def keep(_office: Office, answers: Values) -> Done:
        gaps = [GapInput.from_form(line) for line in answers["lines"]]
        worked.append(off_territory_amount(gaps, answers["freight"] or ZERO))
        return Done(0, said.money(worked[0]))

    about = {"where": join(values["territory"] or "", values["delivery_address"] or ""), "lines": _rows(desk.office, sold)}
    desk.run(Verb(N_("Price gap and freight"), keep, asks=CALCULATOR, fills=lambda _office: about, needs_row=False,
                  done=N_("Price gap and freight come to {number}")))
    if worked:
        page.fill({"subsidy": worked[0]})


def fill_case(office: Office, invoice_id: int) -> Values:
    """The sale's goods and who sold it, to be borne."""
    row = queries.invoice(office, invoice_id)
    if row is None:
        return {}
    sold = [Sold(line.product_id, line.name, line.unit, line.quantity, line.price) for line in row.lines
            if line.quantity > 0 and not line.gift]
    return {"id": invoice_id, "person_id": row.salesperson_id, "where": join(row.number, row.customer_name, row.territory),
            "lines": _rows(office, sold)}


def file_case(office: Office, invoice_id: int, answers: Values) -> Done:
    """File it on the person, once a sale."""
    done = liabilities.file_off_territory(office, OffTerritoryInput.from_form({**answers, "invoice_id": invoice_id}))
    return Done(done.id, said.money(off_territory_amount(
        [GapInput.from_form(line) for line in answers["lines"]], answers["freight"] or ZERO)))


WORK_OUT = Action(N_("Price gap and freight"), work_out, "F7", "calculator")
FOUND = Verb(N_("Found outside the territory…"), file_case, "", "liability", asks=BORNE, fills=fill_case,
             when=lambda row: row["state"] in ("issued", "part reversed"), done=N_("Filed: {number}"))
"""For a sale whose goods were found elsewhere than its paper says."""
BEAR = Verb(N_("File the liability…"), file_case, "F6", "liability", asks=BORNE, fills=fill_case,
            when=lambda row: row["state"] in ("none", "withdrawn"), done=N_("Filed: {number}"))
"""For an off-territory sale whose cost was not worked out when it was approved, or that named no salesperson then."""
