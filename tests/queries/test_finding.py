"""What the clerk types, and who comes first: one table of habits, over customers with people, leads, products and papers."""

from __future__ import annotations

import pytest

from models.contracts import queries as contracts
from models.core.office import Office
from models.customers import commands as customers
from models.customers.inputs import ContactInput, CustomerInput
from models.leads.commands import file_lead
from models.leads.inputs import LeadInput
from models.products import commands as products
from models.products.inputs import SupplierInput
from models.products.queries import find_suppliers
from models.reports import queries
from tests.contract_room import a_yard
from tests.factories import a_product, later
from tests.shop import Shop, a_shop

FEIYUE, FEI, GUANG, XIN, ZENG, SHOP12, ZHONG, YUE = (
    "郑州飞越饲料有限公司", "飞鹤牧业", "郑州广源农牧", "新郑飞越商行", "曾家兴", "12号店", "长葛重信银行", "乐家养殖")
FILED = (
    (FEIYUE, "ZZ-001", "13812345678", "飞越", "91410100MA40XYZ12T", (("单志强", "139-0000-8888"), ("解小红", ""))),
    (FEI, "F-100", "0371-6655 4433", "", "", ()),
    (GUANG, "A12", "13700005678", "", "", (("区建国", "15011112222"),)),
    (XIN, "138", "", "", "", ()),
    (ZENG, "", "18900001111", "", "", ()),
    (SHOP12, "", "", "", "", ()),
    (ZHONG, "", "", "", "", ()),
    (YUE, "", "", "", "", (("查良镛", ""), ("曾国强", ""))),
    ("䶮氏𬭎农", "", "", "", "", ()),
    ("ＡＢＣ（中国）饲料", "", "", "", "", ()),
)
HABITS: tuple[tuple[str, str], ...] = (
    ("郑州fy", FEIYUE), ("郑州f", FEIYUE), ("fy饲料", FEIYUE), ("zzfy", FEIYUE), ("zhengzhoufy", FEIYUE), ("zz飞越", FEIYUE),
    ("zhengzh", GUANG), ("zzfeiyue", FEIYUE), ("zhengzhoufeiy", FEIYUE), ("zhzhfy", FEIYUE), ("飞越 zz", FEIYUE),
    ("feiyue 郑州", FEIYUE), ("sl zz", FEIYUE), ("饲料zz", FEIYUE), ("飞越", FEIYUE), ("zz001", FEIYUE), ("ZZ-001", FEIYUE),
    ("ｚｚ００１", FEIYUE), ("郑州", GUANG), ("飞", FEI), ("guangyuan", GUANG), ("138", XIN), ("138 1234 5678", FEIYUE),
    ("138-1234-5678", FEIYUE), ("１３８１２３４", FEIYUE), ("5678", GUANG), ("345678", FEIYUE), ("678", GUANG), ("4433", FEI),
    ("66554433", FEI), ("037166554433", FEI), ("yz12t", FEIYUE), ("郑州 5678", GUANG), ("fy5678", FEIYUE), ("单志强", FEIYUE),
    ("szq", FEIYUE), ("shanzhiqiang", FEIYUE), ("danzq", FEIYUE), ("8888", FEIYUE), ("1390000", FEIYUE), ("xiexh", FEIYUE),
    ("jiexiaohong", FEIYUE), ("oujianguo", GUANG), ("qujg", GUANG), ("2222", GUANG), ("zhaliang", YUE), ("clyong", YUE),
    ("zeng", ZENG), ("ceng", ZENG), ("zjx", ZENG), ("cengjx", ZENG), ("曾jx", ZENG), ("12", SHOP12), ("12号", SHOP12),
    ("a12", GUANG), ("changge", ZHONG), ("zhangge", ZHONG), ("cgcx", ZHONG), ("cgzx", ZHONG), ("yinhang", ZHONG),
    ("zhongxin", ZHONG), ("chongxin", ZHONG), ("xzfysh", XIN), ("shanghang", XIN), ("yuejia", YUE), ("lejia", YUE),
    ("ljyz", YUE), ("yjyz", YUE), ("yan", "䶮氏𬭎农"), ("𬭎", "䶮氏𬭎农"), ("䶮s", "䶮氏𬭎农"), ("ＡＢＣ", "ＡＢＣ（中国）饲料"),
    ("abc中国", "ＡＢＣ（中国）饲料"), ("abczg", "ＡＢＣ（中国）饲料"), ("鄭州飛越", FEIYUE), ("郑洲飞跃", FEIYUE), ("曾家星", ZENG),
)
NOBODY = ("洛阳", "bw", "qqq", "郑州abc", "999", "zhengzhouxx", "%", "单田芳", "''", "«", "zz 洛阳", "a" * 200)


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Customers filed in this order on one morning."""
    from tests.factories import an_office

    office = an_office(tmp_path_factory.mktemp("finding"))
    for name, code, phone, short, tax, people in FILED:
        customers.file_customer(office, CustomerInput(name, code=code, phone=phone, short_name=short, tax_number=tax, contacts=tuple(
            ContactInput(person, phone=number) for person, number in people)))
    return office


@pytest.mark.parametrize(("typed", "first"), HABITS, ids=[typed for typed, _first in HABITS])
def test_who_comes_first(filed: Office, typed: str, first: str) -> None:
    """Name, short name, pinyin whole or in parts, initials, every reading, people, numbers and their tails, mixed in any order."""
    assert [hit.name for hit in queries.find_customers(filed, typed)][:1] == [first]


@pytest.mark.parametrize("typed", NOBODY)
def test_who_is_not_there_is_not_found(filed: Office, typed: str) -> None:
    """No likeness is better than a wrong one."""
    assert queries.find_customers(filed, typed) == []


def test_every_beginning_of_a_mixed_word_finds(filed: Office) -> None:
    """Nothing disappears while it is being typed."""
    for word in ("郑州fysl", "zhengzhoufysl", "zzfeiyuesiliao", "fy饲料有限", "zhengzhoufeiyuesl", "zz飞越sl"):
        for end in range(1, len(word) + 1):
            names = [hit.name for hit in queries.find_customers(filed, word[:end])]
            assert FEIYUE in names, word[:end]


def test_a_customer_found_by_its_people_says_so(filed: Office) -> None:
    """The name or the phone of the contact; nothing where the customer itself was meant."""
    def by(typed: str) -> str:
        return queries.find_customers(filed, typed)[0].by
    assert by("单志强") == by("8888") == by("郑州 szq") == "单志强 13900008888" and by("解xh") == "解小红"
    assert by("郑州") == by("zzfy") == by("5678") == by("12345678") == ""


@pytest.mark.parametrize(("typed", "spans"), (
    ("飞越", ((2, 2),)), ("郑州fy", ((0, 4),)), ("fysl", ((2, 4),)), ("zhengzhoufy", ((0, 4),)), ("公司 郑州", ((0, 2), (8, 2))),
    ("饲料zz", ((0, 2), (4, 2))), ("5678", ())))
def test_what_was_typed_is_marked_in_the_name(filed: Office, typed: str, spans: tuple[tuple[int, int], ...]) -> None:
    """(first, count) of its characters."""
    hit = next(hit for hit in queries.find_customers(filed, typed) if hit.name == FEIYUE)
    assert hit.spans == spans


def test_equally_good_matches_come_by_their_last_use(office: Office) -> None:
    """The last paper counts as much as the filing; then the latest filed."""
    shop: Shop = a_shop(office)
    shops = [customers.file_customer(office, CustomerInput(f"牧原{name}场", phone="13911112222")).id for name in "甲乙丙"]
    names = [hit.name for hit in queries.find_customers(office, "牧原")]
    assert names == ["牧原丙场", "牧原乙场", "牧原甲场"]
    later(office, days=1)
    customers.change_customer(office, shop.customer, CustomerInput("牧原老客户", code="OLD"))
    shop.sold(shop.line("1"))
    assert [hit.name for hit in queries.find_customers(office, "牧原")][0] == "牧原老客户"
    assert [hit.id for hit in queries.find_customers(office, "  ", 2)] == [shop.customer, shops[2]]
    assert [hit.name for hit in queries.find_customers(office, "牧原甲场")] == ["牧原甲场"]


def test_products_come_by_their_last_sale(office: Office) -> None:
    """Code and barcode before names; then what was sold last."""
    shop: Shop = a_shop(office)
    late = a_product(office, "F-1205", "育肥猪浓缩饲料")
    assert [hit.id for hit in queries.find_products(office, "yfz")] == [late, shop.feed]
    shop.sold(shop.line("1"))
    assert [hit.id for hit in queries.find_products(office, "yfz")] == [shop.feed, late]
    assert [hit.id for hit in queries.find_products(office, "育肥ns")] == [late] == [hit.id for hit in queries.find_products(office, "f1205")]


def test_leads_are_found_by_contact_number_tail_and_mixed_words(office: Office) -> None:
    """By the same rules as customers."""
    lead = file_lead(office, LeadInput(name="淮阳正大养殖场", phone="137 0000 1111", contact="仇小二"))
    for typed in ("淮阳zd", "hyzhengda", "qiuxiaoer", "chouxe", "0001111", lead.number, lead.number[-4:], "正大 仇"):
        assert [hit.id for hit in queries.find_leads(office, typed)] == [lead.id], typed


def test_contracts_are_found_by_number_tail_and_customer(office: Office) -> None:
    """As every other paper."""
    yard = a_yard(office)
    number = yard.row(yard.draft()).number
    for typed in (number, number[:9], number.lower(), "00001", "1"):
        assert ("contract", number) in [(hit.kind, hit.title) for hit in queries.find_anything(office, typed)], typed
    assert [(hit.kind, hit.title) for hit in queries.find_anything(office, "hnshuanghui")][:2] == [
        ("customer", "河南双汇饲料有限公司"), ("contract", number)]


def test_a_supplier_is_found_by_name_sound_and_phone(office: Office) -> None:
    """Suppliers too."""
    products.file_supplier(office, SupplierInput("漯河恒旺原料厂", "0395-3366 778"))
    products.file_supplier(office, SupplierInput("正大预混料", "13900000000"))
    for typed in ("lhhw", "漯河hw", "hengwang", "778", "原料"):
        assert [name for name, _phone in find_suppliers(office, typed)][:1] == ["漯河恒旺原料厂"], typed
    assert len(find_suppliers(office, " ")) == 2 and find_suppliers(office, "洛阳") == []


def test_a_contract_in_force_is_chosen_by_number_title_or_customer(office: Office) -> None:
    """As an invoice names it."""
    yard = a_yard(office)
    contract = yard.approved()
    number = yard.row(contract).number
    for typed in ("", number, number[-3:], "货物", "hnsh", "河南sh", "henanshuanghui", "双汇 货物"):
        assert [row[0] for row in contracts.find(office, typed)] == [contract], typed
    assert contracts.find(office, "洛阳") == [] == contracts.find(office, "%")
