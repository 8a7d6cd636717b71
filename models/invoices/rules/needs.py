"""What an invoice needs a manager's approval for: one need of each kind, all asked at once (rules: Approvals and journal)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from models.contracts.rules import over
from models.core.divisions import lies_in
from models.core.errors import Need
from models.core.kinds import trimmed
from models.core.money import ZERO, round_money, share
from models.core.text import N_
from models.invoices.inputs import InvoiceInput
from models.invoices.rules.checks import bases, priced, short_lines
from models.invoices.rules.facts import CustomerFacts, Facts
from models.receivables.rules import beyond_credit, beyond_goods, is_overdue, spelled

BEHIND = timedelta(minutes=5)


def needs_of(x: InvoiceInput, facts: Facts, total: Decimal) -> list[Need]:
    """The approvals that a checked invoice of this total, in yuan, asks for."""
    found = [facts.clock] if facts.clock else []
    if facts.customer is not None:
        found += _territory(x, facts.customer, facts.policy.territories, total)
    found += _prices(x, facts)
    found += _stock(x, facts)
    found += _contract(x, facts, total)
    found += _offset(x, facts)
    if facts.customer is not None and facts.policy.check_credit:
        found += _credit(facts.customer.name, facts, total)
    return found


def one_of_each(needs: Iterable[Need]) -> list[Need]:
    """One need of each kind, since an approval binds to the kind; of two the words stand together and the larger amount."""
    found: dict[str, Need] = {}
    for need in needs:
        before = found.get(need.kind)
        if before is not None:
            amounts = [each.amount for each in (before, need) if each.amount is not None]
            need = Need(need.kind, N_("{first}; {second}"), {"first": before.say(), "second": need.say()}, max(amounts, default=None),
                        before.field)
        found[need.kind] = need
    return list(found.values())


def _territory(x: InvoiceInput, customer: CustomerFacts, own: Mapping[str, tuple[str, ...]], total: Decimal) -> Iterator[Need]:
    """Goods that go outside the customer's territory, with what that costs where it was worked out (duties 21, 24)."""
    home = customer.territory
    if home and x.territory and not lies_in(home, x.territory, own):
        facts: dict[str, object] = {"customer": customer.name, "home": home, "place": x.territory}
        text = N_("{customer} belongs to {home}, the goods go to {place}")
        if x.subsidy:
            text = N_("{customer} belongs to {home}, the goods go to {place}; price gap and freight: {subsidy}")
            facts["subsidy"] = round_money(x.subsidy)
        yield Need("off territory", text, facts, total, "territory")


def _prices(x: InvoiceInput, facts: Facts) -> Iterator[Need]:
    """Below the minimum price of a base unit, line and whole-invoice discounts counted, small change given up not; gifts are none."""
    lines = priced(x, facts)
    shares = share(x.discount, [line.own for line in lines])
    said, gap, first = [], ZERO, None
    for at, (line, part, base) in enumerate(zip(lines, shares, bases(x, facts), strict=True)):
        product = facts.products[x.lines[at].product_id]
        got, least = max(line.gross - part, ZERO), base * (product.minimum_price or 0)
        if got < least and not x.lines[at].gift:
            said.append(f"{product.name} {trimmed(round(got / base, 6))} < {trimmed(product.minimum_price or ZERO)}")
            gap += round_money(least - got)
            first = at if first is None else first
    if first is not None:
        yield Need("below minimum price", N_("Below the minimum price: {goods}"), {"goods": "; ".join(said)}, gap, f"lines.{first}.price")


def _stock(x: InvoiceInput, facts: Facts) -> Iterator[Need]:
    short = list(short_lines(x, facts))
    if short:
        said = [f"{facts.products[product].name} {trimmed(quantity)} > {trimmed(max(facts.stock[product].available, ZERO))}"
                for product, quantity, _at in short]
        yield Need("short stock", N_("Stock is short: {goods}"), {"goods": "; ".join(said)}, None, f"lines.{short[0][2]}.quantity")


