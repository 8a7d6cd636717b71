"""Customers from a workbook: drafts that wait for one approval of their accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from data.imports.customer_words import CUSTOMER
from data.imports.phones import Reached
from data.imports.ahead import Ahead
from data.imports.records import before_import, changed, combined, record
from data.imports.target import FiledAlready, Finder, Likeness, Reader, Work
from models.core.errors import ApprovalNeeded, Problem, RuleViolation
from models.core.imports import Entered
from models.core.office import Act, Office
from models.core.text import N_, clean
from models.customers import commands, queries, rules
from models.customers.inputs import CustomerInput
from models.people import queries as people
from models.people.commands import ask_approval

_ACCOUNT = re.compile(r"(.*?)[\s:：,，/]*(\d[\d ]{8,}\d)\s*")


@dataclass(frozen=True)
class CustomerLine:
    """A row: the customer's file, and what it asks for and thinks."""

    file: CustomerInput
    demand: str = ""


def squeezed(name: str) -> str:
    """A name as it is compared: without spaces of any width."""
    return re.sub(r"\s+", "", name)


class Customers:
    """The customer file."""

    name, title, fields, named = "customers", N_("Customers"), CUSTOMER, ("name",)
    policies = ("skip", "update", "merge", "apart")

    def reader(self, office: Office) -> Reader:
        """The file and the note of a row; tax numbers and phones that look odd."""
        staff = {name: one for one, name in people.choices(office)}
        filed = {code: row_id for row_id, code, _name in queries.names(office)}

        def read(values: Mapping[str, Any]) -> tuple[CustomerLine, list[Problem], list[Problem]]:
            seller = values.get("salesperson") or ""
            file = CustomerInput.from_form({**values, **_parts(values), "salesperson_id": staff.get(seller)})
            item = CustomerLine(file, values.get("demand") or "")
            found = [_at_column(problem) for problem in rules.check_customer(file)] + _check_demand(item.demand)
            odd = [problem for problem in rules.doubts(item.file, office.clock.today()) if "." not in problem.field]
            if seller and seller not in staff:
                odd.append(stranger(seller))
            return item, found + self._check_code(office, item, filed), odd
        return read

    def _check_code(self, office: Office, item: CustomerLine, filed: Mapping[str, int]) -> list[Problem]:
        """A code may belong to the same customer, who is then not entered again, but to nobody else."""
        if item.file.code not in filed:
            return []
        taken = queries.card(office, filed[item.file.code])
        if self.likeness(item).is_same(_likeness(taken.name, [taken.phone], taken.tax_number)):
            return []
        return [Problem("code", "customer.code", N_("The code {code} belongs to {name}"), {"code": taken.code, "name": taken.name})]

    def likeness(self, item: CustomerLine) -> Likeness:
        """The same name with the same phone or tax number is the same customer; with others it is a namesake."""
        return _likeness(item.file.name, [item.file.phone], item.file.tax_number, item.file.code)

    def finder(self, office: Office) -> Finder:
        """Customers of the office with the same name."""
        called: dict[str, list[int]] = defaultdict(list)
        for row_id, _code, name in queries.names(office):
            called[squeezed(name)].append(row_id)

        def find(item: CustomerLine) -> list[FiledAlready]:
            mine = self.likeness(item)
            return [FiledAlready(one.code, one.name, mine.is_same(_likeness(one.name, one.phones, one.tax_number)))
                    for one in queries.filed(office, called[mine.name])] if mine.name in called else []
        return find

    def combined(self, first: CustomerLine, other: CustomerLine, how: str) -> CustomerLine:
        """The file of both rows; what both ask for."""
        demand = "\n".join(dict.fromkeys(text for text in (first.demand, other.demand) if text))
        return CustomerLine(combined(first.file, other.file, how), demand)

    def apart(self, item: CustomerLine) -> CustomerLine:
        """Another customer of the same name, under a code of its own."""
        return replace(item, file=replace(item.file, code=""))

    def prepare(self, office: Office, item: CustomerLine) -> commands.Prepared:
        """Pinyin, search text and every part of the file."""
        return commands.prepare(item.file, item.demand, item.file.opened_on)

    def enter(self, office: Office, work: Work) -> int | None:
        """File them all as asked for, and ask for one approval of all accounts (rules: Approvals and journal)."""
        with commands.coming_customers(office, work.ready, work.tell) as coming:
            ahead = Ahead(office, lambda: _changes(office, work))
            with office.batch():
                with office.command(f"import.{self.name}", work.content) as act:
                    ids, (rewritings, changed) = list(coming.store(act)), ahead.now()
                    commands.rewrite_files(act, rewritings)
                    record(act, self.name, work, [*map(Entered, ids), *changed])
                try:
                    if ids:
                        commands.open_customers(office, ids)
                except ApprovalNeeded as asked:
                    return ask_approval(office, asked)[0]
        return None

    def restored(self, office: Office, entered: Sequence[Entered]) -> list[commands.Rewriting]:
        """The files as they were; refused where they were changed since."""
        made = []
        for row in entered:
            now = queries.as_input(queries.card(office, row.row_id))
            made.append(commands.rewriting(row.row_id, now, before_import(row, now, now.name)))
        return made

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: Any) -> None:
        """New customers go again, changed ones say what they said before; refused where they are in use."""
        commands.rewrite_files(act, restored)
        commands.take_back_customers(act, import_id, [row.row_id for row in entered if not row.before])


