"""What is typed is kept at once, without a number and without the journal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from models.core.audit import head
from models.core.errors import RuleViolation
from models.core.listing import Filter, keys_of, rows_of
from models.core.office import Office
from models.drafts import queries as drafts
from models.drafts.commands import delete_draft, save_draft
from models.invoices.commands import issue_invoice
from models.invoices.inputs import InvoiceInput, RedInput, VoidInput
from models.drafts.listing import DRAFTS
from models.street import open_office
from tests.shop import a_shop


def test_a_draft_survives_with_everything_typed(office: Office) -> None:
    payload = {"customer": {"id": 7, "title": "双汇", "detail": "", "note": ""}, "lines": [{"quantity": "12x", "price": D("1.50")}],
               "date": date(2026, 11, 23), "remark": "\x00\ud800"}
    entries = head(office.database)
    draft_id = save_draft(office, "invoice", None, payload)
    assert save_draft(office, "invoice", draft_id, {**payload, "remark": "改"}) == draft_id
    assert head(office.database) == entries, "drafts leave no trace in the journal"
    office.close()
    again = open_office(office.folder, office.clock)
    row = drafts.draft(again, draft_id)
    assert row is not None and (row.title, row.person, row.payload["remark"]) == ("双汇", "王敏", "改")
    assert (row.payload["lines"], row.payload["date"]) == ([{"quantity": "12x", "price": "1.50"}], "2026-11-23")
    again.close()
    office.database.connect()


def test_odd_text_is_kept_and_its_title_stays_readable(office: Office) -> None:
    draft_id = save_draft(office, "invoice", None, {"remark": "\ud800"}, "\x00双\ud800汇\u202e" + "x" * 500)
    row = drafts.draft(office, draft_id)
    assert row is not None and row.title.startswith("双汇x") and len(row.title) == 100 and row.payload["remark"] == "\ud800"


def test_a_draft_that_is_gone_is_made_anew_rather_than_lost(office: Office) -> None:
    draft_id = save_draft(office, "invoice", None, {})
    delete_draft(office, draft_id)
    delete_draft(office, draft_id)
    assert drafts.draft_count(office) == 0
    assert drafts.draft(office, save_draft(office, "invoice", draft_id, {}, "还在")) is not None


def test_a_draft_has_its_bound(office: Office) -> None:
    with pytest.raises(RuleViolation):
        save_draft(office, "invoice", None, {"remark": "x" * 1_000_001})
    with pytest.raises(TypeError):
        save_draft(office, "invoice", None, {"remark": object()})
    assert drafts.draft_count(office) == 0


def test_drafts_are_listed_latest_first_and_told_to_the_screens(office: Office) -> None:
    heard: list[frozenset[str]] = []
    office.changes.subscribe(("drafts",), heard.append)
    ids = [save_draft(office, "invoice", None, {}, title) for title in ("甲", "乙")]
    assert keys_of(DRAFTS, Filter()) == ids[::-1] and keys_of(DRAFTS, Filter(keyword="甲")) == ids[:1]
    assert [row[:2] for row in rows_of(DRAFTS, ids)] == [("甲", "王敏"), ("乙", "王敏")]
    delete_draft(office, ids[0])
    assert len(heard) == 3


def test_an_issued_invoice_takes_its_draft_along(office: Office) -> None:
    shop = a_shop(office)
    draft_id = save_draft(office, "invoice", None, {})
    issue_invoice(office, shop.order(), draft_id)
    assert drafts.draft_count(office) == 0


def test_forms_of_invoice_void_and_red_are_read(office: Office) -> None:
    x = InvoiceInput.from_form({"customer": {"id": 3, "title": "x"}, "date": None, "warehouse": 1, "lines": [
        {"product": {"id": 2}, "quantity": D(1), "price": D("2.5"), "gift": True}, {"quantity": D(1)}, {"remark": "空"}]})
    assert (x.customer_id, x.warehouse_id, [line.product_id for line in x.lines], x.lines[0].gift) == (3, 1, [2, 0], True)
    assert VoidInput.from_form({"id": 4, "reason": None}) == VoidInput(4, "")
    assert RedInput.from_form({"id": 4, "reason": "退", "lines": None}).lines is None
    red = RedInput.from_form({"id": 4, "reason": "退", "lines": [{"id": 9, "returned": D(1)}]})
    assert red.lines is not None and (red.lines[0].line_id, red.lines[0].returned, red.lines[0].cancelled) == (9, D(1), D(0))
