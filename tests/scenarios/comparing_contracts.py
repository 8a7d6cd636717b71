"""What became of contracts, as the office's lists say it and as the plain books do, as of any day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from models.core.listing import Filter
from tests.scenarios.comparing import bag, figures, money
from tests.scenarios.dealer import Dealer
from tests.scenarios.keeper import amount
from tests.scenarios.plain_contracts import AgreedLine, Agreement, delivered, gone, instalments_paid, invoiced, papers_of, received
from tests.scenarios.plain_ledger import EVER, half_up

WHOLE = "contracted delivered invoiced received undelivered uninvoiced unreceived rate receipt_rate days_left breaches changes"
SUMS = "contracts contracted delivered invoiced received breaches"


def compare_contracts(desk: Dealer, day: date) -> None:
    """Every contract, line and instalment, and the periods; in all and as of a day."""
    for ask, upto in ((Filter(), EVER), (Filter(as_of=day), day)):
        known = [held for held in desk.contracts if held.approved and held.approved <= upto]
        told = figures("fulfilment", "number", WHOLE, ask)
        assert set(told) == {held.number for held in known}, upto
        months: dict[str, list[Any]] = {}
        for held in known:
            whole = whole_of(desk, held, upto)
            assert told[held.number] == whole, (held.number, upto)
            sums = months.setdefault(held.day.isoformat()[:7], [0, *[Decimal(0)] * 4, 0])
            sums[:] = [each + more for each, more in zip(sums, (1, *whole[:4], whole[10]), strict=True)]
        assert figures("fulfilment_by_month", "period", SUMS, ask) == {month: tuple(sums) for month, sums in months.items()}, upto
        assert bag("instalments", "number amount received", ask) == Counter(
            (held.number, money(agreed), money(paid)) for held in known for agreed, paid in instalments_paid(desk.books, held, upto)), upto
        lines = Counter((held.number, f"P{desk.products.index(line.product)}" if line.product else "", *line_of(desk, held, line, upto))
                        for held in known for line in held.lines if any(when <= upto for when, _base, _fen in line.changes))
        assert bag("fulfilment_lines", "number code contracted delivered invoiced amount invoiced_amount", ask) == lines, upto
    states = figures("fulfilment", "number", "state end")
    assert states == {held.number: (held.state, held.end(EVER)) for held in desk.contracts if held.approved}


def whole_of(desk: Dealer, held: Agreement, upto: date) -> tuple[Any, ...]:
    """A contract's row."""
    books, agreed = desk.books, held.total(upto)
    parts = (delivered(books, held, upto), sum(paper.total for paper in papers_of(books, held.id, upto)), received(books, held.id, upto))
    end, today = held.end(upto), desk.today if upto == EVER else upto
    return (money(agreed), *(money(part) for part in parts), *(money(agreed - part) if agreed else None for part in parts),
            *(Decimal(half_up(Fraction(part * 10_000, agreed))).scaleb(-4) if agreed else None for part in (parts[0], parts[2])),
            (end - today).days if end else None, sum(day <= upto for day in held.breaches), sum(day <= upto for day, _ends in held.moved))


def line_of(desk: Dealer, held: Agreement, line: AgreedLine, upto: date) -> tuple[Decimal, ...]:
    """A line's row."""
    base, fen = line.agreed(upto)
    took, worth = invoiced(desk.books, held, line.id, upto)
    left = line.worked(upto) if line.product is None else sum(
        gone(each, upto) for paper in papers_of(desk.books, held.id, upto) for each in paper.lines if each.agreed == line.id)
    return amount(base), amount(left), amount(took), money(fen), money(worth)
