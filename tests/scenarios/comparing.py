"""The office's listings of money beside the plain books: accounts, ageing, reminders, ledger, allocations, receipts, drawer, statements."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.listing import Filter, every_row
from models.receipts.queries import cash_book
from models.receivables.queries import credit_standing
from models.reports.queries.statements import statement
from models.street import all_listings
from tests.scenarios.bookkeeper import LIMITS, Bookkeeper
from tests.scenarios.cashier import yuan
from tests.scenarios.keeper import DAY
from tests.scenarios.plain_ledger import EVER, Item
from tests.scenarios.plain_views import NAMED, acceptances_of, ageing_of, overdue_of, statement_of

BUCKETS = "not_due days_30 days_60 days_90 days_180 days_365 days_730 days_1095 beyond owed advances"


def rows(listing: str, ask: Filter | None = None) -> list[dict[str, Any]]:
    """A listing's rows by column key, money and quantities as Decimals."""
    table = all_listings()[listing]
    return [{column.key: value for column, value in zip(table.columns, row, strict=True)} for row in every_row(table, ask or Filter())]


def figures(listing: str, key: str, columns: str, ask: Filter | None = None) -> dict[Any, tuple[Any, ...]]:
    """Columns of a listing by the key of each row."""
    return {row[key]: tuple(row[column] for column in columns.split()) for row in rows(listing, ask)}


def bag(listing: str, columns: str, ask: Filter | None = None) -> Counter[tuple[Any, ...]]:
    """How often each row occurs, of these columns."""
    return Counter(tuple(row[column] for column in columns.split()) for row in rows(listing, ask))


def money(fen: int) -> Decimal:
    """Fen as a listing gives them."""
    return Decimal(yuan(fen))


def compare_accounts(desk: Bookkeeper, since: date, upto: date) -> None:
    """What customers owe, in a span and in all."""
    books = desk.books
    for start, end in ((since, upto), (date.min, EVER)):
        ask = Filter(start=None if start == date.min else start, end=None if end == EVER else end)
        found = figures("receivables", "code", "opening invoiced received given_up balance overdue advances", ask)
        before = start - DAY if start > date.min else start
        today = desk.today if end == EVER else end
        for at, customer in enumerate(desk.customers):
            opening = books.balance(customer, before) if start > date.min else 0
            late = overdue_of(books, customer, today, end)
            assert found[f"K{at}"] == tuple(money(each) for each in (
                opening + books.moved(("opening",), customer, start, end),
                books.moved(("invoice", "red", "void"), customer, start, end),
                -books.moved(("receipt", "receipt_reversal", "refund", "refund_reversal"), customer, start, end),
                -sum(books.moved((kind, f"{kind}_reversal"), customer, start, end) for kind in ("rounding", "discount", "write_off")),
                books.balance(customer, end), late[0], ageing_of(books, customer, end)[-1])), (at, start, end)


def compare_ageing(desk: Bookkeeper, day: date) -> None:
    """Ageing by customer and by salesperson, whom to remind, and how each stands before an invoice."""
    books, sold = desk.books, Counter[tuple[str, int]]()
    found, late = figures("ageing", "code", BUCKETS, Filter(as_of=day)), figures("dunning", "code", "overdue days state", Filter(as_of=day))
    for at, customer in enumerate(desk.customers):
        aged = ageing_of(books, customer, day)
        assert found.get(f"K{at}", (Decimal(0),) * len(aged)) == tuple(money(each) for each in aged), (at, day)
        for place, part in enumerate(aged):
            sold[("李强" if at % 2 else "", place)] += part
        owed, days = overdue_of(books, customer, day)
        mark = "bad" if days > 90 else "chase" if days > 30 else "late"
        assert late.get(f"K{at}") == ((money(owed), days, mark) if owed else None), (at, day)
    by_person = figures("ageing_by_salesperson", "salesperson", BUCKETS, Filter(as_of=day))
    for person in ("李强", ""):
        told = tuple(money(sold[(person, place)]) for place in range(len(BUCKETS.split())))
        assert by_person.get(person, tuple(money(0) for _each in told)) == told, (person, day)
    for at, customer in enumerate(desk.customers):
        credit, now, limit = credit_standing(desk.office, customer, desk.today), desk.today, LIMITS[at]
        owed, days = overdue_of(books, customer, now, EVER)
        assert (credit.limit, credit.balance, credit.acceptances_not_due, credit.overdue_amount, credit.overdue_days) == (
            None if limit is None else money(limit), money(books.balance(customer)), money(acceptances_of(books, customer, now)),
            money(owed), days), at


