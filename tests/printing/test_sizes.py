"""Each kind of paper comes out on its own sizes, said once; what makes no sense is refused with those that do."""

from __future__ import annotations

import pytest

from models.core.company import INVOICE_PAPER
from models.core.errors import KnownError
from models.core.office import Office
from models.core.settings import set_option
from printing.office_papers import KINDS, office_size
from printing.paper import paper_named
from printing.sizes import SIZES, feeds, size_for, sizes_of
from ui.kit.desk import MemoryStore
from ui.kit.paper_choice import keep_choice, kept_choice
from ui.kit.tab import PaperChoice
from ui.tabs.invoices.views import SALES_NOTE


def test_every_kind_has_its_sizes_and_every_size_is_a_paper() -> None:
    assert set(KINDS) | {"list"} == set(SIZES)
    for kind, sizes in SIZES.items():
        assert [paper_named(key).key for key in sizes] == list(dict.fromkeys(sizes)), kind
        assert [key for key, _title in sizes_of(kind)] == list(sizes)
    assert feeds("receipt") and not feeds("fulfilment")


@pytest.mark.parametrize(("kind", "asked", "size"), [
    ("receipt", "", "pin3"), ("receipt", "210×94", "slip94"), ("receipt", "half", "pin2"), ("delivery", "三等分", "pin3"),
    ("invoice", "whole", "pin1"), ("fulfilment", "a4", "A4L"), ("contract", "A5L", "A5"), ("statement", "A5", "A5L")])
def test_a_size_is_taken_as_it_is_typed_and_a_sheet_is_turned_where_only_that_has_room(kind: str, asked: str, size: str) -> None:
    assert size_for(kind, asked).key == size


@pytest.mark.parametrize(("kind", "asked"), [("contract", "slip94"), ("daily-closing", "pin3"), ("fulfilment", "pin2")])
def test_a_size_without_room_for_the_paper_is_refused_with_those_there_are(kind: str, asked: str) -> None:
    with pytest.raises(KnownError, match=SIZES[kind][0]):
        size_for(kind, asked)


class Sitting:
    """A desk, as far as the choice of a paper needs one."""

    def __init__(self, office: Office) -> None:
        self.office, self.services = office, self
        self.store = MemoryStore()


def test_the_size_the_office_has_set_comes_first_and_the_last_choice_is_kept_for_each_printer(office: Office) -> None:
    desk = Sitting(office)
    assert kept_choice(desk, SALES_NOTE, "LQ").paper == "pin2"  # type: ignore[arg-type]  # as much of a desk as is asked for
    set_option(office, INVOICE_PAPER, "slip140")
    assert office_size(office, "invoice").key == kept_choice(desk, SALES_NOTE, "LQ").paper == "slip140"  # type: ignore[arg-type]
    keep_choice(desk.store, SALES_NOTE, PaperChoice("pin3", printer="LQ"))
    assert [kept_choice(desk, SALES_NOTE, printer).paper for printer in ("LQ", "HP")] == ["pin3", "slip140"]  # type: ignore[arg-type]
