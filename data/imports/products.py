"""Products from a workbook, with what lies in the warehouse when the office begins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from data.imports import values
from data.imports.customers import squeezed
from data.imports.headings import Field
from data.imports.records import before_import, combined, record, rewritten
from data.imports.target import Change, FiledAlready, Finder, Likeness, Reader, Work
from data.workbook_reader import Cell
from models.core.errors import Problem, RuleViolation
from models.core.imports import Entered
from models.core.office import Act, Office
from models.core.text import N_, _, halfwidth
from models.days.queries import business_date, closed_through
from models.products import commands, queries, rules
from models.products.inputs import ProductInput
from models.stock import commands as stock
from models.stock import queries as places
from models.stock.inputs import Move, WarehouseInput
from models.stock.rules import check_opening


_UNITS = "吨|公斤|千克|kg|袋|包|件|箱|桶|瓶|斤|盒|罐|支|只|个|头"
_PER = re.compile(rf"(?:元|价).*/({_UNITS})\)?$", re.IGNORECASE)
_PACKED = re.compile(rf".*\d.*/({_UNITS})", re.IGNORECASE)


def unit_implied(said: Sequence[str]) -> str | None:
    """The unit of a price list without a column for it: 元/吨 over the table or in a heading, else as each row is packed: 40kg/袋."""
    for text in said:
        if found := _PER.search(re.sub(r"\s", "", halfwidth(text))):
            return found[1]
    return "" if any(_PACKED.fullmatch(halfwidth(text).strip()) for text in said) else None


def _rate(cell: Cell, field: str) -> str:
    typed = values.code(cell, field)
    return rules.parse_rate(typed) if typed else ""


FIELDS = (
    Field("code", N_("Code"), (
        "商品编码", "产品编码", "存货编码", "物料编码", "货品编码", "商品编号", "产品编号", "货品代码", "商品代码", "产品代码", "货号", "代号", "产品代号", "商品代号", "编码", "编号", "代码",
        "item code",
        "product code", "item no", "item number", "product no", "product id", "part no", "sku", "code", "id", "no"), values.code),
    Field("name", N_("Name"), (
        "品名", "商品名称", "产品名称", "存货名称", "货品名称", "物料名称", "商品", "产品", "货品", "名称", "品种", "货物名称", "product name", "item name", "product",
        "item", "name", "goods", "description", "item description"), required=True),
    Field("specification", N_("Specification"), ("规格", "规格型号", "型号", "包装规格", "包装", "specification", "specifications", "spec", "size",
          "pack size",
                                                 "packing", "model")),
    Field("unit", N_("Unit"), ("单位", "计量单位", "基本单位", "主单位", "销售单位", "计价单位", "库存单位", "unit", "uom", "unit of measure",
          "units"), required=True, implied=unit_implied),
    Field("list_price", N_("List price"), (
        "单价", "售价", "销售价", "销售单价", "价格", "含税单价", "含税售价", "标准售价", "标准价", "零售价", "批发价", "出厂价", "含税出厂价", "报价", "定价", "price",
        "list price", "unit price", "selling price", "sale price", "sales price"), values.price),
    Field("minimum_price", N_("Minimum price"), ("最低售价", "最低价", "最低销售价", "底价", "最低限价", "限价", "minimum price", "min price", "floor price",
                                                 "lowest price"), values.price),
    Field("rate", N_("Tax rate"), ("税率", "增值税率", "适用税率", "增值税", "税率%", "tax rate", "tax", "vat", "vat rate"), _rate),
    Field("barcode", N_("Barcode"), ("条码", "条形码", "商品条码", "产品条码", "barcode", "ean", "upc"), values.code),
    Field("stock", N_("Opening stock"), (
        "库存", "期初库存", "库存数量", "现有库存", "现库存", "库存数", "库存量", "当前库存", "结存", "结存数量", "期初数量", "期初", "数量", "opening stock", "stock",
        "stock on hand", "on hand", "quantity", "qty", "inventory", "balance"), values.number),
    Field("cost", N_("Cost"), ("成本", "成本价", "成本单价", "进价", "进货价", "采购价", "采购单价", "cost", "cost price", "unit cost", "purchase price"),
          values.price),
    Field("supplier", N_("Supplier"), ("供应商", "供货商", "供应商名称", "供货单位", "厂家", "生产厂家", "厂商", "品牌", "supplier", "vendor", "manufacturer",
          "brand")),
    Field("tax_category", N_("Tax category"), ("税收分类编码", "商品和服务税收编码", "税收编码", "税收分类", "tax category"), values.code),
    Field("low_stock", N_("Low stock"), ("安全库存", "最低库存", "库存下限", "low stock", "safety stock", "minimum stock", "min stock",
          "reorder level"),
          values.number),
    Field("service", N_("Service, not stocked"), ("是否服务", "服务项目", "服务商品", "是否为服务", "is service", "service item"), values.flag),
    Field("remark", N_("Remark"), ("备注", "说明", "附注", "remark", "remarks", "note", "notes", "comment", "comments"), values.lines),
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
    policies = ("skip", "update", "merge", "apart")

    def reader(self, office: Office) -> Reader:
        """The file and the opening stock of a row; nothing looks odd in a product."""
        taken = {code: name for _id, code, name, _specification in queries.names(office)}
        closed = closed_through(office)

        def read(values: Mapping[str, Any]) -> tuple[ProductLine, list[Problem], list[Problem]]:
            packed = _PACKED.fullmatch(halfwidth(values.get("specification") or "").strip()) if not values.get("unit") else None
            values = {**values, "unit": packed[1]} if packed else values
            file = ProductInput.from_form({**values, "rate": values.get("rate") or ProductInput.rate})
            item = ProductLine(file, values.get("stock"), values.get("cost"))
            found = rules.check_product(file)
            if item.stock:
                wrong = check_opening(item.stock, item.cost, closed)
                found += [replace(problem, field="stock" if problem.field in ("", "quantity") else problem.field) for problem in wrong]
                if file.service:
                    found.append(Problem("stock", "product.service", N_("{name} is a service; nothing of it is stocked"),
                                         {"name": file.name}))
            owner = taken.get(file.code, file.name)
            if squeezed(owner) != squeezed(file.name):
                found.append(Problem("code", "product.code", N_("The code {code} belongs to {name}"), {"code": file.code, "name": owner}))
            return item, found, []
        return read

    def likeness(self, item: ProductLine) -> Likeness:
        """The same name in the same specification is the same product, unless both have codes and these differ."""
        file = item.file
        return Likeness(squeezed(file.name + file.specification), frozenset({file.code} - {""}), file.code, shown=file.name)

    def finder(self, office: Office) -> Finder:
        """The product of the office with the same code or, without one, with the same name and specification."""
        coded: dict[str, tuple[str, str]] = {}
        called: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for _id, code, name, specification in queries.names(office):
            coded[code] = (code, name)
            called[squeezed(name + specification)].append((code, name))

        def find(item: ProductLine) -> list[FiledAlready]:
            file = item.file
            if file.code:
                one = coded.get(file.code)
                return [FiledAlready(*one, True)] if one and squeezed(one[1]) == squeezed(file.name) else []
            return [FiledAlready(*one, True) for one in called.get(squeezed(file.name + file.specification), ())]
        return find

    def combined(self, first: ProductLine, other: ProductLine, how: str) -> ProductLine:
        """The file of both rows; the opening stock of the first that says one."""
        stocked = first if first.stock is not None else other
        return ProductLine(combined(first.file, other.file, how), stocked.stock, stocked.cost)

    def apart(self, item: ProductLine) -> ProductLine:
        """Another product of the same name, under a code of its own."""
        return replace(item, file=replace(item.file, code=""))

    def prepare(self, office: Office, item: ProductLine) -> ProductLine:
        """Nothing is worked out ahead: products are few."""
        return item

    def enter(self, office: Office, work: Work) -> int | None:
        """File them all; stock goes into the warehouse new papers start with, made if there is none."""
        with office.batch():
            day, warehouse = business_date(office), _warehouse(office) if any(item.stock for item in work.ready) else 0
            with office.command(f"import.{self.name}", work.content) as act:
                ids = []
                for at, item in enumerate(work.ready):
                    work.tell(at)
                    ids.append(commands.store_product(act, item.file).id)
                stock.move(act, [Move(day, warehouse, one, item.stock or Decimal(0), "opening", "opening", cost=item.cost)
                                 for one, item in zip(ids, work.ready, strict=True)])
                changed = [entered for change in work.changes if (entered := _changed(act, change)) is not None]
                record(act, self.name, work, [*map(Entered, ids), *changed])
        return None

    def restored(self, office: Office, entered: Sequence[Entered]) -> None:
        """Nothing is worked out ahead."""

    def take_back(self, office: Office, act: Act, import_id: int, entered: Sequence[Entered], restored: None) -> None:
        """Products go again with the stock they began with; changed ones say what they said before."""
        for row in entered:
            if row.before:
                now = queries.card(office, row.row_id)
                commands.rewrite_product(act, row.row_id, before_import(row, queries.as_input(now), now.name))
        ids = [row.row_id for row in entered if not row.before]
        stock.take_back_opening(act, ids)
        commands.take_back_products(act, import_id)


def _changed(act: Act, change: Change) -> Entered | None:
    """Fill or overwrite the product that a row repeats; its stock stays as the books have it."""
    row = queries.by_code(act.office, change.code)
    if row is None:
        raise RuleViolation([rules.no_product()])
    before = queries.as_input(row)
    after = combined(before, replace(change.item.file, code=row.code, unit=row.unit), change.how)
    return rewritten(row.id, before, after, lambda file: commands.rewrite_product(act, row.id, file),
                     lambda: queries.as_input(queries.card(act.office, row.id)))


def _warehouse(office: Office) -> int:
    place = places.default_warehouse(office)
    return place.id if place else stock.add_warehouse(office, WarehouseInput(code="1", name=_(FIRST_WAREHOUSE))).id
