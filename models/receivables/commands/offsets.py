"""Offset papers of the trade department: file, withdraw, take against them, give back; the excess is borne by a person (duty 26)."""

from __future__ import annotations

from decimal import Decimal

from models.core.errors import Problem, RuleViolation, require
from models.core.kinds import trimmed
from models.core.money import ZERO
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.core.typed import cleaned
from models.customers.queries import card
from models.liabilities.commands import file_case
from models.liabilities.inputs import LiabilityInput
from models.people.queries import is_filed
from models.products.queries import units_of
from models.products.rules import base_quantity
from models.receivables import queries, rules
from models.receivables.inputs import OffsetInput, Use, WithdrawOffsetInput
from models.receivables.tables import OffsetPaper, OffsetUse, OffsetWithdrawal

OF_OFFSET = "offset papers"
"""The source of liabilities about a paper; their source_id is its id."""


def file_offset(office: Office, x: OffsetInput) -> Done:
    """File a paper of the trade department. Raises RuleViolation; a number stands once until its paper is withdrawn."""
    with office.command("offset.file", x) as act:
        units = {} if x.product_id is None else units_of(office, x.product_id)
        found = [] if queries.credit_days(office, x.customer_id) is not None else [_customer()]
        if x.product_id is not None and not units:
            found.append(Problem("product", "line.product", N_("Choose a product")))
        unit = x.unit.strip() or next(iter(units), "")
        factor = units.get(unit)
        if units and factor is None:
            found.append(Problem("unit", "line.unit", N_("{product} is sold by: {units}"), {"product": "", "units": ", ".join(units)}))
        base = base_quantity(x.quantity, factor) if x.quantity is not None and factor is not None else None
        require(found + (rules.check_offset(x, base) if factor is not None or x.product_id is None else []))
        texts = cleaned(x, rules.OFFSET)
        if queries.offset_numbered(office, texts["number"]) is not None:
            raise RuleViolation([Problem("number", "offset.twice", N_("{number} is filed already; withdraw that first"),
                                         {"number": texts["number"]})])
        made = OffsetPaper.insert(**texts, customer=x.customer_id, starts=x.starts, ends=x.ends, amount=x.amount, product=x.product_id,
                                  quantity=x.quantity if base else None, unit=unit if base else "", base_quantity=base,
                                  person=act.person, moment=act.moment).execute()
        act.changed("receivables").about(texts["number"])
    return Done(int(made), texts["number"])


def withdraw_offset(office: Office, x: WithdrawOffsetInput) -> Done:
    """The trade department takes a paper back. What was settled with it has no cover: a case of the person who is named (duty 26)."""
    with office.command("offset.withdraw", x) as act:
        row, reason = queries.offset(office, x.paper_id), clean(x.reason, "reason", 200)
        if row is None or row.quota.withdrawn:
            raise RuleViolation([Problem("", "offset.stands", N_("Choose an offset paper that stands"))])
        found = [] if reason else [Problem("reason", "reason.missing", N_("Say why"))]
        if row.quota.used and (x.person_id is None or not is_filed(office, x.person_id)):
            found.append(Problem("person", "offset.bears", N_("{amount} was settled with it already; say who bears that"),
                                 {"amount": row.quota.used}))
        require(found)
        OffsetWithdrawal.insert(paper=row.id, reason=reason, person=act.person, moment=act.moment).execute()
        if row.quota.used and x.person_id is not None:
            said = _("Offset paper {number} of {customer}: {reason}").format(
                number=row.quota.number, customer=card(office, row.holder_id).name, reason=reason)
            file_case(act, LiabilityInput(x.person_id, "over-offset", row.quota.used, said, None, OF_OFFSET, row.id))
        act.changed("receivables").about(row.quota.number)
    return Done(row.id, row.quota.number)


def use_offset(act: Act, x: Use) -> None:
    """Posting: a receipt or an invoice takes money or goods against a paper."""
    _write(act, x.paper_id, x)


def give_back(act: Act, x: Use, quantity: Decimal | None = None) -> None:
    """Posting: what a receipt or invoice took is free again: all of it, or so much of the goods. x: whose use, the day, by which number."""
    used = queries.used_by(act.office, x.source, x.source_id)
    if used is None:
        return
    paper, amount, goods = used
    part = goods if quantity is None else min(quantity, goods)
    money = amount if quantity is None else ZERO
    if part or money:
        _write(act, paper, Use(paper, x.date, x.source, x.source_id, x.number, -money, -part))


def _write(act: Act, paper_id: int, x: Use) -> None:
    OffsetUse.insert(paper=paper_id, date=x.date, source=x.source, source_id=x.source_id, number=x.number, amount=x.amount,
                     quantity=x.quantity).execute()
    act.changed("receivables").note(offset=trimmed(x.amount))


def _customer() -> Problem:
    return Problem("customer", "customer.unknown", N_("Choose a customer from the file"))
