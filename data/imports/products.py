"""Products from a workbook, with what lies in the warehouse when the office begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.imports import values
from data.imports.customers import squeezed
from data.imports.headings import Field
from data.imports.records import record
from data.imports.target import FiledAlready, Likeness, Work
from data.workbook_reader import Cell
from models.core.errors import Problem
from models.core.imports import Entered
from models.core.office import Act, Office
from models.core.text import N_, _
from models.days.queries import business_date, closed_through
from models.products import commands, queries, rules
from models.products.inputs import ProductInput
from models.stock import commands as stock
from models.stock import queries as places
from models.stock.inputs import Move, WarehouseInput
from models.stock.rules import check_opening


def _rate(cell: Cell, field: str) -> str:
    return rules.parse_rate(values.code(cell, field))


FIELDS = (
    Field("code", N_("Code"), ("编码", "商品编码", "产品编码", "存货编码", "物料编码", "货号", "商品编号", "产品编号", "编号", "代码", "code", "item code",
                               "product code", "item no", "sku"), values.code),
    Field("name", N_("Name"), ("品名", "商品名称", "产品名称", "存货名称", "货品名称", "物料名称", "名称", "商品", "产品", "name", "product", "item"),
          required=True),
    Field("specification", N_("Specification"), ("规格", "规格型号", "型号", "包装规格", "specification", "spec", "size")),
    Field("unit", N_("Unit"), ("单位", "计量单位", "基本单位", "主单位", "销售单位", "unit", "uom"), required=True),
    Field("list_price", N_("List price"), ("单价", "售价", "销售价", "销售单价", "价格", "含税单价", "标准售价", "零售价", "批发价", "出厂价", "price",
                                           "list price", "unit price"), values.price),
    Field("minimum_price", N_("Minimum price"), ("最低售价", "最低价", "底价", "最低限价", "限价", "minimum price", "floor price"), values.price),
    Field("rate", N_("Tax rate"), ("税率", "增值税率", "适用税率", "tax rate", "tax", "vat"), _rate),
    Field("barcode", N_("Barcode"), ("条码", "条形码", "商品条码", "产品条码", "barcode", "ean"), values.code),
    Field("stock", N_("Opening stock"), ("库存", "期初库存", "库存数量", "现有库存", "结存", "结存数量", "期初数量", "数量", "opening stock", "stock",
                                         "on hand", "quantity"), values.number),
    Field("cost", N_("Cost"), ("成本", "成本价", "成本单价", "进价", "进货价", "采购价", "cost"), values.price),
    Field("supplier", N_("Supplier"), ("供应商", "供货商", "厂家", "生产厂家", "厂商", "supplier", "vendor")),
    Field("tax_category", N_("Tax category"), ("税收分类编码", "商品和服务税收编码", "税收编码", "税收分类", "tax category"), values.code),
    Field("low_stock", N_("Low stock"), ("安全库存", "最低库存", "库存下限", "low stock", "safety stock"), values.number),
    Field("remark", N_("Remark"), ("备注", "说明", "remark", "remarks", "note", "notes"), values.lines),
)
FIRST_WAREHOUSE = N_("Main warehouse")


@dataclass(frozen=True)
class ProductLine:
    """A row: the product's file, and what lies there at the start (yuan a base unit)."""

    file: ProductInput
    stock: Decimal | None = None
    cost: Decimal | None = None


class Products:
    """The product file with its opening stock."""

    name, title, fields, named = "products", N_("Products"), FIELDS, ("name",)
    policies = ("skip",)

    def read(self, office: Office, values: Mapping[str, Any]) -> tuple[ProductLine, list[Problem]]:
        """The file and the opening stock of a row, and everything to mend in them."""
        file = ProductInput.from_form({"rate": ProductInput.rate, **values})
        item = ProductLine(file, values.get("stock"), values.get("cost"))
        found = rules.check_product(file)
        if item.stock:
            wrong = check_opening(item.stock, item.cost, closed_through(office))
            found += [replace(problem, field="stock" if problem.field in ("", "quantity") else problem.field) for problem in wrong]
        taken = queries.by_code(office, file.code) if file.code else None
        if taken is not None and squeezed(taken.name) != squeezed(file.name):
            found.append(Problem("code", "product.code", N_("The code {code} belongs to {name}"), {"code": taken.code, "name": taken.name}))
        return item, found

    def doubts(self, office: Office, item: ProductLine) -> list[Problem]:
        """Nothing looks odd in a product."""
        return []

    def likeness(self, item: ProductLine) -> Likeness:
        """The same name in the same specification is the same product, unless both have codes and these differ."""
        file = item.file
        return Likeness(squeezed(file.name + file.specification), frozenset({file.code} - {""}), file.code, shown=file.name)

    def filed(self, office: Office, item: ProductLine) -> list[FiledAlready]:
        """The product of the office with the same code or, without one, with the same name and specification."""
        file = item.file
        if file.code:
            one = queries.by_code(office, file.code)
            return [FiledAlready(one.code, one.name, True)] if one and squeezed(one.name) == squeezed(file.name) else []
        return [FiledAlready(hit.code, hit.name, True) for hit in queries.find(office, file.name)
                if squeezed(hit.name + hit.specification) == squeezed(file.name + file.specification)]

    def combined(self, first: ProductLine, other: ProductLine, how: str) -> ProductLine:
        """The first row; a second one of a product is not entered."""
        return first

    def prepare(self, office: Office, item: ProductLine) -> ProductLine:
        """Nothing is worked out ahead: products are few."""
        return item

    def enter(self, office: Office, work: Work) -> int | None:
        """File them all; stock goes into the warehouse new papers start with, made if there is none."""
        day, warehouse = business_date(office), _warehouse(office) if any(item.stock for item in work.ready) else 0
        with office.command(f"import.{self.name}", work.content) as act:
            ids = [_store(act, item) for item in work.ready]
            stock.move(act, [Move(day, warehouse, one, item.stock or Decimal(0), "opening", "opening", cost=item.cost)
                             for one, item in zip(ids, work.ready, strict=True)])
            work.tell()
            record(act, self.name, work, [*map(Entered, ids)])
        return None

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered]) -> None:
        """Products go again; those with opening stock are countered by movements and put aside, their codes free again."""
        ids = [row.row_id for row in entered]
        commands.take_back_products(act, import_id, ids, stock.take_back_opening(act, ids))


def _store(act: Act, item: ProductLine) -> int:
    return commands.store_product(act, item.file).id


def _warehouse(office: Office) -> int:
    place = places.default_warehouse(office)
    return place.id if place else stock.add_warehouse(office, WarehouseInput(code="1", name=_(FIRST_WAREHOUSE))).id
