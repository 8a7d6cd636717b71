"""A clerk who works until the power goes: does one thing after the other and says each the moment it is durable.

Run as `python -m tests.scenarios.day_worker FOLDER SEED`; each line on stdout is "KIND NUMBER".
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from models.core.errors import RuleViolation
from models.core.office import Office
from models.deliveries.commands import pick_up
from models.deliveries.inputs import PickUpInput
from models.drafts.commands import save_draft
from models.invoices.commands import red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, VoidInput
from models.people.commands import sign_in
from models.receipts.commands import reverse_receipt, take_receipt
from models.receipts.inputs import ReceiptInput, ReverseInput
from models.sale.commands import sell
from models.sale.inputs import SaleInput
from models.street import open_office
from tests.factories import CLERK


class Clerk:
    """Chooses what to do next by a seeded dice."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office, self.dice = office, random.Random(seed)
        ask = office.database.execute_sql
        self.customers = [row[0] for row in ask("SELECT id FROM customer")]
        self.products = [row[0] for row in ask("SELECT id FROM product")]
        self.issued: list[int] = [row[0] for row in ask("SELECT id FROM invoice WHERE kind = 'sale'")]
        self.taken: list[int] = [row[0] for row in ask("SELECT id FROM receipt WHERE reverses_id IS NULL")]

    def sell(self) -> str:
        """An invoice of some lines, money now at times, goods with it at times."""
        lines = tuple(LineInput(self.dice.choice(self.products), Decimal(self.dice.randint(1, 9)), Decimal("128.5"))
                      for _line in range(self.dice.randint(1, 10)))
        customer = self.dice.choice(self.customers)
        receipt = ReceiptInput(customer, "cash", Decimal("100.00")) if self.dice.random() < 0.4 else None
        done = sell(self.office, SaleInput(InvoiceInput(customer, lines), receipt, self.dice.random() < 0.3))
        self.issued.append(done.id)
        return done.number

    def receive(self) -> str:
        """Money from somebody."""
        done = take_receipt(self.office, ReceiptInput(self.dice.choice(self.customers), "transfer", Decimal(self.dice.randint(1, 5000))))
        self.taken.append(done.id)
        return done.number

    def counter(self) -> str:
        """A wrong receipt is reversed."""
        return reverse_receipt(self.office, ReverseInput(self.dice.choice(self.taken), "记错")).number

    def void(self) -> str:
        """An invoice of today is voided."""
        return void_invoice(self.office, VoidInput(self.dice.choice(self.issued), "开错")).number

    def red(self) -> str:
        """All that remains of an invoice is reversed."""
        return red_invoice(self.office, RedInput(self.dice.choice(self.issued), "退货", None)).number

    def pick_up(self) -> str:
        """Goods leave."""
        return pick_up(self.office, PickUpInput(self.dice.choice(self.issued))).number

    def draft(self) -> str:
        """Something is typed and left."""
        return str(save_draft(self.office, "invoice", None, {"remark": "打到一半"}))

    def one(self) -> None:
        """Do one thing and say it; what the rules refuse is passed over."""
        todo: list[tuple[str, Callable[[], str]]] = [("sell", self.sell)] * 4 + [("receive", self.receive), ("draft", self.draft)]
        if self.issued:
            todo += [("void", self.void), ("red", self.red), ("pick-up", self.pick_up)]
        if self.taken:
            todo.append(("counter", self.counter))
        kind, do = self.dice.choice(todo)
        try:
            print(kind, do(), flush=True)
        except RuleViolation:
            return


def main() -> None:
    """Work until killed."""
    office = open_office(Path(sys.argv[1]))
    sign_in(office, CLERK)
    clerk = Clerk(office, int(sys.argv[2]))
    print("ready", "0", flush=True)
    while True:
        clerk.one()


if __name__ == "__main__":
    main()
