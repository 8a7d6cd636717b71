"""A list's chart shows the rows that its filter lets through, in the order its picture asks for; demands and market counted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.core.chart import Chart, chart_of
from models.core.listing import Filter, Listing
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import speaking
from models.customers.commands import add_note
from models.customers.inputs import NoteInput
from models.deliveries.commands import pick_up, undo_delivery
from models.deliveries.inputs import PickUpInput, UndoInput
from models.leads import commands, queries
from models.leads import listing as listings
from models.leads.inputs import ContactInput, LeadInput, MarketInput, VisitorsInput
from models.reports import listing as reports
from models.street import all_listings
from tests.factories import SELLER, a_customer, later, person_id
from tests.lead_room import table
from tests.shop import a_shop


def drawn(listing: Listing, **asked: object) -> Chart:
    made = chart_of(listing, Filter(**asked))     # type: ignore[arg-type]  # fields of a filter
    assert made is not None
    return made


def heard(office: Office, *notes: tuple[str, str]) -> None:
    for product, region in notes:
        commands.note_market(office, MarketInput("降价了", "大北农", product, region, Decimal(120)))


def test_an_empty_office_has_no_chart(office: Office) -> None:
    for listing in all_listings().values():
        if listing.picture is not None:
            assert chart_of(listing, Filter()) is None and sheet_of(listing).chart is None, listing.name


def test_every_picture_names_columns_that_are_there() -> None:
    for listing in all_listings().values():
        if listing.picture is not None:
            for key in (listing.picture.label, *listing.picture.values, *filter(None, (listing.picture.beside,))):
                assert listing.column(key).key == key


def test_the_largest_come_first_and_no_more_than_asked_for(office: Office) -> None:
    heard(office, ("教槽料", "周口"), ("教槽料", "商丘"), ("浓缩料", "周口"), ("", "周口"))
    assert drawn(listings.MARKET_BY_REGION).labels == ("周口", "商丘")
    shown = drawn(listings.MARKET_BY_PRODUCT)
    assert (shown.labels[0], shown.values) == ("教槽料", (Decimal(2), Decimal(1), Decimal(1))) and "–" in shown.labels
    picture = listings.MARKET_BY_PRODUCT.picture
    assert picture is not None
    assert drawn(replace(listings.MARKET_BY_PRODUCT, picture=replace(picture, most=1))).labels == ("教槽料",)


def test_time_runs_to_the_right_and_the_latest_are_kept(office: Office) -> None:
    for _month in range(3):
        heard(office, ("教槽料", "周口"))
        later(office, days=31)
    assert drawn(listings.MARKET_BY_MONTH).labels == ("2026-11", "2026-12", "2027-01")
    assert drawn(listings.MARKET_BY_MONTH, sort="notes").labels == ("2026-11", "2026-12", "2027-01")


def test_the_chart_is_of_what_the_sheet_shows(office: Office) -> None:
    """The same filter, the same language; days of one year leave it out."""
    seller = person_id(office, SELLER)
    commands.file_lead(office, LeadInput("甲", phone="1", source="fair", salesperson_id=seller))
    commands.file_lead(office, LeadInput("乙", phone="2", source="phone"))
    commands.count_visitors(office, VisitorsInput(8, "fair", seller))
    with speaking("zh_CN"):
        sheet = sheet_of(reports.LEAD_FUNNEL, Filter(facets=(("source", "fair"), ("salesperson", seller))))
    assert sheet.chart is not None
    assert sheet.chart.values[:2] == (Decimal(8), Decimal(1)) and sheet.chart.beside[:2] == ("–", "12.5%")
    assert sheet.chart.labels == tuple(cells[1] for cells in sheet.cells) and "展会" in sheet.note and SELLER in sheet.note
    assert drawn(reports.LEAD_RATES_BY_DAY).labels == ("11-23",)


def test_the_matrix_has_every_grade_each_way(office: Office) -> None:
    lead = commands.file_lead(office, LeadInput("甲", phone="1", grade="C")).id
    commands.follow_up(office, ContactInput(lead, "要货", grade="H"))
    shown = drawn(listings.GRADE_TRANSITIONS)
    assert shown.labels == tuple("NCBAHO") and [each.title for each in shown.series] == [f"→ {grade}" for grade in "NCBAHO"]
    assert [each.values[1] for each in shown.series] == [0, 0, 0, 0, 1, 0]


def test_demands_of_customers_and_leads_stand_in_one_register(office: Office) -> None:
    """Duty 16; an opinion is no demand, and a lead that wants nothing asks for nothing."""
    known = a_customer(office, territory="周口")
    add_note(office, NoteInput(known, "demand", "要小包装", product="教槽料"))
    add_note(office, NoteInput(known, "opinion", "涨价了"))
    commands.file_lead(office, LeadInput("甲", phone="1", need="10 吨", interest="教槽料", territory="商丘"))
    commands.file_lead(office, LeadInput("乙", phone="2"))
    keys = ("kind", "product", "region", "text")
    assert {tuple(row[key] for key in keys) for row in table(listings.DEMANDS)} == {
        ("customer", "教槽料", "周口", "要小包装"), ("lead", "教槽料", "商丘", "10 吨")}
    keys = ("demands", "customers", "leads", "regions")
    assert [tuple(row[key] for key in keys) for row in table(listings.DEMANDS_BY_PRODUCT)] == [(2, 1, 1, 2)]
    assert [row["demands"] for row in table(listings.DEMANDS_BY_REGION)] == [1, 1]
    later(office, days=31)
    add_note(office, NoteInput(known, "demand", "要大包装"))
    assert [(row["month"], row["demands"]) for row in table(listings.DEMANDS_BY_MONTH)] == [("2026-12", 1), ("2026-11", 2)]
    assert len(table(listings.DEMANDS, facets=(("kind", "lead"),))) == 1


def test_a_need_that_went_over_to_the_customer_is_counted_once(office: Office) -> None:
    lead = commands.file_lead(office, LeadInput("甲", phone="1", need="10 吨", interest="教槽料")).id
    commands.convert(office, lead, queries.customer_of(office, lead))
    assert [(row["kind"], row["product"]) for row in table(listings.DEMANDS)] == [("customer", "教槽料")]


def test_a_long_name_is_cut_beside_its_bar(office: Office) -> None:
    heard(office, ("一个名字特别特别特别长的复合预混合饲料", "A region with a very long name"), ("复合预混合饲料", "Once graded A or hotter"))
    assert set(drawn(listings.MARKET_BY_PRODUCT).labels) == {"一个名字特别特别特别长的…", "复合预混合饲料"}
    assert set(drawn(listings.MARKET_BY_REGION).labels) == {"A region with a very long…", "Once graded A or hotter"}


def test_a_lead_is_delivered_once_goods_left_for_its_customer(office: Office) -> None:
    """Rules: delivery = deliveries ÷ orders. What left before it was filed is not its doing; a pick-up by mistake is none."""
    shop = a_shop(office)
    early = shop.sold()
    pick_up(office, PickUpInput(early.id))
    later(office, days=1)
    ids = [commands.file_lead(office, LeadInput(name, phone=name)).id for name in ("甲", "乙")]
    for lead in ids:
        commands.follow_up(office, ContactInput(lead, "定了", grade="O"))
    commands.join_customer(office, ids[0], shop.customer)

    def rates() -> tuple[object, ...]:
        (row,) = table(reports.LEAD_RATES_BY_YEAR)
        return row["ordered"], row["delivered"], row["delivery"]

    assert rates() == (2, 0, Decimal(0))
    slip = pick_up(office, PickUpInput(shop.sold().id))
    assert rates() == (2, 1, Decimal("0.5"))
    undo_delivery(office, UndoInput(slip.id, "写错了"))
    assert rates() == (2, 0, Decimal(0))


def test_rows_of_one_label_are_one_where_a_chart_sums_them(office: Office) -> None:
    """The weekly count has a row for each salesperson and week; its chart a column for each week, the earliest first."""
    seller = person_id(office, SELLER)
    for days, whose in ((0, seller), (0, None), (8, seller), (1, seller)):
        later(office, days=days)
        commands.file_lead(office, LeadInput("场", phone=str(days), salesperson_id=whose))
    made = drawn(listings.LEAD_WEEKS)
    assert made.labels == ("11-23", "11-30")
    assert [each.values for each in made.series][:2] == [(Decimal(2), Decimal(2)), (Decimal(0), Decimal(0))]