def _parts(values: Mapping[str, Any]) -> dict[str, Any]:
    """People and phones of every cell that names some, the first person at the first phone; the account behind a bank's name."""
    cells = [values.get(key) or Reached() for key in ("contact", "phone", "phone2")]
    phones = list(dict.fromkeys(phone for cell in (*cells[1:], cells[0]) for phone in cell.numbers))
    who = list(dict.fromkeys(name for cell in cells for name in cell.people))
    paired = phones if len(who) <= len(phones) else phones[:1]
    made: dict[str, Any] = {
        "phone": " / ".join(phones), "addresses": [{"address": values.get("delivery_address") or ""}],
        "contacts": [{"name": name, "phone": paired[at] if at < len(paired) else ""} for at, name in enumerate(who)]}
    both = _ACCOUNT.fullmatch(values.get("bank") or "") if not values.get("bank_account") else None
    return {**made, "bank": both[1], "bank_account": both[2]} if both else made


def stranger(name: str) -> Problem:
    """A salesperson who is not filed: worth a look, but no reason to keep the row out."""
    return Problem("salesperson", "person.unknown", N_("Nobody called {name} works here; it enters without a salesperson"), {"name": name})


def _changes(office: Office, work: Work) -> tuple[list[commands.Rewriting], list[Entered]]:
    """The customers that rows repeat, filled or overwritten, and the record of it; those of whom they say nothing new are left out."""
    files: dict[str, tuple[int, CustomerInput, CustomerInput]] = {}
    for at, change in enumerate(work.changes):
        work.tell(len(work.ready) + at // 2)
        if change.code not in files:
            row = queries.by_code(office, change.code)
            if row is None:
                raise RuleViolation([rules.no_customer()])
            files[change.code] = row.id, queries.as_input(row), queries.as_input(row)
        row_id, before, file = files[change.code]
        files[change.code] = row_id, before, combined(file, replace(change.item.file, code=file.code), change.how)
    made = []
    for at, (row_id, before, file) in enumerate(files.values()):
        work.tell(len(work.ready) + (len(work.changes) + at) // 2)
        if before != file:
            made.append(commands.rewriting(row_id, before, file))
    made = [one for one in made if one.after != one.before]
    return made, [changed(one.id, one.before, one.after) for one in made]


def _likeness(name: str, phones: Iterable[str], tax_number: str, code: str = "") -> Likeness:
    marks = {phone for text in phones for phone in rules.phones_of(text)} | {rules.normal_number(tax_number).upper()}
    return Likeness(squeezed(name), frozenset(marks - {""}), code, shown=name.strip())


def _check_demand(text: str) -> list[Problem]:
    try:
        clean(text, "demand", 1000, lines=True, emoji=True)
    except RuleViolation as refused:
        return list(refused.problems)
    return []


_COLUMNS = {"contacts": {"phone": "phone", "name": "contact"}, "addresses": {"address": "delivery_address"}}


def _at_column(problem: Problem) -> Problem:
    """A problem of a part of the file at the column it was read from."""
    part, _dot, rest = problem.field.partition(".")
    return replace(problem, field=_COLUMNS[part].get(rest.rpartition(".")[2], part)) if part in _COLUMNS else problem
