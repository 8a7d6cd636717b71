"""Record the numbers that the tax site gave back. The only writer of tax numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.core.errors import Problem, require
from models.core.office import Office
from models.core.text import N_, clean
from models.einvoices import queries
from models.einvoices.inputs import NumberInput
from models.einvoices.rules import KINDS, check_shape
from models.einvoices.tables import TaxNumber
from models.invoices.queries import InvoiceRow, by_number

LONGEST = 40


def record_numbers(office: Office, numbers: Sequence[NumberInput], file: str = "") -> tuple[int, int]:
    """Record numbers: (new ones, those that were known). All or none; RuleViolation has a problem for each row that does not fit."""
    with office.command("einvoice.numbers", {"file": file, "numbers": len(numbers)}) as act:
        known = queries.known_numbers(office)
        found: list[Problem] = []
        fresh: list[tuple[NumberInput, InvoiceRow]] = []
        for at, given in enumerate(numbers):
            each = replace(given, number=clean(given.number, "number", LONGEST, digits=True))
            wrong, row = _check(office, each, at, known)
            found += wrong
            if not wrong and row is not None and (each.kind, each.number) not in known:
                fresh.append((each, row))
                known[each.kind, each.number] = row.id
        require(found)
        for each, row in fresh:
            TaxNumber.create(invoice=row.id, kind=each.kind, number=each.number, date=each.date,
                             amount=each.amount, file=clean(file, "file", 200), person=act.person, moment=act.moment)
        act.changed("einvoices", "invoices").about(file).note(new=len(fresh), numbers=[[row.number, each.number] for each, row in fresh])
    return len(fresh), len(numbers) - len(fresh)


def _check(office: Office, each: NumberInput, at: int, known: dict[tuple[str, str], int]) -> tuple[list[Problem], InvoiceRow | None]:
    place = f"numbers.{at}"
    row = by_number(office, each.serial)
    if row is None:
        return [Problem(f"{place}.serial", "einvoice.serial", N_("Row {row}: there is no invoice {number}"),
                        {"row": each.row, "number": each.serial})], None
    if each.kind not in KINDS or not each.number.strip():
        return [Problem(f"{place}.number", "einvoice.number", N_("Row {row}: the number is missing"), {"row": each.row})], None
    if misshapen := check_shape(each.kind, each.number, each.row, f"{place}.number"):
        return misshapen, None
    if each.date is not None and each.date > office.clock.today():
        return [Problem(f"{place}.date", "date.ahead", N_("Row {row}: {day} has not come yet"), {"row": each.row, "day": each.date})], None
    if known.get((each.kind, each.number), row.id) != row.id:
        return [Problem(f"{place}.number", "einvoice.taken", N_("Row {row}: {number} belongs to another invoice already"),
                        {"row": each.row, "number": each.number})], None
    has = [number for kind, number, _day in queries.numbers_of(office, row.id) if kind == each.kind == "invoice"]
    if has and each.number not in has:
        return [Problem(f"{place}.number", "einvoice.twice", N_("Row {row}: {invoice} has the e-invoice {number} already"),
                        {"row": each.row, "invoice": row.number, "number": has[0]})], None
    paper = queries.tax_paper(office, row.id) if each.kind == "invoice" else None
    if each.amount is not None and each.kind == "invoice" and not has and paper is not None and each.amount != paper.total:
        text = N_("Row {row}: the tax site says {theirs} for {invoice}, it comes to {ours}")
        return [Problem(f"{place}.amount", "einvoice.differs", text,
                        {"row": each.row, "theirs": each.amount, "invoice": row.number, "ours": paper.total})], None
    return [], row
