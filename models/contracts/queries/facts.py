"""What a new quote or contract needs to know: what was left out filled in, then what the checks judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.contracts.inputs import ContractInput, LineInput, QuoteInput, SupplementInput, TemplateInput
from models.contracts.queries.rows import ContractRow
from models.contracts.rules import KINDS, QUOTE_DAYS, STANDARD, Facts, Goods, amounts, filled
from models.core import company
from models.core.kinds import Kind, text_of
from models.core.money import ZERO
from models.core.office import Office
from models.core.text import _, speaking
from models.core.typed import check_number
from models.customers.queries import price_for
from models.days.queries import business_date
from models.people import queries as people
from models.products.queries import cards


def completed_lines(office: Office, customer_id: int, lines: Iterable[LineInput]) -> tuple[LineInput, ...]:
    """Units, rates and offered prices filled in."""
    given = tuple(lines)
    products = cards(office, [_storable(line.product_id) for line in given])
    made = []
    for line in given:
        product = products.get(line.product_id or 0)
        if product is not None:
            line = replace(line, unit=line.unit.strip() or product.unit, rate=line.rate or product.rate)
            if line.price is None and not check_number("", line.quantity, 3):
                line = replace(line, price=price_for(office, customer_id, product.id, line.unit, abs(line.quantity)).price)
        made.append(replace(line, rate=line.rate or "6"))
    return tuple(made)


def completed_quote(office: Office, x: QuoteInput) -> QuoteInput:
    """The quote with what was left out: day, validity, salesperson, units, rates, prices."""
    day = x.date or business_date(office)
    return replace(x, date=day, valid_until=x.valid_until or day + timedelta(days=office.settings[QUOTE_DAYS]),
                   salesperson_id=x.salesperson_id or _salesperson(office, x.customer_id),
                   lines=completed_lines(office, x.customer_id, x.lines))


def completed_contract(office: Office, x: ContractInput) -> ContractInput:
    """The contract with what was left out: day, title, salesperson, units, rates, prices."""
    with speaking(office.settings[company.PAPER_LANGUAGE]):
        title = x.title.strip() or _(KINDS.get(x.kind, ""))
    return replace(x, date=x.date or business_date(office), title=title,
                   salesperson_id=x.salesperson_id or _salesperson(office, x.customer_id),
                   lines=completed_lines(office, x.customer_id, x.lines))


def _salesperson(office: Office, customer_id: int) -> int | None:
    row = office.database.execute_sql("SELECT salesperson_id FROM customer WHERE id = ?", (_storable(customer_id),)).fetchone()
    return row[0] if row else None


def person_name(office: Office, person_id: int | None) -> str:
    """The name of a person, "" for nobody."""
    row = None if person_id is None else people.person(office, person_id)
    return "" if row is None else row.name


def facts_of(office: Office, customer_id: int, lines: Iterable[LineInput], salesperson_id: int | None) -> Facts:
    """The customer, the products of the lines and the salesperson, as filed."""
    row = office.database.execute_sql("SELECT name, active FROM customer WHERE id = ?", (_storable(customer_id),)).fetchone()
    found = cards(office, [_storable(line.product_id) for line in lines])
    goods = {each.id: Goods(each.id, each.code, each.name, each.specification, each.unit, each.rate, each.active, each.factors)
             for each in found.values()}
    known = salesperson_id is None or people.is_filed(office, salesperson_id)
    return Facts(row[0] if row else "", bool(row and row[1]), goods, known, office.clock.today())


def supplement_facts(office: Office, row: ContractRow, x: SupplementInput, used: Mapping[int, Decimal]) -> Facts:
    """What is known when a contract is changed. used: by line, what was invoiced or performed already, in base units."""
    facts = facts_of(office, row.customer_id, x.lines, row.salesperson_id)
    return replace(facts, held={line.id: line.base_quantity - used.get(line.id, ZERO) for line in row.lines},
                   owed={each.id: each.amount for each in row.instalments})


def party(office: Office, customer_id: int) -> dict[str, Any]:
    """What a contract keeps of its customer, by the names of its columns."""
    row = office.database.execute_sql(
        "SELECT code, name, pinyin, address, phone, tax_number, bank, bank_account FROM customer WHERE id = ?", (customer_id,)).fetchone()
    return {"customer": customer_id, "customer_code": row[0], "customer_name": row[1], "customer_pinyin": row[2],
            "customer_address": row[3], "customer_phone": row[4], "customer_tax_number": row[5],
            "customer_bank": f"{row[6]} {row[7]}".strip()}


def blanks_of(office: Office, x: ContractInput, number: str = "") -> dict[str, str]:
    """What the blanks of a wording are filled with, by keys of rules.BLANKS; what is not known is left out."""
    settings, known = office.settings, office.database.execute_sql(
        "SELECT 1 FROM customer WHERE id = ?", (_storable(x.customer_id),)).fetchone()
    who = party(office, x.customer_id) if known else {}
    sold_by = person_name(office, x.salesperson_id)
    said = {
        "us": settings[company.NAME], "our address": settings[company.ADDRESS], "our phone": settings[company.PHONE],
        "our tax number": settings[company.TAX_NUMBER],
        "our bank": f"{settings[company.BANK]} {settings[company.BANK_ACCOUNT]}".strip(),
        "customer": who.get("customer_name", ""), "customer address": who.get("customer_address", ""),
        "customer phone": who.get("customer_phone", ""), "customer tax number": who.get("customer_tax_number", ""),
        "customer bank": who.get("customer_bank", ""), "number": number, "date": _day(x.date), "starts": _day(x.starts),
        "ends": _day(x.ends), "delivery": _day(x.deliver_by), "placed": x.placed, "place": x.place, "salesperson": sold_by,
        "total": _total(x),
    }
    return {key: text for key, text in said.items() if text}


def _total(x: ContractInput) -> str:
    if not x.lines or any(check_number("", line.quantity, 3) or check_number("", line.price, 6) or line.price is None for line in x.lines):
        return ""
    return text_of(Kind.MONEY, sum((amounts(line.quantity, line.price or ZERO, line.rate).amount for line in x.lines), ZERO), zero="")


def _day(day: date | None) -> str:
    return text_of(Kind.DATE, day)


def templates(office: Office, kind: str = "") -> list[tuple[int, str, str]]:
    """(id, name, text) of the office's own wordings in use, of one kind if given; the office's own first, then the standard as 0."""
    rows = office.database.execute_sql("SELECT id, name, text, kind FROM contract_template WHERE active = 1 AND (kind = ? OR ? = '') "
                                       "ORDER BY name", (kind, kind)).fetchall()
    with speaking(office.settings[company.PAPER_LANGUAGE]):
        standard = [(0, "", _(STANDARD[kind]))] if kind in STANDARD else []
    return [*((row[0], row[1], row[2]) for row in rows), *standard]


def wording(office: Office, x: ContractInput, template_id: int | None = None, number: str = "") -> str:
    """The wording of a contract from a template (None: the first for its kind), its blanks filled."""
    offered = templates(office, x.kind)
    text = next((each[2] for each in offered if template_id is None or each[0] == template_id), "")
    return filled(text, blanks_of(office, x, number))


def _storable(number: int | None) -> int:
    return number if isinstance(number, int) and 0 < number < 2**63 else 0


def template(office: Office, template_id: int) -> TemplateInput | None:
    """One wording of the office's own."""
    row = office.database.execute_sql("SELECT name, kind, text, active FROM contract_template WHERE id = ?", (template_id,)).fetchone()
    return None if row is None else TemplateInput(row[0], row[1], row[2], bool(row[3]))
