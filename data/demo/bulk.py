"""A large book in seconds, for measurements and tests only: papers written straight into the tables, balances derived by SQL.

It takes no verb's time and asks no rule, but what it writes agrees with itself as `check` wants it: every invoice has its lines,
reservations, ledger entry and journal entry, every pick-up its movement, every receipt its allocation.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

from data.demo import names
from data.demo.founding import found
from data.demo.sample import calendar_until, standing_in
from data.demo.stage import CLERK, KEEPERS, SALESPEOPLE, Stage, Watch
from models.core import audit, search
from models.core.clock import stamp
from models.core.money import fen, split_tax
from models.core.office import Office
from models.core.pinyin import pinyin_of
from models.customers.rules import sound_of
from models.products.rules import rate_of
from models.receivables.queries import EVER, OPEN_THEN

PAID_NOW, PAID_LATER, CREDIT_DAYS, WAITING_DAYS = 0.5, 0.3, 30, 2
BEGUN = 10**10
"""What lay in the warehouses at the start of each product, in thousandths: no invoice of the bulk runs short."""

ORDER = ("customer", "invoice", "invoice_line", "reservation", "delivery", "delivery_line", "movement", "receipt", "ledger_entry",
         "allocation", "last_price")
"""Tables in the order in which they refer to each other."""

Row = dict[str, object]


@dataclass(frozen=True)
class Client:
    """What an invoice copies of its customer."""

    id: int
    code: str
    name: str
    pinyin: str
    address: str
    phone: str
    tax_number: str
    territory: str
    salesperson: int


class Book:
    """The rows of one day by table, with ids given out here, written together."""

    def __init__(self, office: Office) -> None:
        self.database = office.database
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.last: dict[str, int] = {}
        self.numbers: dict[tuple[str, str], int] = {}

    def add(self, table: str, **values: object) -> int:
        """One row; its id."""
        if table not in self.last:
            self.last[table] = self.database.execute_sql(f"SELECT COALESCE(MAX(id), 0) FROM {table}").fetchone()[0]
        self.last[table] += 1
        self.rows[table].append({"id": self.last[table], **values})
        return self.last[table]

    def number(self, series: str, prefix: str, day: date) -> str:
        """The next number of a monthly series."""
        period = f"{prefix}{day:%Y%m}"
        self.numbers[series, period] = self.numbers.get((series, period), 0) + 1
        return f"{period}{self.numbers[series, period]:05d}"

    def write(self) -> None:
        """Put the rows into their tables."""
        for table in sorted(self.rows, key=ORDER.index):
            rows = self.rows[table]
            columns, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            self.database.connection().executemany(statement, [tuple(row.values()) for row in rows])
        self.rows.clear()


def make_bulk(office: Office, invoices: int = 100_000, customers: int = 5_000, days: int = 250, lines: int = 3, seed: int = 7,
              until: date | None = None, progress: Callable[[int, int], None] | None = None) -> None:
    """Fill a new, empty office with so many invoices over so many work days, none of them closed."""
    watch = Watch(office, office.clock.local(office.clock.moment()))
    dice, span = Random(seed), calendar_until(office, days, until or office.clock.today())
    stage = Stage(office, dice, watch, span[-1])
    office.database.execute_sql("PRAGMA cache_size = -400000")     # 400 MB: one transaction that does not spill
    with standing_in(office, watch):
        watch.begin(span[0], 400)
        with office.batch():
            found(stage, 5, span[0])
        book = Book(office)
        with office.command("sample.made", {"invoices": invoices, "customers": customers, "days": days, "seed": seed}) as act:
            clients = _clients(stage, book, customers)
            _begin(stage, book, span[0])
            made = _Days(stage, book, clients, lines)
            for place, day in enumerate(span):
                made.live(day, invoices * (place + 1) // days - invoices * place // days, near_end=place >= days - WAITING_DAYS)
                if progress is not None:
                    progress(place + 1, days)
            _remember(book, made.prices)
            _derive(office, book)
            act.moment = watch.clock.moment()
    office.database.execute_sql("PRAGMA cache_size = -2000")


def _clients(stage: Stage, book: Book, count: int) -> list[Client]:
    """Customers with opened accounts and no credit limit, found by name, pinyin and phone as filed ones are."""
    moment, made = stamp(stage.watch.clock.moment()), []
    for place in range(count):
        who = names.firm(stage.dice, set())
        name = f"{who.name}{place:05d}"
        client = Client(0, f"K{place:06d}", name, pinyin_of(name), who.address, who.phone, who.tax_number, who.place.city,
                        stage.dice.choice(stage.salespeople))
        text = search.indexed_text((client.code, name, who.phone), (name,))
        row_id = book.add("customer", code=client.code, name=name, short_name="", pinyin=client.pinyin, alike=sound_of(name), search=text,
                          kind="customer", tax_number=who.tax_number, territory=client.territory, address=who.address, phone=who.phone,
                          bank="", bank_account="", credit_limit=None, credit_days=CREDIT_DAYS, salesperson_id=client.salesperson,
                          segment=names.SEGMENTS[who.kind], opened_on=None, remark="", opening="approved", active=1, created=moment)
        search.put(book.database, "customer", row_id, text)
        made.append(Client(row_id, *(vars(client)[key] for key in list(vars(client))[1:])))
    book.write()
    return made


def _begin(stage: Stage, book: Book, day: date) -> None:
    for product, article in stage.articles.items():
        book.add("movement", date=day.isoformat(), warehouse_id=stage.warehouses[article.store], product_id=product, quantity=BEGUN,
                 kind="in", source="", source_id=0, number="", supplier=article.supplier, cost=None, batch="", expiry=None, remark="",
                 person=CLERK, moment=stamp(stage.watch.clock.moment()))
    book.write()


class _Days:
    """The days of the bulk: who owes what so far, and what is still to be paid when."""

    def __init__(self, stage: Stage, book: Book, clients: Sequence[Client], lines: int) -> None:
        self.stage, self.book, self.clients, self.lines = stage, book, clients, lines
        self.weights = list(accumulate(1 / (1 + place) ** 0.5 for place in range(len(clients))))
        self.owed: dict[int, int] = defaultdict(int)
        self.to_pay: dict[date, list[tuple[Client, int, int, int]]] = defaultdict(list)
        self.stores = [[product for product, article in stage.articles.items() if article.store == store] for store in (0, 1)]
        self.people = dict(zip(stage.salespeople, SALESPEOPLE, strict=True))
        self.prices: dict[tuple[int, int, str], tuple[int, str, str]] = {}

    def live(self, day: date, count: int, *, near_end: bool) -> None:
        """One day's invoices and the receipts that fall on it, each with its journal entry."""
        watch = self.stage.watch
        due = [paid for when in [each for each in self.to_pay if each <= day] for paid in self.to_pay.pop(when)]
        watch.begin(day, count + len(due))
        for client, debt, invoice, amount in due:
            watch.tick()
            self._receive(day, watch.clock.moment(), client, debt, invoice, amount, "transfer")
        for _each in range(count):
            watch.tick()
            self._issue(day, watch.clock.moment(), near_end)
        self.book.write()

    def _journal(self, verb: str, number: str, amount: int, moment: datetime) -> None:
        audit.write(self.book.database, moment, (None, CLERK), verb, number, {"number": number, "fen": amount}, audit.NOTHING)

    def _issue(self, day: date, moment: datetime, near_end: bool) -> None:
        dice, book, text = self.stage.dice, self.book, stamp(moment)
        client = self.clients[bisect(self.weights, dice.random() * self.weights[-1])]
        store = dice.choice((0, 0, 1))
        warehouse = self.stage.warehouses[store]
        number = book.number("invoice", "XS", day)
        lines = [self._line(product, day, number, client) for product in dice.sample(self.stores[store], dice.randrange(1, 2 * self.lines))]
        total, net = (sum(int(str(line[key])) for line in lines) for key in ("amount", "net"))
        due = day + timedelta(days=CREDIT_DAYS)
        invoice = book.add(
            "invoice", number=number, kind="sale", date=day.isoformat(), customer_id=client.id, customer_code=client.code,
            customer_name=client.name, customer_pinyin=client.pinyin, customer_address=client.address, customer_phone=client.phone,
            customer_tax_number=client.tax_number, customer_bank="", delivery_address=client.address, territory=client.territory,
            salesperson_id=client.salesperson, salesperson_name=self.people[client.salesperson], warehouse_id=warehouse,
            warehouse_name=("一号库（饲料）", "二号库（兽药预混料）")[store], vehicle="", remark="", basis="",
            quantity=sum(int(str(line["base_quantity"])) for line in lines), total=total, net=net, tax=total - net, discount=0, rounding=0,
            due=due.isoformat(), owed_before=self.owed[client.id], original_id=None, reason="", approved_by="", person=CLERK, moment=text)
        self._goods(day, text, invoice, number, warehouse, lines, leaves=not near_end or dice.random() < 0.5)
        debt = self._post(client, day, text, "invoice", total, "invoices", invoice, number, due)
        luck = dice.random()
        if luck < PAID_NOW:
            self._receive(day, moment, client, debt, invoice, total, dice.choice(("cash", "wechat", "transfer")))
        elif luck < PAID_NOW + PAID_LATER:
            self.to_pay[day + timedelta(days=dice.randrange(1, 60))].append((client, debt, invoice, total))
        self._journal("sale.sell", number, total, moment)

    def _line(self, product: int, day: date, number: str, client: Client) -> Row:
        article, quantity = self.stage.articles[product], self.stage.dice.randrange(1, 60)
        price = Decimal(article.price)
        gross = quantity * price
        net, tax = split_tax(gross, rate_of(article.rate))
        self.prices[client.id, product, article.unit] = (fen(price) * 10**4, day.isoformat(), number)
        return {"kind": "sale", "product_id": product, "code": article.code, "name": article.name, "specification": article.specification,
                "unit": article.unit, "quantity": quantity * 1000, "base_quantity": quantity * 1000, "price": fen(price) * 10**4,
                "discount": 0, "share": 0, "gift": 0, "amount": fen(gross), "rate": article.rate, "net": fen(net), "tax": fen(tax),
                "tax_category": "", "batch": "", "expiry": None, "remark": "", "original_id": None}

    def _goods(self, day: date, text: str, invoice: int, number: str, warehouse: int, lines: Sequence[Row], *, leaves: bool) -> None:
        book, keeper, when = self.book, self.stage.dice.choice(KEEPERS), day.isoformat()
        note = book.number("delivery", "TH", day) if leaves else ""
        delivery = book.add("delivery", number=note, kind="out", date=when, invoice_id=invoice, keeper=keeper, vehicle="", remark="",
                            undoes_id=None, person=CLERK, moment=text) if leaves else 0
        for place, line in enumerate(lines):
            line_id = book.add("invoice_line", invoice_id=invoice, position=place + 1, **line)
            quantity = int(str(line["base_quantity"]))
            for signed in (quantity, -quantity) if leaves else (quantity,):
                book.add("reservation", date=when, warehouse_id=warehouse, product_id=line["product_id"], quantity=signed,
                         source="invoice line", source_id=line_id)
            if leaves:
                book.add("delivery_line", delivery_id=delivery, line_id=line_id, quantity=quantity, batch="")
                book.add("movement", date=when, warehouse_id=warehouse, product_id=line["product_id"], quantity=-quantity, kind="out",
                         source="invoice line", source_id=line_id, number=note, supplier="", cost=None, batch="", expiry=None, remark="",
                         person=CLERK, moment=text)

    def _post(self, client: Client, day: date, text: str, kind: str, amount: int, source: str, source_id: int, number: str,
              due: date | None) -> int:
        self.owed[client.id] += amount
        return self.book.add("ledger_entry", customer_id=client.id, date=day.isoformat(), kind=kind, amount=amount, source=source,
                             source_id=source_id, number=number, due=due.isoformat() if due else None, reverses_id=None, reason="",
                             moment=text)

    def _receive(self, day: date, moment: datetime, client: Client, debt: int, invoice: int, amount: int, method: str) -> None:
        number, text = self.book.number("receipt", "SK", day), stamp(moment)
        receipt = self.book.add("receipt", number=number, kind="receipt", date=day.isoformat(), customer_id=client.id, method=method,
                                amount=amount, rounding=0, payer="", reference="", due=None, bank="", remark="", invoice_id=invoice,
                                reverses_id=None, person=CLERK, moment=text)
        credit = self._post(client, day, text, "receipt", -amount, "receipts", receipt, number, None)
        self.book.add("allocation", date=day.isoformat(), credit_id=credit, debt_id=debt, amount=amount)
        self._journal("receipts.take", number, amount, moment)


