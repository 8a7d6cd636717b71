"""What customers owed when the office began, from a workbook: one figure a customer."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.imports import values
from data.imports.customer_words import CODE, NAME
from data.imports.headings import MONEY_UNITS, Field
from data.imports.parties import customer_meant
from data.imports.records import record
from data.imports.target import Finder, Likeness, Reader, Work
from models.core import audit
from models.core.errors import Problem, RuleViolation
from models.core.imports import Entered
from models.core.money import MOST
from models.core.office import Act, Office
from models.core.text import N_
from models.core.typed import check_number
from models.customers import queries as customers
from models.days.queries import business_date, closed_through
from models.receivables import queries
from models.receivables.commands import restore_openings, state_opening
from models.receivables.inputs import OpeningInput

FIELDS = (
    CODE,
    replace(NAME, required=False),
    Field("amount", N_("Amount"), (
        "欠款", "期初应收", "应收余额", "期初余额", "应收账款余额", "应收账款", "应收款", "应收", "欠款金额", "欠款余额", "期末余额", "余额", "欠款合计", "未收款", "未收金额", "金额",
        "amount", "balance", "amount owed", "amount due", "owed", "outstanding", "outstanding balance", "receivable", "receivables",
        "opening balance"), values.money, required=True, units=MONEY_UNITS),
    Field("date", N_("Date"), ("日期", "发生日期", "单据日期", "截止日期", "欠款日期", "date", "as of", "invoice date"), day=True),
    Field("due", N_("Due date"), ("到期日", "到期日期", "应收日期", "应付日期", "付款日期", "约定付款日", "due", "due date", "due on"), day=True),
)


@dataclass(frozen=True)
class OpeningLine:
    """A row: who owes how much since when; a negative amount is an advance."""

    customer_id: int
    code: str
    name: str
    amount: Decimal | None
    date: datetime.date | None = None
    due: datetime.date | None = None


class Receivables:
    """Opening receivables; the customer is named by code or exact name."""

    name, title, fields, named = "receivables", N_("Opening receivables"), FIELDS, ("code", "name")
    policies = ("skip",)

    def reader(self, office: Office) -> Reader:
        """The figure of a row; a customer that has another opening figure already is worth a look."""
        return lambda values: self._read(office, values)

    def _read(self, office: Office, values: Mapping[str, Any]) -> tuple[OpeningLine, list[Problem], list[Problem]]:
        """Its customer must be filed, once under that name if it has no code."""
        code, name = values.get("code") or "", values.get("name") or ""
        row, found = customer_meant(office, code, name)
        amount = values.get("amount")
        if amount is None and "amount" in values:
            found.append(Problem("amount", "amount.missing", N_("Enter the amount")))
        found += check_number("amount", amount, 2, least=-MOST)
        if closed_through(office) is not None:
            found.append(Problem("", "opening.closed", N_("Opening figures are final once a day is closed; use an invoice or a receipt")))
        item = OpeningLine(row.id if row else 0, row.code if row else code, row.name if row else name, amount, values.get("date"),
                           values.get("due"))
        said = sum(queries.openings(office, item.customer_id).values(), Decimal(0)) if row else Decimal(0)
        replaces = Problem("amount", "opening.replaces", N_("This replaces the opening figure {amount}"), {"amount": said})
        return item, found, [replaces] if said and said != item.amount else []

    def likeness(self, item: OpeningLine) -> Likeness:
        """One figure a customer: a second row of it is a problem, not a duplicate, since both may count."""
        return Likeness("", code=item.code, shown=item.name)

    def finder(self, office: Office) -> Finder:
        """Figures said before are replaced."""
        return lambda item: ()

    def combined(self, first: OpeningLine, other: OpeningLine, how: str) -> OpeningLine:
        """The first row; a second one is a problem already."""
        return first

    def apart(self, item: OpeningLine) -> OpeningLine:
        """Nothing is entered twice."""
        return item

    def prepare(self, office: Office, item: OpeningLine) -> OpeningLine:
        """Nothing is worked out ahead."""
        return item

    def enter(self, office: Office, work: Work) -> int | None:
        """Say each figure as the clerk's verb does, and what file they came from."""
        made, today = [], business_date(office)
        with office.batch(), office.command(f"import.{self.name}", work.content) as act:
            for at, item in enumerate(work.ready):
                work.tell(at)
                before = _said(office, item.customer_id)
                state_opening(act, OpeningInput(item.customer_id, item.amount or Decimal(0), item.date, item.due), item.date or today)
                made.append(Entered(item.customer_id, before, _said(office, item.customer_id)))
            record(act, self.name, work, made)
        return None

    def restored(self, office: Office, entered: Sequence[Entered]) -> None:
        """Nothing is worked out ahead."""

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: None) -> None:
        """Each customer's opening figure is what it was before, by the difference; refused once a day is closed."""
        for row in entered:
            if _said(office, row.row_id) != row.after:
                raise RuleViolation([Problem("", "import.changed", N_("{name} was changed since; mend it by hand"),
                                             {"name": customers.card(office, row.row_id).name})])
            restore_openings(act, row.row_id, {datetime.date.fromisoformat(day): Decimal(amount)
                                               for day, amount in json.loads(row.before).items()})


def _said(office: Office, customer_id: int) -> str:
    return audit.canonical({str(day): str(amount) for day, amount in queries.openings(office, customer_id).items()})