def compare_postings(desk: Bookkeeper, day: date) -> None:
    """The ledger, what is open of it, its allocations, the receipts and the drawer; in all and as of a day."""
    books, code = desk.books, {customer: f"K{at}" for at, customer in enumerate(desk.customers)}
    for ask, upto in ((Filter(), EVER), (Filter(as_of=day), day)):
        posted = Counter((when, code[who], NAMED.get(kind, kind), money(max(amount, 0)), money(max(-amount, 0)))
                         for when, who, kind, amount in books.events if when <= upto)
        assert bag("ledger", "date code kind debit credit", ask) == posted, upto
        opened = Counter((item.day, code[item.customer], titled(item), money(item.open_then(upto))) for item in books.items
                         if item.open_then(upto))
        assert Counter({key: count for key, count in bag("ledger", "date code kind open", ask).items() if key[-1]}) == opened, upto
        settled: Counter[tuple[Any, ...]] = Counter()
        for item in books.items:
            for when, other, part in item.settled if item.owed else ():
                if when <= upto:
                    settled[(when, code[item.customer], titled(other), item.kind)] += part
        found: Counter[tuple[Any, ...]] = Counter()
        for row in rows("allocations", ask):
            found[(row["date"], row["code"], row["credit_kind"], row["debt_kind"])] += int(row["amount"] * 100)
        assert {key: part for key, part in found.items() if part} == {key: part for key, part in settled.items() if part}, upto
    took = Counter((when, method, code[item.customer], money(amount)) for when, method, amount, item in books.takings)
    assert Counter(each[:4] for each in bag("receipts", "date method code amount kind").elements() if each[4] == "receipt") == took
    ahead = sum(item.open for _when, _method, amount, item in books.takings if amount > 0)
    assert sum(row["advance"] for row in rows("receipts")) == money(ahead)
    assert figures("offset_papers", "number", "used") == {
        number: (money(books.offset[number]),) for customer in desk.customers for number in (f"D{customer}", f"T{customer}")}
    assert cash_book(desk.office, day).closing == money(books.drawer(day)), day
    last = {row["date"]: row["balance"] for row in rows("cash_book")}
    assert last == {when: money(books.drawer(when)) for when in last}


def titled(item: Item) -> str:
    """The kind of an item's entry in the ledger."""
    return NAMED.get(item.kind, item.kind).removesuffix(" credit")


def compare_statements(desk: Bookkeeper, start: date, end: date) -> None:
    """Each customer's statement of a span: opening, every row, closing, what is overdue, and the balance that runs along."""
    names = {product: f"商品{at}" for at, product in enumerate(desk.products)}
    for at, customer in enumerate(desk.customers):
        told, plain = statement(desk.office, customer, start, end), statement_of(desk.books, names, customer, start, end)
        assert told is not None and told.end == end
        assert (told.opening, told.closing) == (money(plain.opening), money(plain.closing)), (at, start, end)
        assert told.opening + told.amount - told.received == told.closing
        sums: dict[Any, Decimal] = {}
        number, running = "", told.opening
        others: Counter[Any] = Counter()
        for line in told.lines:
            number = line.number or number
            running += line.amount - line.received
            assert line.balance in (None, running), (at, line)
            if line.kind in ("invoice", "red"):
                key = (line.date, line.kind, number, line.goods)
                sums[key] = sums.get(key, Decimal(0)) + line.amount
            else:
                others[(line.date, line.kind, "", "", line.amount, line.received)] += 1
        goods = Counter({(*key, total, money(0)): 1 for key, total in sums.items()})
        assert goods + others == Counter({(*key[:4], money(key[4]), money(key[5])): count for key, count in plain.rows.items()}), at
        assert told.overdue == money(overdue_of(desk.books, customer, min(end, desk.today), end)[0]), (at, end)
