"""What the papers say about customers: warnings, ranking, who fell silent, goods off territory; and what was brought in."""

from __future__ import annotations

from peewee import SQL, Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.matching import Among
from models.core.tables import ImportRecord
from models.core.text import N_
from models.customers.listing import SEGMENTS, in_segment
from models.customers.rules import OUTCOMES
from models.customers.tables import Customer
from models.invoices.tables import Invoice
from models.liabilities.rules import STATES as CASE_STATES
from models.people.tables import Person
from models.reports import rules
from models.reports.listing.sales import NOTHING, SOLD_BY, TOPICS
from models.reports.queries import sales, standing, warnings

_WHO = (
    Column("code", N_("Code"), Customer.code, Kind.CODE, search=True, width=10),
    Column("customer", N_("Customer"), Customer.name, sort=Customer.pinyin, search=Customer.search, width=26),
)
_MORE = (
    Column("territory", N_("Territory"), Customer.territory, search=True, width=10),
    Column("phone", N_("Phone"), Customer.phone, Kind.CODE, search=True, width=14),
    Column("salesperson", N_("Salesperson"), fn.COALESCE(Person.name, ""), sort=fn.COALESCE(Person.pinyin, ""), search=True, width=10),
)

EARLY_WARNINGS = Listing(
    "early_warnings", N_("Early warnings"), rows=in_segment(warnings.warning_rows), facets=(SEGMENTS,), key=SQL("told.customer_id"),
    topics=(*TOPICS, "customers", "settings"),
    state="state", order=("state",), singular=N_("Early warning"), empty=N_("Every customer keeps to its rhythm"), columns=(
        *_WHO,
        Column("state", N_("State"), SQL("told.state"), Kind.STATE, sort=SQL("told.place"), choices=rules.STATES, width=16),
        Column("why", N_("Why it fires"), SQL("told.why"), width=48),
        Column("last", N_("Last invoice"), SQL("told.last"), Kind.DATE, width=10),
        Column("since", N_("Days since"), SQL("told.since"), Kind.INTEGER, width=8),
        Column("interval", N_("Usual interval (days)"), SQL("told.interval"), Kind.QUANTITY, width=8),
        Column("buys", N_("Buying days"), SQL("told.buys"), Kind.INTEGER, width=8, shown=False),
        Column("now", N_("Sales of late"), SQL("told.now"), Kind.MONEY),
        Column("before", N_("Sales before"), SQL("told.before"), Kind.MONEY),
        Column("measure", N_("Measure taken"), SQL("told.measure"), search=True, width=30),
        Column("outcome", N_("Outcome"), SQL("told.outcome"), Kind.STATE, choices=OUTCOMES, width=10),
        Column("answered", N_("Measure of"), SQL("told.answered"), Kind.DATE, width=10, shown=False),
        Column("until", N_("Snoozed until"), SQL("told.until"), Kind.DATE, width=10),
        Column("reason", N_("Reason"), SQL("told.reason"), search=True, width=20),
        *_MORE,
    ))

INACTIVE_CUSTOMERS = Listing(
    "inactive_customers", N_("Inactive customers"), rows=in_segment(standing.inactive_rows), facets=(SEGMENTS,),
    key=SQL("silent.customer_id"),
    topics=(*TOPICS, "customers", "settings"), order=("last",), singular=N_("Customer"),
    empty=N_("Every open account bought lately"), columns=(
        *_WHO,
        Column("last", N_("Last invoice"), SQL("silent.last"), Kind.DATE, width=10),
        Column("since", N_("Days since"), SQL("silent.since"), Kind.INTEGER, width=8),
        *_MORE,
    ))

CUSTOMER_RANKING = Listing(
    "customer_ranking", N_("Customer ranking"), rows=in_segment(standing.ranked_rows), facets=(SEGMENTS,), key=SQL("ranked.customer_id"),
    topics=(*TOPICS, "customers", "settings"),
    date=SQL("ranked.last"), state="class", order=("rank",), singular=N_("Customer"), empty=NOTHING, columns=(
        Column("rank", N_("Rank"), SQL("ranked.place"), Kind.INTEGER, width=6),
        *_WHO,
        Column("class", N_("Class"), SQL("ranked.grade"), Kind.STATE, choices={"A": "A", "B": "B", "C": "C"}, width=6),
        Column("invoices", N_("Invoices"), SQL("ranked.invoices"), Kind.INTEGER, total=True, width=8),
        Column("net", N_("Net sales"), SQL("ranked.net"), Kind.MONEY, total=True),
        Column("share", N_("Share of sales"), SQL("ranked.share"), Kind.RATE, width=8),
        Column("reached", N_("Share up to here"), SQL("ranked.reached"), Kind.RATE, width=8),
        Column("last", N_("Last invoice"), SQL("ranked.last"), Kind.DATE, width=10),
        *_MORE,
    ))

IMPORTS = Listing(
    "imports", N_("Imports"), rows=lambda _ask: ImportRecord.select(), key=ImportRecord.id, topics=("imports",),
    date=fn.date(ImportRecord.moment, "localtime"), state="state", order=("-moment",), singular=N_("Import"),
    empty=N_("Nothing was brought in yet"), columns=(
        Column("id", N_("No."), ImportRecord.id, Kind.INTEGER, width=6),
        Column("moment", N_("At"), ImportRecord.moment, Kind.MOMENT, width=14),
        Column("person", N_("Person"), ImportRecord.person, search=True, width=12),
        Column("target", N_("What"), ImportRecord.target, Kind.STATE, width=12,
               choices={"customers": N_("Customers"), "leads": N_("Leads"), "products": N_("Products"),
                        "receivables": N_("Opening receivables")}),
        Column("file", N_("File"), ImportRecord.file, Kind.CODE, search=True, width=26),
        Column("rows", N_("Rows in the file"), ImportRecord.rows, Kind.INTEGER, width=8),
        Column("entered", N_("Rows entered"), ImportRecord.entered, Kind.INTEGER, width=8),
        Column("state", N_("State"), Case(None, ((ImportRecord.undone.is_null(), "standing"),), "undone"), Kind.STATE,
               choices={"standing": N_("entered"), "undone": N_("taken back")}, width=8),
    ))

OFF_TERRITORY_SALES = Listing(
    "off_territory_sales", N_("Off-territory sales"), rows=sales.off_territory, key=Invoice.id,
    topics=(*TOPICS, "customers", "liabilities"),
    date=Invoice.date, state="state", order=("-date",), facets=(SOLD_BY,), singular=N_("Off-territory sale"),
    empty=N_("Everything went where its customer belongs"), columns=(
        Column("date", N_("Date"), Invoice.date, Kind.DATE, width=10),
        Column("number", N_("No."), Invoice.number, Kind.CODE, search=True, width=14),
        Column("customer", N_("Customer"), Invoice.customer_name, sort=Invoice.customer_pinyin,
               search=(True, Among(Invoice.customer, Customer.search)), width=26),
        Column("territory", N_("Territory"), Customer.territory, search=True, width=10),
        Column("place", N_("Went to"), Invoice.territory, search=True, width=12),
        Column("salesperson", N_("Salesperson"), Invoice.salesperson_name, search=True, width=10),
        Column("quantity", N_("Quantity"), Invoice.quantity, Kind.QUANTITY),
        Column("total", N_("Amount"), Invoice.total, Kind.MONEY, total=True),
        Column("approved", N_("Approved"), sales.WAS_APPROVED, Kind.FLAG, width=6),
        Column("state", N_("Liability"), sales.CASE_STATE, Kind.STATE, choices={"none": N_("none filed"), **CASE_STATES}, width=10),
    ))
