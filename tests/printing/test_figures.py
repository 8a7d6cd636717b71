"""Charts: every figure and name is drawn, inside its ground, in round scales; on paper above the table of the same rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from models.core.chart import Area, Chart, Ground, Lettering, Series, Shape, Stroke
from models.core.kinds import Kind
from models.core.text import speaking
from printing.figures import marks_of
from printing.figures.axes import scale
from printing.paper import paper_named
from printing.preview import Preview
from printing.table import TablePrint, render_table
from tests.printing.reading import made, text_of_pdf
from tests.printing.test_papers import sheet

GROUND = Ground(420, 12, tones={"look": "#B26A00"})


def series(*values: int, title: str = "") -> Series:
    return Series(tuple(map(Decimal, values)), title)


def chart(shape: Shape, *parts: Series, names: tuple[str, ...] = ("周口", "商丘", "喆堃䶮𬭎"), **more: object) -> Chart:
    return replace(Chart(shape, names, parts, Kind.INTEGER), **more)      # type: ignore[arg-type]  # names of fields


def words(of: Chart, ground: Ground = GROUND) -> list[str]:
    return [mark.text for mark in marks_of(of, ground) if isinstance(mark, Lettering)]


def areas(of: Chart) -> list[Area]:
    return [mark for mark in marks_of(of, GROUND) if isinstance(mark, Area)]


def width(area: Area) -> float:
    across = [x for x, _y in area.points]
    return max(across) - min(across)


ALL = [chart(shape, series(40, 20, 1, title="线索"), series(8, 4, 0, title="客户")) for shape in Shape]


@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.shape)
def test_nothing_leaves_the_ground(shown: Chart) -> None:
    for mark in marks_of(shown, GROUND):
        points = ((mark.x, mark.y),) if isinstance(mark, Lettering) else mark.points
        assert all(-1 <= x <= GROUND.width + 1 and -1 <= y <= shown.height(GROUND.size) + 1 for x, y in points), mark


@pytest.mark.parametrize("shown", ALL, ids=lambda shown: shown.shape)
def test_every_name_is_written(shown: Chart) -> None:
    assert set(shown.labels) <= set(words(shown))


def test_bars_are_as_long_as_their_figures_and_targets_are_ticks() -> None:
    shown = chart(Shape.BARS, series(40, 20, 10), targets=(Decimal(80), Decimal(0), Decimal(20)), tones=("plain", "look", "plain"))
    bars = areas(shown)
    assert [round(width(bar) / width(bars[2]), 3) for bar in bars] == [4, 2, 1] and bars[1].colour == "#b26a00"
    assert len([mark for mark in marks_of(shown, GROUND) if isinstance(mark, Stroke)]) == 2
    assert {"40", "20", "10"} <= set(words(shown))


def test_a_bar_of_nothing_or_less_is_no_bar_but_has_its_figure() -> None:
    shown = chart(Shape.BARS, series(0, -5, 0))
    assert {"0", "-5"} <= set(words(shown)) and all(width(bar) < 0.01 for bar in areas(shown))


def test_a_funnel_narrows_and_says_each_share() -> None:
    shown = chart(Shape.FUNNEL, series(40, 20, 10), beside=("–", "50%", "50%"))
    steps = areas(shown)
    assert [round(width(step) / width(steps[2])) for step in steps] == [4, 2, 1] and words(shown).count("50%") == 2


def test_a_matrix_tints_a_cell_by_its_share_of_the_row() -> None:
    shown = chart(Shape.MATRIX, series(3, 0, 1, title="→ A"), series(1, 0, 1, title="→ H"))
    said, cells = words(shown), areas(shown)
    assert {"→ A", "→ H", "3 (75%)", "1 (25%)"} <= set(said) and said.count("1 (50%)") == 2 and said.count("–") == 2
    assert cells[1].colour == "#ffffff" and cells[0].colour != cells[2].colour


def test_stacked_columns_stand_upon_each_other_and_the_legend_names_them() -> None:
    shown = chart(Shape.STACKED, series(40, 20, 10, title="线索"), series(8, 4, 2, title="客户"))
    assert {"线索", "客户"} <= set(words(shown))
    below, above = areas(shown)[0], areas(shown)[3]
    assert min(y for _x, y in below.points) == pytest.approx(max(y for _x, y in above.points), abs=0.01)


def test_labels_that_would_run_into_each_other_are_left_out_but_the_last() -> None:
    names = tuple(f"2026-{month:02}" for month in range(1, 13)) + tuple(f"2027-{month:02}" for month in range(1, 13))
    said = words(chart(Shape.LINE, series(*range(24)), names=names))
    assert "2027-12" in said and 4 <= len(set(said) & set(names)) <= 9


def test_a_few_points_are_drawn_as_columns() -> None:
    assert len(areas(chart(Shape.LINE, series(5), names=("2026-11",)))) == 1
    assert len(areas(chart(Shape.LINE, series(5, 2, 8)))) == 3
    assert not areas(chart(Shape.LINE, series(5, 2, 8, 3), names=tuple("甲乙丙丁")))


@pytest.mark.parametrize(("low", "high", "wanted"), [
    (0, 0, (0, 1, 1)), (0, 3, (0, 3, 1)), (0, 8, (0, 8, 2)), (0, 143, (0, 150, 50)), (-20, 60, (-20, 60, 20)),
    (0, 1_204_330.5, (0, 1_500_000, 500_000))])
def test_scales_are_round(low: float, high: float, wanted: tuple[float, float, float]) -> None:
    assert scale(low, high) == wanted


def test_the_chart_as_words() -> None:
    shown = chart(Shape.FUNNEL, series(40, 20, 10), beside=("–", "50%", ""), targets=(Decimal(50),))
    assert shown.said() == "周口 40 / 50 (–), 商丘 20 (50%), 喆堃䶮𬭎 10"


@pytest.mark.parametrize("paper", ["A4", "pin1"])
def test_a_list_prints_its_chart_above_its_rows_on_the_first_page(paper: str) -> None:
    with speaking("zh_CN"):
        drawn = replace(sheet(120), chart=chart(Shape.BARS, series(40, 20, 10), title="最大的客户"))
        pdf = made(lambda out: render_table(drawn, out, TablePrint("河南牧丰"), paper=paper_named(paper)))
    pages = text_of_pdf(pdf).split("\f")[:-1]
    assert len(pages) > 1 and "最大的客户" in pages[0] and "最大的客户" not in pages[1]
    assert pages[0].index("喆堃䶮𬭎") < pages[0].index("XS202611-00001") and "XS202611-00120" in pages[-1]
    with Preview(pdf) as shown:
        assert len(shown) == len(pages)


def on_a_slip(bars: int) -> str:
    """Twenty rows on the third of a pin-feed sheet, under a chart of so many bars."""
    shown = chart(Shape.BARS, series(*range(bars)), names=tuple(f"客户{at}" for at in range(bars)), title="最大的客户")
    drawn = replace(sheet(20), chart=shown)
    return text_of_pdf(made(lambda out: render_table(drawn, out, paper=paper_named("pin3"))))


def test_a_slip_too_low_for_a_chart_prints_the_rows_alone() -> None:
    with speaking("zh_CN"):
        low, tall = on_a_slip(3), on_a_slip(12)
    assert "最大的客户" in low and "最大的客户" not in tall and low.count("XS202611-") == tall.count("XS202611-") == 20
