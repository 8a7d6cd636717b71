"""Contracts that were signed before the office began, from a workbook: a row a contract, or a row a line of one (rules: Contracts)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from data.imports.contract_words import FIELDS, kind_of
from data.imports.customers import squeezed, stranger
from data.imports.parties import customer_meant
from data.imports.records import record
from data.imports.target import FiledAlready, Finder, Likeness, Reader, Work
from models.contracts import commands, queries
from models.contracts.inputs import ContractInput, LineInput
from models.contracts.rules import KINDS, check_contract
from models.core.errors import ApprovalNeeded, Problem
from models.core.imports import Entered
from models.core.money import round_money
from models.core.office import Act, Office
from models.core.text import N_, _
from models.people import queries as people
from models.people.commands import ask_approval
from models.products import queries as products

AT = {"lines": "amount", "their_number": "number"}
"""Where a problem of the contract stands in the row, when not under its own name."""
AS = ("customer_code", "customer")
SIX = Decimal("0.000001")


@dataclass(frozen=True)
class ContractLine:
    """A row: the contract it belongs to, with the line it says, if it says one."""

    number: str
    code: str
    contract: ContractInput


class Contracts:
    """Contracts as they stand; rows that share a number and a customer are one contract."""

    name, title, fields, named = "contracts", N_("Contracts"), FIELDS, ("number", "customer", "customer_code")
    policies = ("skip", "apart")

    def reader(self, office: Office) -> Reader:
        """The contract of a row; strangers, goods that are no product of the file and sums that differ are worth a look."""
        staff = {name: one for one, name in people.choices(office)}
        goods = _goods(office)

        def read(cells: Mapping[str, Any]) -> tuple[ContractLine, list[Problem], list[Problem]]:
            party, found = customer_meant(office, cells.get("customer_code") or "", cells.get("customer") or "", AS)
            seller, odd = cells.get("salesperson") or "", []
            if seller and seller not in staff:
                odd.append(stranger(seller))
            kind = kind_of(cells.get("kind") or "")
            if not kind:
                odd.append(Problem("kind", "contract.kind", N_("“{value}” is no kind of contract; it enters as goods supply"),
                                   {"value": cells["kind"]}))
            head: dict[str, Any] = {key: cells.get(key) for key in ("date", "starts", "ends", "deliver_by")}
            head |= {key: cells.get(key) or "" for key in ("title", "placed", "place", "remark")}
            x = ContractInput(kind or "goods", party.id if party else 0, salesperson_id=staff.get(seller),
                              their_number=cells.get("number") or "", **head)
            line, doubts = _line(cells, x, goods)
            odd += doubts
            x = queries.completed_contract(office, replace(x, lines=(line,) if line else ()))
            if party is not None:
                wrong = check_contract(x, queries.facts_of(office, x.customer_id, x.lines, x.salesperson_id))
                found += [replace(problem, field=_field(problem.field)) for problem in wrong]
            return ContractLine(x.their_number, party.code if party else "", x), found, odd
        return read

    def likeness(self, item: ContractLine) -> Likeness:
        """Only a row that says the same in everything is the same twice: other rows of one number are lines of one contract."""
        x = item.contract
        line = x.lines[0] if x.lines else None
        facts = (item.number, item.code, x.date, x.ends, line and (line.product_id, line.name, line.quantity, line.price))
        return Likeness(squeezed("|".join(map(str, facts))), shown=item.number or item.code)

    def finder(self, office: Office) -> Finder:
        """A contract of that customer that bears this number already and has not ended."""
        known = {(number, customer): (own, party) for own, number, customer, party in queries.outside_numbers(office)}

        def find(item: ContractLine) -> list[FiledAlready]:
            one = known.get((item.number, item.contract.customer_id)) if item.number else None
            return [] if one is None else [FiledAlready(*one, True)]
        return find

    def combined(self, first: ContractLine, other: ContractLine, how: str) -> ContractLine:
        """The first row; what repeats it says nothing new."""
        return first

    def apart(self, item: ContractLine) -> ContractLine:
        """Another line or contract that happens to say the same."""
        return item

    def prepare(self, office: Office, item: ContractLine) -> ContractLine:
        """Nothing is worked out ahead."""
        return item

    def enter(self, office: Office, work: Work) -> int | None:
        """Draft each by the verb a clerk uses, and ask for one approval of all of them (rules: Approvals and journal)."""
        ids, done = [], 0
        with office.batch():
            for rows in _together(work.ready):
                work.tell(done)
                done += len(rows)
                ids.append(commands.file_contract(office, _whole(rows)).id)
            with office.command(f"import.{self.name}", work.content) as act:
                record(act, self.name, work, [Entered(each) for each in ids])
            try:
                commands.adopt_contracts(office, ids)
            except ApprovalNeeded as asked:
                return ask_approval(office, asked)[0]
        return None

    def restored(self, office: Office, entered: Sequence[Entered]) -> None:
        """Nothing is worked out ahead."""

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: None) -> None:
        """They end, since numbers stay used; refused where an invoice, a receipt or anything else refers to one."""
        commands.take_back_contracts(act, import_id, [row.row_id for row in entered])


def _goods(office: Office) -> dict[str, int]:
    """Products by code and by name; a name that two have means none."""
    found: dict[str, int] = {}
    names = list(products.names(office))
    many = Counter(squeezed(name) for _id, _code, name, _specification in names)
    for one, _code, name, _specification in names:
        if many[squeezed(name)] == 1:
            found[squeezed(name)] = one
    return found | {code: one for one, code, _name, _specification in names}


def _line(cells: Mapping[str, Any], x: ContractInput, goods: Mapping[str, int]) -> tuple[LineInput | None, list[Problem]]:
    """The line a row says: goods of the file, else words; an amount alone is one line for all of it."""
    amount, quantity, price = cells.get("amount"), cells.get("quantity"), cells.get("price")
    said = cells.get("product_code") or cells.get("product") or ""
    odd: list[Problem] = []
    if not said and amount is None and price is None:
        return None, []
    product = goods.get(cells.get("product_code") or "") or goods.get(squeezed(cells.get("product") or ""))
    if said and product is None:
        odd.append(Problem("product" if cells.get("product") else "product_code", "contract.words",
                           N_("“{value}” is no product of the file; it enters in words"), {"value": said}))
    if quantity is None and product is None:
        quantity = Decimal(1)
    if price is None and amount is not None and quantity:
        price = (amount / quantity).quantize(SIX, ROUND_HALF_UP)
    elif price is not None and amount is not None and quantity and round_money(price * quantity) != amount:
        odd.append(Problem("amount", "contract.sum", N_("Quantity × price comes to {sum}"), {"sum": round_money(price * quantity)}))
    name = "" if product else (cells.get("product") or said or x.title or _(KINDS[x.kind]))
    unit = cells.get("unit") or ("" if product else _("item"))
    return LineInput(product, quantity or Decimal(0), price, unit, name, cells.get("rate") or ""), odd


def _field(path: str) -> str:
    head, _dot, rest = path.partition(".")
    return rest.partition(".")[2] if head == "lines" and rest else AT.get(path, path)


def _together(items: Iterable[ContractLine]) -> list[list[ContractLine]]:
    """The rows of each contract, in the order in which their first ones stand; rows without a number are each one of their own."""
    found: dict[object, list[ContractLine]] = {}
    for at, item in enumerate(items):
        found.setdefault((item.number, item.contract.customer_id) if item.number else at, []).append(item)
    return list(found.values())


def _whole(rows: Sequence[ContractLine]) -> ContractInput:
    """One contract of its rows: the head of the first, days of the first that says them, the lines of all."""
    first = rows[0].contract
    days: dict[str, date | None] = {key: next((day for row in rows if (day := getattr(row.contract, key))), None)
                                    for key in ("starts", "ends", "deliver_by")}
    return replace(first, lines=tuple(line for row in rows for line in row.contract.lines), **days)  # type: ignore[arg-type]  # by name