def _contract(x: InvoiceInput, facts: Facts, total: Decimal) -> Iterator[Need]:
    """More than is left of the contract's lines, or goods it does not name; what reds took back is left again (rules: Contracts)."""
    contract = facts.contract
    if contract is None or not contract.lines:
        return
    quantities = bases(x, facts)
    asked = [(line.contract_line_id or 0, base) for line, base in zip(x.lines, quantities, strict=True)]
    beyond = over(contract.lines, asked)
    said = [(at, f"{line.name} {trimmed(quantity)} > {trimmed(max(line.left, ZERO))} {line.unit}") for line, quantity, at in beyond]
    said += [(at, f"{facts.products[line.product_id].name} {trimmed(base)} > 0") for at, (line, base) in
             enumerate(zip(x.lines, quantities, strict=True)) if line.contract_line_id is None and not line.gift]
    if said:
        yield Need("over contract", N_("Beyond contract {number}: {goods}"),
                   {"number": contract.number, "goods": "; ".join(words for _at, words in sorted(said))}, total,
                   f"lines.{min(said)[0]}.quantity")


def _offset(x: InvoiceInput, facts: Facts) -> list[Need]:
    """More of the offset paper's product than is left of it (duty 26)."""
    quota = facts.offset
    if quota is None or quota.product_id is None:
        return []
    asked, first = ZERO, ""
    for at, (line, base) in enumerate(zip(x.lines, bases(x, facts), strict=True)):
        asked += base if line.product_id == quota.product_id else ZERO
        if not first and asked > max(quota.goods_left, ZERO):
            first = f"lines.{at}.quantity"
    return beyond_goods(quota, asked, first)


def _credit(name: str, facts: Facts, total: Decimal) -> Iterator[Need]:
    credit = facts.credit
    beyond = beyond_credit(credit, total, facts.cleared_now)
    if beyond > 0 and credit.limit is not None:
        yield Need("over credit", N_("{customer}: {sum}, {beyond} more than the limit of {limit}"),
                   {"customer": name, "sum": spelled(credit, total, facts.cleared_now), "beyond": beyond, "limit": credit.limit}, beyond,
                   "customer")
    if is_overdue(credit, facts.policy.overdue_days):
        yield Need("overdue", N_("{customer} has {amount} overdue, for {days} days; {let} are let pass"),
                   {"customer": name, "amount": credit.overdue_amount, "days": credit.overdue_days, "let": facts.policy.overdue_days},
                   credit.overdue_amount, "customer")


def clock_need(stamps: Sequence[tuple[datetime, date]], closed_through: date | None, next_work_day: Callable[[date], date]) -> Need | None:
    """Whether the clock went back or ran ahead since papers were last numbered (rules: Approvals and journal, Time).

    stamps: (instant, local day) of the journal's entries from the last numbering on, oldest first, the present last. Other entries
    made under a wrong clock do not make it right.
    """
    for (before, day), (now, today) in _steps(stamps):
        if now < before - BEHIND:
            return Need("clock", N_("The clock is behind: the last entry was made at {before}, now it says {now}"),
                        {"before": f"{before:%Y-%m-%d %H:%M}Z", "now": f"{now:%Y-%m-%d %H:%M}Z"})
        known = max(day, closed_through) if closed_through else day
        if today > known + timedelta(days=1) and today > next_work_day(known):
            return Need("clock", N_("The clock is far ahead: the last entry was made on {known}, now it says {today}"),
                        {"known": known, "today": today})
    return None


def _steps(stamps: Iterable[tuple[datetime, date]]) -> Iterator[tuple[tuple[datetime, date], tuple[datetime, date]]]:
    """Each stamp after the latest one before it."""
    latest: tuple[datetime, date] | None = None
    for stamp in stamps:
        if latest is not None:
            yield latest, stamp
        latest = stamp if latest is None else max(latest, stamp)
