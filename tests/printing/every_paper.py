"""An office with one of every paper there is, of so many lines, with long names: what each must say, as it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP
from decimal import Decimal as D

from models.closing.commands import close_day, settle_month
from models.closing.inputs import CloseInput
from models.contracts import commands as contracts
from models.contracts.inputs import InstalmentInput, QuoteInput
from models.contracts.inputs import LineInput as Agreed
from models.core import company
from models.core.errors import ApprovalNeeded
from models.core.office import Office
from models.core.prints import record_print
from models.core.settings import set_options
from models.customers.inputs import ContactInput, LicenceInput
from models.deliveries.commands import pick_up, undo_delivery
from models.deliveries.inputs import PickUpInput, UndoInput
from models.invoices.commands import issue_invoice, red_invoice, void_invoice
from models.invoices.inputs import InvoiceInput, LineInput, RedInput, VoidInput
from models.leads import commands as leads
from models.leads.inputs import ContactInput as Said
from models.leads.inputs import LeadInput, PlanVisitInput, StopInput
from models.liabilities.commands import file_liability
from models.liabilities.inputs import LiabilityInput
from models.receipts.commands import reverse_receipt, take_receipt
from models.receipts.inputs import ReceiptInput, ReverseInput
from models.stock import commands as stock
from models.stock.inputs import CountedInput, CountedLine, CountInput, GoodsInInput, GoodsInLine
from tests.contract_room import Yard, approve
from tests.factories import CLERK, MONDAY, SELLER, a_customer, a_product, a_warehouse, grant, later, person_id

COMPANY = "河南牧丰生态饲料科技股份有限公司周口分公司"
CUSTOMER = "周口市淮阳区新站镇堃喆㛃䶮生态养殖农民专业合作社（普通合伙）"
SHORT = "河南双汇饲料有限公司"
PLACE = "河南省周口市淮阳区新站镇牧原路与工业大道交叉口向北 300 米路东 8 号院"
NAMES = ("育肥猪配合饲料", "乳猪教槽料（高蛋白膨化大豆型）", "妊娠母猪哺乳期专用高营养复合预混合饲料（含益生菌、酶制剂与多种维生素）加强型二代",
         "蛋鸡产蛋高峰期复合预混合饲料5%", "麸皮")
PRICES = tuple(map(D, ("128.50", "7.333333", "1234.56", "0.85", "96")))
COUNTS = tuple(map(D, ("10", "12.345", "1000", "3.5", "240")))
FEN = D("0.01")


@dataclass(frozen=True)
class Case:
    """One paper and all that must be read on it. name: what state it is in; stamps: what stands slanted across it."""

    kind: str
    subject: str
    told: tuple[str, ...]
    name: str = ""
    stamps: tuple[str, ...] = ()


def name_of(at: int) -> str:
    """The name of a product: long ones among short ones, each its own."""
    return f"{NAMES[at % len(NAMES)]}{at:02}"


def amount_of(at: int) -> D:
    """What a line comes to."""
    return (PRICES[at % 5] * COUNTS[at % 5]).quantize(FEN, ROUND_HALF_UP)


def money(amount: D) -> str:
    """As papers write it."""
    return f"{amount:,.2f}"


def fill(office: Office, count: int) -> list[Case]:
    """One of every paper, of so many lines."""
    set_options(office, {company.NAME: COMPANY, company.BANK: "中原农商银行", company.BANK_ACCOUNT: "62000001 8888 9999 123",
                         company.PHONE: "0394-8234567", company.ADDRESS: PLACE})
    contacts = tuple(ContactInput(f"张喆{at:02}", "采购", f"139111122{at:02}") for at in range(min(count, 8)))
    customer = a_customer(office, CUSTOMER, address=PLACE, contacts=contacts,
                          licences=(LicenceInput("兽药经营许可证", "豫123", date(2027, 5, 1)),), bank="中原农商银行淮阳支行",
                          bank_account="6228480712345678901", remark="每月 25 日对账。")
    warehouse = a_warehouse(office)
    products = [a_product(office, f"F-{1200 + at}", name_of(at), unit=("袋", "公斤")[at % 2], specification=("40kg/袋", "散装 5%")[at % 2])
                for at in range(count)]
    stock.goods_in(office, GoodsInInput(warehouse_id=warehouse, supplier="正大", lines=tuple(
        GoodsInLine(product_id=product, quantity=D(90000), cost=D(90)) for product in products)))
    yard = Yard(office, customer, warehouse, products[0], products[0])
    return [*_sales(office, count, customer, products), *_agreed(office, yard, products),
            *_counted(office, warehouse, products, count), *_people(office, customer, count), *_closed(office, count)]


def _issue(office: Office, x: InvoiceInput) -> tuple[int, str]:
    try:
        done = issue_invoice(office, x)
    except ApprovalNeeded as asked:
        grant(office, asked)
        done = issue_invoice(office, x)
    return done.id, done.number


def _sales(office: Office, count: int, customer: int, products: list[int]) -> Iterator[Case]:
    lines = tuple(LineInput(product, COUNTS[at % 5], PRICES[at % 5], remark="急" if at % 7 == 3 else "")
                  for at, product in enumerate(products))
    x = InvoiceInput(customer, lines, vehicle="豫P·A1234", basis="经理核定", delivery_address=PLACE, remark="货到验收，三日内提出异议。",
                     salesperson_id=person_id(office, SELLER))
    goods = tuple(text for at in range(count) for text in (name_of(at), f"F-{1200 + at}", money(amount_of(at))))
    total = money(sum(map(amount_of, range(count)), D(0)))
    told = (COMPANY, CUSTOMER, PLACE, "销售单", SELLER, CLERK, "豫P·A1234", "货到验收，三日内提出异议。", total, *goods)
    paid_id, paid = _issue(office, x)
    yield Case("invoice", paid, (paid, *told), "ordinary")
    void_id, void = _issue(office, x)
    void_invoice(office, VoidInput(void_id, "开错了客户，应为另一家"))
    yield Case("invoice", void, (void, *told, "开错了客户，应为另一家"), "void", ("作废",))
    again_id, again = _issue(office, x)
    red = red_invoice(office, RedInput(again_id, "客户全部退回", None)).number
    minus = tuple(f"-{text}" if text[0].isdigit() else text for text in goods)
    yield Case("invoice", red, (red, again, COMPANY, CUSTOMER, "（红字）", "（负数）", "负", f"-{total}", "客户全部退回", *minus), "red")
    for _time in range(2):
        record_print(office, "invoice", again)
    yield Case("invoice", again, (again, *told, "补打2"), "reprint")
    slip = pick_up(office, PickUpInput(paid_id, keeper="老赵", vehicle="豫P·A1234", remark="下午三点"))
    goods = tuple(text for at in range(count) for text in (name_of(at), f"F-{1200 + at}", f"{COUNTS[at % 5]:,}"))
    yield Case("delivery", slip.number, (slip.number, paid, COMPANY, CUSTOMER, "豫P·A1234", "下午三点", "老赵", *goods), "ordinary")
    half = _issue(office, x)
    wrong = pick_up(office, PickUpInput(half[0], keeper="老赵"))
    counter = undo_delivery(office, UndoInput(wrong.id, "写错了"))
    yield Case("delivery", wrong.number, (wrong.number, half[1], *goods), "undone", ("已冲销",))
    yield Case("delivery", counter.number, (counter.number, half[1], *goods), "undo")
    settles = [_issue(office, InvoiceInput(customer, (LineInput(products[0], D(1), D(f"{at + 1}.37")),)))[1] for at in range(count)]
    taken = take_receipt(office, ReceiptInput(customer, "transfer", D("1234567.89"), reference="网银 20261123 8899", payer="刘㛃",
                                               remark="付前欠及本月货款"))
    text = (COMPANY, CUSTOMER, "刘㛃", "1,234,567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分", "网银202611238899", "付前欠及本月货款")
    yield Case("receipt", taken.number, (taken.number, "收款收据", paid, *text), "ordinary")
    wrong = take_receipt(office, ReceiptInput(customer, "cash", D("30.05")))
    counter = reverse_receipt(office, ReverseInput(wrong.id, "记错"))
    yield Case("receipt", wrong.number, (wrong.number, "30.05", "叁拾元零伍分"), "reversed", ("已冲",))
    yield Case("receipt", counter.number, (counter.number, "-30.05", "负叁拾元零伍分"), "red", ("(负数)",))
    record_print(office, "receipt", taken.number)
    code = office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (customer,)).fetchone()[0]
    yield Case("statement", f"{code}#2026-11", (COMPANY, CUSTOMER, code, PLACE, "对账单", "1,234,567.89", "核对无误", paid, red, *settles), "long")
    quiet = a_customer(office, SHORT)
    code = office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (quiet,)).fetchone()[0]
    yield Case("statement", f"{code}#2026-11", (SHORT, "0.00", "零元整"), "no movement")


def _agreed(office: Office, yard: Yard, products: list[int]) -> Iterator[Case]:
    count = len(products)
    lines = tuple(Agreed(product, COUNTS[at % 5], PRICES[at % 5]) for at, product in enumerate(products))
    goods = tuple(text for at in range(count) for text in (name_of(at), money(amount_of(at))))
    total = sum(map(amount_of, range(count)), D(0))
    quote = contracts.give_quote(office, QuoteInput(yard.customer, lines, terms="款到发货；\n送到场。", remark="含运费")).number
    yield Case("quote", quote, (quote, COMPANY, CUSTOMER, money(total), "款到发货；", *goods))
    first = (total / 2).quantize(FEN, ROUND_HALF_UP)
    parts = (InstalmentInput(MONDAY + timedelta(9), first, "deposit", "签订后付"),
             InstalmentInput(MONDAY + timedelta(60), total - first, "balance"))
    wording = "\n".join(("一、" + "质量标准按国家标准执行，需方到货三日内提出异议。" * 3, "二、违约责任：逾期付款按日万分之五计。", "三、争议由供方所在地法院管辖。"))
    drafts = [yard.row(yard.draft(lines=lines, instalments=parts, deliver_by=MONDAY + timedelta(30), ends=MONDAY + timedelta(90),
                                  starts=MONDAY, text=wording)) for _at in range(2)]
    approve(office, drafts[0].id)
    told = (COMPANY, CUSTOMER, money(total), "签订后付", "违约责任", *goods)
    number = drafts[0].number
    yield Case("contract", number, (number, *told), "approved")
    yield Case("contract", drafts[1].number, (drafts[1].number, *told), "draft", ("草稿",))
    yield Case("contract-summary", number, (number, CUSTOMER, money(total), "签订后付", name_of(0)))
    yield Case("contract-fulfilment", number, (number, CUSTOMER, money(total), *goods[::2]))
    yield Case("fulfilment", MONDAY.isoformat(), (number, CUSTOMER, money(total)))


def _counted(office: Office, warehouse: int, products: list[int], count: int) -> Iterator[Case]:
    done = stock.open_count(office, CountInput(warehouse))
    names = tuple(text for at in range(count) for text in (name_of(at), f"F-{1200 + at}"))
    yield Case("stocktake", done.number, (done.number, COMPANY, *names), "empty")
    stock.enter_counted(office, CountedInput(done.id, tuple(CountedLine(each, D(7), "破包三袋，鼠咬，已拍照") for each in products)))
    yield Case("stocktake", done.number, (done.number, *names, "破包三袋，鼠咬，已拍照"), "counted")


def _people(office: Office, customer: int, count: int) -> Iterator[Case]:
    code = office.database.execute_sql("SELECT code FROM customer WHERE id = ?", (customer,)).fetchone()[0]
    people = tuple(f"张喆{at:02}" for at in range(min(count, 8)))
    yield Case("account-opening", code, (code, CUSTOMER, PLACE, "6228480712345678901", "兽药经营许可证", "2027-05-01", *people))
    yield Case("approval-slip", "1", (COMPANY, CUSTOMER, "审批单"))
    words = "门头已装，货已发两车，未批未补；" * min(count, 20)
    case = file_liability(office, LiabilityInput(person_id(office, SELLER), "other", D("12345678.90"), words)).id
    yield Case("liability-notice", str(case), (SELLER, "12,345,678.90", "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角", words.rstrip("；")))
    seller = person_id(office, SELLER)
    lead = leads.file_lead(office, LeadInput(CUSTOMER[:30], phone="13800000001", contact="曾喆", grade="A", need="蛋鸡高峰料", address=PLACE,
                                             salesperson_id=seller))
    for at in range(count):
        leads.follow_up(office, Said(lead.id, f"第{at}次：看过样品，等行情，嫌贵，月底再谈", "visit"))
    yield Case("lead-card", lead.number, (lead.number, CUSTOMER[:30], PLACE, *(f"第{at}次" for at in range(count))))
    stops = [leads.file_lead(office, LeadInput(f"{at:02}号生态养殖专业合作社（普通合伙）", "1380000", address=PLACE, salesperson_id=seller)).id
             for at in range(min(count, 12))]
    leads.plan_visits(office, PlanVisitInput(MONDAY, tuple(StopInput(each, purpose="看存栏") for each in stops)))
    yield Case("visit-route", f"{MONDAY}/{SELLER}", tuple(f"{at:02}号生态养殖专业合作社（普通合伙）" for at in range(min(count, 12))))
    yield Case("standard", "grade-standard", (COMPANY,), "grades")
    yield Case("standard", "owned-method", (COMPANY,), "owned")


def _closed(office: Office, count: int) -> Iterator[Case]:
    close_day(office, CloseInput(MONDAY, D(0)))
    yield Case("daily-closing", MONDAY.isoformat(), (COMPANY, "销售日报", "1,234,567.89", "2026-11-23星期一"))
    later(office, days=8)
    settle_month(office, date(2026, 11, 1))
    yield Case("month-closing", "2026-11", (COMPANY, "1,234,567.89", CUSTOMER, *(name_of(at) for at in range(count))))
