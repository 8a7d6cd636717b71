"""The design of a sales note: what cannot be dropped, what does not fit, and a file that comes back as it went."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from models.core.errors import KnownError
from models.designs.inputs import STANDARD, Column, Copy, InvoiceDesign, Place
from models.designs.rules import (MOST_LOGO, cleaned_design, check_design, check_picture, picture_of, read_design, written_design)
from tests.designing import allowed, measured, png, stock


def wrong(design: InvoiceDesign, paper: str = "pin2") -> dict[str, str]:
    """The problems by field."""
    return {problem.field: problem.code for problem in check_design(design, stock(paper))}


def put(design: InvoiceDesign, key: str, **changes: Any) -> InvoiceDesign:
    """A design with one column changed."""
    return replace(design, columns=tuple(replace(each, **changes) if each.key == key else each for each in design.columns))


@pytest.mark.parametrize("paper", ["A4", "A5", "A5L", "pin1", "pin2", "pin3", "slip94"])
def test_the_standard_design_suits_every_paper(paper: str) -> None:
    assert not wrong(STANDARD, paper)


def test_a_note_without_product_quantity_number_or_capitals_is_refused_all_at_once() -> None:
    design = put(put(STANDARD, "name", shown=False), "quantity", shown=False)
    design = replace(design, places=tuple(Place(key, shown=False) for key in ("number", "customer", "words", "date", "vehicle")))
    assert wrong(design) == {"columns.2.shown": "columns.least", "columns.5.shown": "columns.least", "places.0.shown": "place.must",
                             "places.1.shown": "place.must", "places.2.shown": "place.must", "places.3.shown": "place.must"}


def test_columns_are_readable_and_fit_the_paper() -> None:
    assert wrong(put(STANDARD, "amount", width=Decimal(9))) == {"columns.7.width": "column.narrow"}
    assert wrong(put(STANDARD, "name", width=Decimal(150))) == {"columns.8.width": "columns.wide"}
    assert not wrong(put(STANDARD, "name", width=Decimal(60)))
    assert wrong(put(STANDARD, "name", width=Decimal("60.55"))) == {"columns.2.width": "number.places"}
    assert wrong(put(STANDARD, "name", width=Decimal("NaN"))) == {"columns.2.width": "number.kind"}
    assert wrong(replace(STANDARD, columns=(*STANDARD.columns, Column("name"), Column("colour")))) \
        == {"columns.12.key": "column.twice", "columns.13.key": "column.unknown"}


def test_on_a_printed_form_every_column_is_measured() -> None:
    assert set(wrong(replace(STANDARD, data_only=True)).values()) == {"column.place"}
    assert not wrong(measured())
    assert wrong(replace(measured(), rows=30)) == {"row_height": "rows.high"}
    assert wrong(replace(measured(), row_height=Decimal(2))) == {"row_height": "number.range"}


def test_words_sizes_and_copies_keep_their_bounds() -> None:
    design = InvoiceDesign(title="销售发票", footer="长" * 81, text=Decimal(30), rows=99, copies=(Copy(""), *(Copy("存") for _at in range(6))),
                           places=(Place("nowhere"), Place("date", "日" * 13, dx=Decimal(500)), Place("lines", "货")))
    assert wrong(design) == {
        "title": "title.tax", "footer": "text.long", "text": "number.range", "rows": "number.range", "copies": "copies.count",
        "copies.0.name": "copy.name", "places.0.key": "place.unknown", "places.1.caption": "text.long", "places.1.dx": "number.range",
        "places.2.caption": "place.words"}
    assert wrong(InvoiceDesign(text=Decimal(9)), "pin2") == {"text": "number.range"}
    assert not wrong(InvoiceDesign(text=Decimal(12)), "pin2")


@given(allowed())
@settings(max_examples=30)
def test_a_design_comes_back_from_its_file_as_it_went(made: tuple[str, InvoiceDesign]) -> None:
    paper, design = made
    text = written_design("三联", paper, cleaned_design(design))
    read = read_design(text)
    assert (read.name, read.paper, read.design, read.unknown) == ("三联", paper, cleaned_design(design), ())


def test_a_file_is_small_and_can_be_read_by_people() -> None:
    text = written_design("三联", "pin2", measured())
    assert len(text) < 4000 and '{"key": "customer", "caption": "", "shown": true, "dx": 4.5, "dy": -2}' in text
    assert max(len(line) for line in text.splitlines()) < 140


def test_pictures_travel_with_the_file_and_only_as_what_they_are() -> None:
    logo = picture_of(png(), MOST_LOGO)
    design = replace(STANDARD, logo=logo.sha256)
    text = written_design("三联", "pin2", design, {logo.sha256: logo.data})
    assert read_design(text).pictures == {logo.sha256: logo.data}
    other = text.replace(json.loads(text)["pictures"][logo.sha256], "aGVsbG8=")
    with pytest.raises(KnownError):
        read_design(other)


def test_words_of_a_file_that_mean_nothing_here_are_told() -> None:
    parts = json.loads(written_design("三联", "pin2", STANDARD))
    parts["scent"] = "rose"
    parts["columns"] = [{"key": "name", "angle": 3}, {"key": "colour"}, {"key": "name"}]
    read = read_design(json.dumps(parts))
    assert read.unknown == ("scent", "angle", "colour")
    assert [column.key for column in read.design.shown] == ["name"] and len(read.design.columns) == len(STANDARD.columns)


@pytest.mark.parametrize("text", [
    "", "{}", "[]", "[" * 200_000, "null", '{"format": "sales-note-design"}', '{"format": "sales-note-design", "version": 9}',
    '{"format": "sales-note-design", "version": 1, "columns": 3}', '{"format": "sales-note-design", "version": 1, "text": NaN}',
    '{"format": "sales-note-design", "version": 1, "text": 1e999}',
    '{"format": "sales-note-design", "version": 1, "rows": ' + "9" * 5000 + "}",
    '{"format": "sales-note-design", "version": 1, "columns": [' + ",".join(["{}"] * 65) + "]}",
    '{"format": "sales-note-design", "version": 1, "name": {"a": 1}}', '{"format": "sales-note-design", "version": true, "logo": 1}'])
def test_a_broken_or_hostile_file_gives_a_plain_message(text: str) -> None:
    with pytest.raises(KnownError) as told:
        read_design(text, "design.json")
    assert "design.json" in told.value.say()


def test_only_whole_pictures_of_bounded_size_are_kept() -> None:
    whole = png()
    assert not check_picture(whole, MOST_LOGO)
    bomb = png(4000, 4000)
    assert len(bomb) < MOST_LOGO and not check_picture(bomb, MOST_LOGO)
    for bad in (b"", b"<svg/>", whole[:-20], whole[:60] + b"x" + whole[61:], b"\xff\xd8\xff\xe0", whole + b"tail", png(4001, 10)):
        assert check_picture(bad, MOST_LOGO)
    assert [problem.code for problem in check_picture(whole, 50)] == ["picture.large"]
