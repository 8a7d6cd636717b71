"""What headings of a list of contracts are called, and how a clerk names a kind of contract."""

from __future__ import annotations

from data.imports import values
from data.imports.headings import MONEY_UNITS, Field
from data.workbook_reader import Cell
from models.core.text import N_, halfwidth
from models.products import rules


def _rate(cell: Cell, field: str) -> str:
    typed = values.code(cell, field)
    return rules.parse_rate(typed) if typed else ""


FIELDS = (
    Field("number", N_("Contract no."), (
        "合同编号", "合同号", "合同号码", "原合同号", "协议编号", "协议号", "contract no", "contract number", "contract id", "agreement no",
        "contract"), values.code, faint=("编号", "no")),
    Field("customer_code", N_("Customer code"), ("客户编码", "客户编号", "客户代码", "单位编码", "customer code", "customer no",
                                                      "customer id"), values.code),
    Field("customer", N_("Customer"), (
        "客户名称", "客户", "甲方", "甲方名称", "需方", "买方", "购方", "购货单位", "采购单位", "签约单位", "签约客户", "对方单位", "单位名称", "往来单位", "customer",
        "customer name", "party a", "buyer", "client", "company")),
    Field("title", N_("Contract title"), ("合同名称", "合同标题", "合同内容", "标的", "项目名称", "contract title", "contract name", "title", "subject")),
    Field("kind", N_("Kind"), ("合同类型", "合同类别", "合同种类", "类型", "类别", "contract type", "type", "kind")),
    Field("date", N_("Date"), ("签订日期", "签约日期", "签订时间", "合同日期", "签署日期", "日期", "signed", "signed on", "date signed", "contract date", "date"),
          day=True),
    Field("starts", N_("Begins"), ("开始日期", "起始日期", "合同期限起", "合同起始日", "期限起", "起日",
                                   "生效日期", "合同开始", "起始时间", "开始时间", "服务开始", "start", "start date", "begins",
                                   "effective date", "from"), day=True),
    Field("ends", N_("Ends"), ("结束日期", "终止日期", "合同期限止", "合同终止日", "期限止", "止日",
                               "到期日期", "到期日", "截止日期", "合同到期", "合同结束", "届满日期", "有效期至", "结束时间", "服务结束", "end",
                               "end date", "ends", "expiry", "expiry date", "until"), day=True),
    Field("deliver_by", N_("Deliver by"), ("交货日期", "交货期", "交付日期", "供货期限", "交期", "deliver by", "delivery date", "due date"), day=True),
    Field("salesperson", N_("Salesperson"), ("业务员", "负责人", "经办人", "销售员", "跟单业务员", "客户经理", "签约人", "责任人", "salesperson", "person",
                                             "sales rep", "owner", "handled by")),
    Field("amount", N_("Amount"), (
        "合同金额", "合同总额", "合同总价", "总金额", "金额", "总价", "合同额", "签约金额", "价税合计", "contract amount", "contract value", "total", "amount", "value"),
        values.money, units=MONEY_UNITS),
    Field("product_code", N_("Product code"), ("商品编码", "产品编码", "货号", "存货编码", "product code", "item code", "sku"), values.code),
    Field("product", N_("Product or service"), ("品名", "商品名称", "产品名称", "商品", "产品", "货物名称", "服务项目", "服务内容", "品种", "product", "item", "goods",
                                                "service", "description")),
    Field("quantity", N_("Quantity"), ("数量", "合同数量", "订货数量", "签约数量", "quantity", "qty"), values.number),
    Field("unit", N_("Unit"), ("单位", "计量单位", "unit", "uom")),
    Field("price", N_("Price"), ("单价", "合同单价", "含税单价", "价格", "unit price", "price"), values.price),
    Field("rate", N_("Tax rate"), ("税率", "增值税率", "tax rate", "vat"), _rate),
    Field("placed", N_("Person placed"), ("服务人员", "月嫂", "派遣人员", "上岗人员", "person placed", "worker", "caregiver")),
    Field("place", N_("Place of work"), ("服务地点", "服务地址", "工作地点", "上岗地点", "place of work", "work place", "service address")),
    Field("remark", N_("Remark"), ("备注", "说明", "附注", "remark", "remarks", "note", "notes", "comment"), values.lines),
)
_KINDS = {"service": ("服务", "月嫂", "派遣", "劳务", "家政", "service", "placement", "staff"),
          "framework": ("框架", "年度协议", "framework", "frame"),
          "goods": ("供货", "购销", "销售", "买卖", "采购", "商品", "货物", "订货", "goods", "supply", "sale", "purchase")}


def kind_of(text: str) -> str:
    """A key of contracts.rules.KINDS; goods where nothing is said, "" for what is no kind."""
    said = halfwidth(text).strip().lower()
    return "goods" if not said else next((key for key, words in _KINDS.items() if said == key or any(word in said for word in words)), "")