def _remember(book: Book, prices: Mapping[tuple[int, int, str], tuple[int, str, str]]) -> None:
    for (customer, product, unit), (price, day, number) in prices.items():
        book.add("last_price", customer_id=customer, product_id=product, unit=unit, price=price, date=day, number=number)
    book.write()


DERIVED: Mapping[str, str] = {
    "stock_day": """
INSERT INTO stock_day (product_id, warehouse_id, date, on_hand, reserved)
SELECT product_id, warehouse_id, date, SUM(SUM(moved)) OVER so_far, SUM(SUM(kept)) OVER so_far FROM (
    SELECT product_id, warehouse_id, date, quantity AS moved, 0 AS kept FROM movement
    UNION ALL SELECT product_id, warehouse_id, date, 0, quantity FROM reservation) GROUP BY product_id, warehouse_id, date
WINDOW so_far AS (PARTITION BY product_id, warehouse_id ORDER BY date)""",
    "reserved": """
INSERT INTO reserved (source_id, warehouse_id, product_id, quantity) SELECT source_id, warehouse_id, product_id, SUM(quantity)
FROM reservation WHERE source = 'invoice line' GROUP BY source_id, warehouse_id, product_id HAVING SUM(quantity) > 0""",
    "customer_day": """
INSERT INTO customer_day (customer_id, date, balance) SELECT customer_id, date,
SUM(SUM(amount)) OVER (PARTITION BY customer_id ORDER BY date) FROM ledger_entry GROUP BY customer_id, date""",
    "open_entry": f"""
INSERT INTO open_entry (entry_id, customer_id, open, due) SELECT entry_id, customer_id, open, due
FROM ({OPEN_THEN.format(day=repr(EVER))}) WHERE open <> 0""",
    "cash_day": """
INSERT INTO cash_day (date, balance) SELECT date, SUM(SUM(amount)) OVER (ORDER BY date) FROM receipt
WHERE method = 'cash' GROUP BY date""",
}
"""What is derived from the papers, made anew when all of them stand."""


def _derive(office: Office, book: Book) -> None:
    run = office.database.execute_sql
    for table, statement in DERIVED.items():
        run(f"DELETE FROM {table}")
        run(statement)
    for (series, period), last in book.numbers.items():
        run("INSERT INTO number_series (series, period, last) VALUES (?, ?, ?)", (series, period, last))
