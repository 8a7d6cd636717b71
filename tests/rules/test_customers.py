"""Tax numbers, phones, likeness and the checks of a customer's file."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.customers.inputs import AddressInput, ContactInput, CustomerInput, LicenceInput, NoteInput
from models.customers.rules import (Filed, check_customer, check_note, check_step, doubts, expired, likenesses, normal_phone,
                                    phone_is_plausible, phone_text, phones_of, place_doubts, sound_of, tax_number_is_valid,
                                    territories_of, territory_lines)

TODAY = date(2026, 11, 23)
VECTORS = list(csv.DictReader((Path(__file__).parents[1] / "vectors" / "uscc.csv").read_text(encoding="utf-8").splitlines()))
WANG = CustomerInput("河南双汇饲料有限公司", phone="13800000000", tax_number="91512081MA62K0260E")
PHONES = (("138 1234 5678", "13812345678"), ("138-1234-5678", "13812345678"), ("+86 13812345678", "13812345678"),
          ("+86-138-1234-5678", "13812345678"), ("008613812345678", "13812345678"), ("１３８１２３４５６７８", "13812345678"),
          ("03947382745", "0394-7382745"), ("0394-7382745", "0394-7382745"), ("(0394) 738 2745", "0394-7382745"),
          ("（０３９４）7382745", "0394-7382745"), ("010 62345678", "010-62345678"), ("+86 10 62345678", "010-62345678"),
          ("0371-65561234转801", "0371-65561234转801"), ("400-820-8820", "400-820-8820"), ("7382745", "7382745"), ("", ""),
          ("老李  手机", "老李 手机"))


@pytest.mark.parametrize("row", VECTORS, ids=[row["code"] for row in VECTORS])
def test_a_tax_number_is_judged_by_its_check_sign(row: dict[str, str]) -> None:
    """GB 32100-2015."""
    assert tax_number_is_valid(row["code"]) == (row["valid"] == "yes")


def test_a_tax_number_may_be_typed_loosely_and_old_ones_pass() -> None:
    """Full-width, spaces, small letters; 15 digits before 2015."""
    assert tax_number_is_valid("９１５１２０８１ MA62-K0260e") and tax_number_is_valid("410101123456789")
    assert not tax_number_is_valid("") and not tax_number_is_valid("9151208") and not tax_number_is_valid("91512081MI62K0260E")


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_sign_typed_wrong_is_noticed(at: int, sign: str) -> None:
    """Whichever it is."""
    good = "91512081MA62K0260E"
    wrong = good[:at] + sign + good[at + 1:]
    assert tax_number_is_valid(wrong) == (wrong == good)


@pytest.mark.parametrize(("typed", "kept"), PHONES, ids=[typed or "empty" for typed, _kept in PHONES])
def test_a_phone_is_kept_in_one_form(typed: str, kept: str) -> None:
    """Rules: Customers."""
    assert normal_phone(typed) == kept
    assert normal_phone(kept) == kept


def test_two_phones_in_one_cell_are_two() -> None:
    """As clerks type them."""
    assert phones_of("17731472844/0394-7382745") == ("17731472844", "0394-7382745")
    assert phones_of("138 1234 5678、13812345678；+86 13912345678") == ("13812345678", "13912345678")
    assert phone_text("13812345678，0394 7382745") == "13812345678 / 0394-7382745"
    assert phones_of(phone_text("138 1234 5678/0394-7382745")) == ("13812345678", "0394-7382745")


def test_odd_phones_are_doubted_and_service_numbers_are_not() -> None:
    """A warning only."""
    assert all(map(phone_is_plausible, ("13812345678", "0394-7382745", "400-820-8820", "95588", "62345678")))
    assert not any(map(phone_is_plausible, ("1381234567", "23812345678", "老李", "0000")))


def test_a_full_file_passes() -> None:
    """All fields at once; cash only and no limit are both allowed."""
    full = replace(WANG, kind="dealer", credit_limit=Decimal(0), credit_days=30, remark="老客户 👍",
                   contacts=(ContactInput("单志强", "老板", "138"),), addresses=(AddressInput("周口"),),
                   licences=(LicenceInput("饲料生产许可证", expires=TODAY),))
    assert not check_customer(full) and not check_customer(replace(full, credit_limit=None))


BAD = (
    ("no name", replace(WANG, name="　 "), ["name"]),
    ("an unknown kind", replace(WANG, kind="friend"), ["kind"]),
    ("a limit below nothing", replace(WANG, credit_limit=Decimal("-0.01")), ["credit_limit"]),
    ("a limit of a part of a fen", replace(WANG, credit_limit=Decimal("1.001")), ["credit_limit"]),
    ("a limit that is no number", replace(WANG, credit_limit=Decimal("NaN")), ["credit_limit"]),
    ("a limit beyond reason", replace(WANG, credit_limit=Decimal("1e15")), ["credit_limit"]),
    ("days before the invoice", replace(WANG, credit_days=-1), ["credit_days"]),
    ("days beyond reason", replace(WANG, credit_days=100_000), ["credit_days"]),
    ("a zero byte", replace(WANG, address="a\0b"), ["address"]),
    ("ten thousand characters", replace(WANG, name="王" * 10_000), ["name"]),
    ("an emoji in a name", replace(WANG, name="双汇😀"), ["name"]),
    ("hidden direction marks", replace(WANG, name="双\u202e汇"), ["name"]),
    ("a contact without a name", replace(WANG, contacts=(ContactInput("", phone="1"),)), ["contacts.0.name"]),
    ("an address of nothing", replace(WANG, addresses=(AddressInput("周口"), AddressInput(" "))), ["addresses.1.address"]),
    ("a licence of nothing", replace(WANG, licences=(LicenceInput(""),)), ["licences.0.name"]),
)


@pytest.mark.parametrize(("x", "fields"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_what_is_wrong_is_shown_beside_its_field(x: CustomerInput, fields: list[str]) -> None:
    """One wrong thing, one sentence, in its place."""
    assert [problem.field for problem in check_customer(x)] == fields


def test_markup_and_formulas_are_words_like_others() -> None:
    """Kept literally."""
    assert not check_customer(replace(WANG, name="<i>双汇</i>", address="=HYPERLINK(1)", remark="@王敏 跟进\n第二行"))


def test_a_tax_number_that_fails_only_warns() -> None:
    """Really issued numbers do."""
    odd = replace(WANG, tax_number="91512081MA62K0260F", phone="1234567890", licences=(LicenceInput("许可证", expires=date(2026, 11, 22)),))
    assert not check_customer(odd)
    assert [problem.code for problem in doubts(odd, TODAY)] == ["tax.check", "phone.odd", "licence.expired"]
    assert not doubts(replace(WANG, licences=(LicenceInput("许可证", expires=TODAY),)), TODAY)


def test_the_sound_of_a_name_leaves_the_legal_form_out() -> None:
    """河南双会饲料公司 is worth a second look."""
    assert sound_of("河南双汇饲料有限公司") == sound_of("河南双会（饲料）公司".replace("（饲料）", "饲料")) == "henanshuanghuisiliao"
    assert sound_of("有限公司") and sound_of("ABC Ltd.") == "abcltd" and sound_of("") == ""


def test_the_same_customer_filed_twice_is_noticed_by_each_sign() -> None:
    """Name, sound, tax number, phone of a contact; the customer itself is none of them."""
    filed = [
        Filed(1, "C1", "河南双汇饲料有限公司", "", frozenset(), sound_of("河南双汇饲料有限公司")),
        Filed(2, "C2", "河南双会饲料公司", "", frozenset(), sound_of("河南双会饲料公司")),
        Filed(3, "C3", "别家", "91512081MA62K0260E", frozenset({"13800000000", "13900000000"}), "biejia"),
        Filed(4, "C4", "无关", "", frozenset({"13700000000"}), "wuguan"),
    ]
    x = replace(WANG, tax_number="９１５１２０８１ma62k0260e", contacts=(ContactInput("李", phone="+86 139-0000-0000"),))
    assert [(problem.code, problem.params["code"]) for problem in likenesses(x, filed)] == [
        ("alike.name", "C1"), ("alike.sound", "C2"), ("alike.tax", "C3"), ("alike.phone", "C3"), ("alike.phone", "C3")]
    assert not likenesses(WANG, filed[:1], customer_id=1)
    assert not likenesses(CustomerInput("甲"), [Filed(5, "C5", "乙", "", frozenset(), "yi")])


@pytest.mark.parametrize(("step", "opening", "allowed"), (
    ("asked", "draft", True), ("asked", "refused", True), ("asked", "asked", False), ("asked", "approved", False),
    ("approved", "asked", True), ("approved", "draft", True), ("approved", "approved", False), ("approved", "refused", False),
    ("refused", "asked", True), ("refused", "draft", False), ("refused", "approved", False)))
def test_an_account_opens_step_by_step(step: str, opening: str, allowed: bool) -> None:
    """Draft, asked, approved or refused, and a refused one may be asked for again (duty 20)."""
    assert (not check_step(step, opening, "双汇")) == allowed


def test_a_licence_holds_through_its_last_day() -> None:
    """One without a day does not run out."""
    held = [("甲", date(2026, 11, 22)), ("乙", TODAY), ("丙", None)]
    assert expired(held, TODAY) == ["甲"]


def test_a_note_needs_a_customer_a_kind_and_words() -> None:
    """And a day that has come."""
    wrong = check_note(NoteInput(0, "", " ", date(2026, 11, 24)), False, TODAY)
    assert [problem.field for problem in wrong] == ["text", "customer_id", "date", "kind"]
    assert not check_note(NoteInput(1, "demand", "要预混料\n每月 20 吨 🐖"), True, TODAY)


def test_a_form_becomes_a_customer() -> None:
    """Rows without anything are left out."""
    x = CustomerInput.from_form({"name": "双汇", "phone": None, "credit_limit": Decimal(0), "credit_days": None, "kind": None,
                                 "contacts": [{"name": "单", "phone": None, "birthday": None}, {"name": "", "birthday": None}],
                                 "licences": [{"name": "证", "expires": TODAY}], "addresses": None})
    assert x == CustomerInput("双汇", credit_limit=Decimal(0), contacts=(ContactInput("单"),), licences=(LicenceInput("证", "", TODAY),))


def test_an_address_outside_the_territory_is_doubted_unless_it_has_its_own() -> None:
    """Duty 21: by China's divisions or the office's own territories; an address that names no place says nothing."""
    file = replace(WANG, territory="豫东", address="河南省周口市建设路1号", addresses=(
        AddressInput("南阳市宛城区"), AddressInput("南阳市卧龙区", "南阳"), AddressInput("老地方")))
    own = territories_of(territory_lines([("豫东", "周口 商丘")]))
    assert [problem.params["address"] for problem in place_doubts(file, own)] == ["南阳市宛城区"]
    assert len(place_doubts(file, {})) == 2 and place_doubts(replace(file, territory=""), own) == []
    assert territory_lines([("豫东：", "周口"), ("豫东", "商丘；亳州"), ("", "洛阳")]) == ("豫东: 周口 商丘 亳州",)
