"""Contracts and quotes of the sample: a farm's season, a dealer's framework, a technician placed at a farm; fulfilled day by day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from data.demo.stage import Buyer, Stage
from models.contracts import commands as contracts
from models.contracts import queries
from models.contracts.inputs import (ClauseInput, ContractInput, EventInput, InstalmentInput, LineInput, QuoteInput, ReviewInput,
                                     SupplementInput, WorkInput)
from models.contracts.rules import CLAUSES
from models.core.listing import Filter, first_keys
from models.invoices.inputs import InvoiceInput
from models.invoices.inputs import LineInput as Sold
from models.invoices.queries import contract_facts
from models.receipts import commands as receipts
from models.receipts.inputs import ReceiptInput
from models.reports.listing import INSTALMENTS_DUE
from models.reports.queries.fulfilment import instalment
from models.sale import commands as sale
from models.sale.inputs import SaleInput
from models.stock.queries import standings

TERMS = "1. 单价含税、含普通包装，运费按车次另计。\n2. 款到发货；月结客户按约定账期。\n3. 一次满 10 吨，每吨优惠 50 元。"
DECLINED = ("价格高于同行每袋 2 元", "暂不补栏", "要求送货到场，运费谈不拢")
HAPPENED = (("breach theirs", "第二期货款迟延三天，已电话催告，承诺周五付清"), ("note", "客户反映采食量上升，下月可能加量"),
            ("change", "客户提出把后两车改为育肥后期料，单价另议"))


def found_contracts(stage: Stage, day: date) -> None:
    """What was signed before the sample begins, one draft, and one that waits for the manager."""
    farms = [buyer for buyer in stage.buyers if _feeds(stage, buyer)][:5]
    for place, buyer in enumerate(farms):
        x = _agreement(stage, buyer, place, day)
        made = contracts.file_contract(stage.office, x).id
        stage.watch.tick()
        if place == 0:
            _attach_wording(stage, made)
        if place == 3:
            continue
        checked = tuple(ClauseInput(clause, "yes") for clause in stage.office.settings[CLAUSES])
        contracts.send_to_review(stage.office, ReviewInput(made, checked))
        stage.watch.tick()
        if place != 4:
            stage.granted(lambda made=made: contracts.approve_contract(stage.office, made))  # type: ignore[misc]  # a default keeps it


def _attach_wording(stage: Stage, contract: int) -> None:
    """What both sides initialled, as a file."""
    row = queries.found_contract(stage.office, contract)
    with TemporaryDirectory() as folder:
        initialled = Path(folder) / f"{row.title}（双方小签）.txt"
        initialled.write_text(row.text, encoding="utf-8")
        contracts.attach(stage.office, contract, initialled, "签订当日留存")


def _feeds(stage: Stage, buyer: Buyer) -> list[int]:
    return [product for product in buyer.basket if stage.articles[product].store == 0]


def _agreement(stage: Stage, buyer: Buyer, place: int, day: date) -> ContractInput:
    """The contract of each farm in turn: a season's supply, a framework, a technician on the spot, then supplies again."""
    goods = _feeds(stage, buyer)[:2]
    signed, name = day - timedelta(days=(45, 70, 12, 1, 2)[place]), buyer.firm.name
    if place == 2:
        days = LineInput(None, Decimal(30), Decimal(180), "天", "驻场养殖技术服务", "6")
        ahead = (InstalmentInput(day + timedelta(days=1), Decimal(1000), "deposit", "上户前付"),
                 InstalmentInput(day + timedelta(days=25), Decimal(4400), "balance", "期满后付"))
        return ContractInput("service", buyer.id, (days,), ahead, "驻场技术服务合同", signed, signed, day + timedelta(days=25),
                             placed="孙浩然", place=buyer.firm.address)
    lines = tuple(LineInput(product, Decimal(0 if place == 1 else (600, 0, 0, 300, 240)[place] - 200 * at),
                            round(Decimal(stage.articles[product].price) * Decimal("0.98"), 2)) for at, product in enumerate(goods)
                  if place == 1 or (600, 0, 0, 300, 240)[place] - 200 * at > 0)
    if place == 1:
        return ContractInput("framework", buyer.id, lines, (), f"{day.year} 年度供货框架协议", signed, signed, stage.until + timedelta(days=200))
    total = sum((round(line.quantity * (line.price or 0), 2) for line in lines), Decimal("0.00"))
    first, second = round(total * Decimal("0.2"), 2), round(total * Decimal("0.4"), 2)
    parts = (InstalmentInput(day + timedelta(days=1), first, "deposit", "签订后三日内"),
             InstalmentInput(day + timedelta(days=4), second, "instalment", "首批到货后"),
             InstalmentInput(stage.until + timedelta(days=12), total - first - second, "balance", "全部到货后"))
    return ContractInput("goods", buyer.id, lines, parts, f"{name[:2]}饲料供货合同", signed, signed, stage.until + timedelta(days=18),
                         stage.until + timedelta(days=10), their_number=f"CG-{day.year}-{31 + place}")


def keep_agreements(stage: Stage, day: date, place: int) -> None:
    """One day: a load under a contract, an instalment that comes in, a day of service, something said, a quote."""
    dice = Random(day.toordinal())
    for act in (_load, _collect, _serve, _quote):
        stage.watch.tick()
        act(stage, day, dice)
    if place % 3 == 1:
        _happen(stage, day, dice)
    if place == 3:
        _add(stage, day)


def _standing(stage: Stage, kind: str) -> list[int]:
    """Contracts in force of a kind."""
    found = [queries.found_contract(stage.office, key) for key, *_rest in queries.find(stage.office, "", 50)]
    return [row.id for row in found if row.kind == kind]


def _load(stage: Stage, day: date, dice: Random) -> None:
    """A load of what is left of a contract, as far as it lies there; it leaves at once."""
    held = _standing(stage, "goods") + _standing(stage, "framework")
    if not held:
        return
    row = queries.found_contract(stage.office, dice.choice(held))
    facts = contract_facts(stage.office, row.id)
    there = standings(stage.office, stage.warehouses[0], [line.product_id for line in row.lines if line.product_id], row.customer_id)
    made = []
    for line in row.lines:
        left = facts.lines[line.id].left if facts and line.base_quantity else Decimal(100)
        wanted = min(Decimal(dice.randrange(20, 70, 5)), left)
        if line.product_id and wanted > 0 and there[line.product_id].lowest_later - there[line.product_id].promised >= wanted:
            made.append(Sold(line.product_id, wanted, line.price, contract_line_id=line.id))
    if made:
        x = SaleInput(InvoiceInput(row.customer_id, tuple(made), day, stage.warehouses[0], contract_id=row.id), None, True)
        stage.granted(lambda: sale.sell(stage.office, x))


def _collect(stage: Stage, day: date, dice: Random) -> None:
    """An instalment that is due comes in, whole or in part."""
    due = [key for state in ("due", "late", "part") for key in first_keys(INSTALMENTS_DUE, Filter(state=state), 20)]
    for key in due:
        contract, left = instalment(stage.office, key)
        row = queries.found_contract(stage.office, contract)
        when = next(one.due for one in row.instalments if one.id == key)
        if when <= day and row.state in ("approved", "performing") and left > 0 and dice.random() < 0.7:
            amount = left if dice.random() < 0.7 else max(round(left / 2, -2), Decimal(100))
            x = ReceiptInput(row.customer_id, "transfer", min(amount, left), day, reference=f"{dice.randrange(10**10):010d}",
                             contract_id=contract, instalment_id=key)
            stage.granted(lambda x=x: receipts.take_receipt(stage.office, x))  # type: ignore[misc]  # a default keeps it
            return


def _serve(stage: Stage, day: date, _dice: Random) -> None:
    """A day of the technician at the farm."""
    for contract in _standing(stage, "service"):
        for line in queries.found_contract(stage.office, contract).lines:
            if queries.performed(stage.office, line.id) < line.quantity:
                contracts.note_work(stage.office, WorkInput(line.id, Decimal(1), "驻场巡栏、配料指导", day))


def _quote(stage: Stage, day: date, dice: Random) -> None:
    """An offer to one of the customers; some decline."""
    buyer = dice.choice(stage.buyers)
    lines = tuple(LineInput(product, Decimal(dice.randrange(25, 200, 25))) for product in buyer.basket[:dice.randrange(1, 4)])
    made = contracts.give_quote(stage.office, QuoteInput(buyer.id, lines, day, day + timedelta(days=dice.choice((3, 7, 15))), terms=TERMS))
    if dice.random() < 0.3:
        contracts.refuse_quote(stage.office, made.id, dice.choice(DECLINED))


def _happen(stage: Stage, day: date, dice: Random) -> None:
    held = _standing(stage, "goods")
    if held:
        kind, text = dice.choice(HAPPENED)
        contracts.note_event(stage.office, EventInput(held[-1], kind, text, day))


def _add(stage: Stage, day: date) -> None:
    """The farm orders more of the first line."""
    for contract in _standing(stage, "goods")[-1:]:
        first = queries.found_contract(stage.office, contract).lines[0]
        x = SupplementInput(contract, "客户增加存栏，加订 100 袋，单价不变，交货期不变。", (LineInput(None, Decimal(100), changes=first.id),), date=day)
        stage.granted(lambda: sale.supplement_contract(stage.office, x))
