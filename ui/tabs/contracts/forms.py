"""What is typed: a quote, a contract with lines and instalments, a wording, and what is asked when a contract takes a step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.contracts import commands, queries
from models.contracts.inputs import ContractInput, QuoteInput, TemplateInput
from models.contracts.queries import ContractRow, LineRow
from models.contracts.rules import EVENTS, INSTALMENTS, KINDS
from models.core.errors import KnownError, Problem
from models.core.office import Done, Office
from models.core.text import N_
from models.days.queries import business_date
from models.products.rules import RATE_WORDS
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Found, LinesSpec, Section, Values
from ui.kit.tab import FormView, Verb
from ui.kit.words import join
from ui.tabs.contracts.live import follow_contract, follow_quote
from ui.tabs.drafts import FormDrafts
from ui.tabs.finders import customer, find_customers, find_products, people_choices

CUSTOMER = FieldSpec("customer", N_("Customer"), FieldKind.FINDER, required=True, width=36, finder=find_customers,
                     hint=N_("Code, name, pinyin or end of the phone number"))
SELLER = FieldSpec("salesperson", N_("Salesperson"), FieldKind.CHOICE, width=12, choices=people_choices, aside=True)
DATE = FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, aside=True, initial=business_date)
REMARK = FieldSpec("remark", N_("Remark"), width=60, limit=500, aside=True)

LINES = LinesSpec("lines", (
    FieldSpec("product", N_("Code"), FieldKind.FINDER, finder=find_products, width=10, passed=True),
    FieldSpec("name", N_("Product or service"), width=24, limit=100, passed=True),
    FieldSpec("quantity", N_("Quantity"), FieldKind.QUANTITY, width=10),
    FieldSpec("unit", N_("Unit"), width=6, limit=20, passed=True),
    FieldSpec("price", N_("Price"), FieldKind.PRICE, width=12, passed=True),
    FieldSpec("rate", N_("Tax rate"), FieldKind.CHOICE, width=8, choices=tuple(RATE_WORDS.items()), aside=True),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=13, read_only=True),
    FieldSpec("remark", N_("Remark"), width=16, aside=True),
), title=N_("Lines"), rows=4)
SUMS = (FieldSpec("total", N_("Amount"), FieldKind.MONEY, role="sum", width=14),
        FieldSpec("capitals", N_("In capitals"), role="figure", width=40))

QUOTE = FormSpec("quote", N_("New quote"), live=follow_quote, parts=(
    Section((CUSTOMER, SELLER, DATE,
             FieldSpec("valid_until", N_("Valid until"), FieldKind.DATE, width=12, aside=True, hint="+15")), columns=4),
    LINES, Section(SUMS, columns=2),
    Section((FieldSpec("terms", N_("Terms"), FieldKind.LONG_TEXT, width=70, aside=True), REMARK)),
))

HEAD = Section((
    CUSTOMER,
    FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=14, choices=tuple(KINDS.items()), aside=True),
    FieldSpec("title", N_("Contract title"), width=24, limit=60, aside=True),
    DATE,
    FieldSpec("starts", N_("Begins"), FieldKind.DATE, width=12, aside=True),
    FieldSpec("ends", N_("Ends"), FieldKind.DATE, width=12, aside=True),
    FieldSpec("their_number", N_("Their number"), width=20, limit=40, aside=True),
    SELLER,
    FieldSpec("deliver_by", N_("Deliver by"), FieldKind.DATE, width=12, asked=True, aside=True),
    FieldSpec("place", N_("Place of work"), width=36, asked=True),
    FieldSpec("placed", N_("Person placed"), width=14, limit=60, asked=True),
), columns=3)
PARTS = LinesSpec("instalments", (
    FieldSpec("due", N_("Due date"), FieldKind.DATE, width=12),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=14),
    FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=10, choices=tuple(INSTALMENTS.items()), aside=True),
    FieldSpec("title", N_("What for"), width=36, limit=60, aside=True),
), title=N_("Instalments"), rows=2)
WORDS = Section((
    FieldSpec("template", N_("Wording"), FieldKind.CHOICE, width=24, choices=((None, "–"),), aside=True),
    FieldSpec("text", N_("Terms of the contract"), FieldKind.LONG_TEXT, width=90, limit=20000, aside=True, rows=12,
              hint=N_("Left empty it takes the wording for its kind")),
    REMARK,
))
CONTRACT = FormSpec("contract", N_("New contract"), live=follow_contract, parts=(
    HEAD, LINES, Section((*SUMS, FieldSpec("planned", N_("Instalments"), FieldKind.MONEY, role="figure", width=14)), columns=3), PARTS,
    WORDS))
"""The fields stand in the order in which the customer's wishes are heard: who, what, how paid, in which words."""


def _contract_title(values: Values) -> str:
    """The customer, and what the contract is called."""
    return join((values.get("customer") or {}).get("title", ""), values.get("title") or "")


DRAFTS_OF_CONTRACTS, DRAFTS_OF_QUOTES = FormDrafts("contract", title=_contract_title), FormDrafts("quote")


def product(line: LineRow) -> Found | None:
    """The product of a line as a finder holds it."""
    return None if line.product_id is None else Found(line.product_id, line.code, line.name)


def lines(rows: tuple[LineRow, ...]) -> list[Values]:
    """Lines as the form holds them."""
    return [{"product": product(line), "name": line.name, "quantity": line.quantity, "unit": line.unit, "price": line.price,
             "rate": line.rate, "remark": line.remark} for line in rows]


def load_contract(office: Office, contract_id: int) -> Values:
    """A draft as the form holds it. Raises KnownError for what is none any more."""
    row = queries.found_contract(office, contract_id)
    if row.state != "draft":
        raise KnownError(N_("{number} is no draft any more; approved contracts are changed by supplements"), number=row.number)
    return DRAFTS_OF_CONTRACTS.over(office, contract_id, contract_values(office, row))


def contract_values(office: Office, row: ContractRow) -> Values:
    """A contract as the form holds it."""
    facts = vars(queries.as_contract(row))
    parts = [{"due": one.due, "amount": one.amount, "kind": one.kind, "title": one.title} for one in row.instalments]
    return {**{key: facts[key] for key in ("kind", "title", "date", "starts", "ends", "deliver_by", "their_number", "placed", "place",
                                           "text", "remark")},
            "id": row.id, "customer": customer(office, row.customer_id), "salesperson": row.salesperson_id, "lines": lines(row.lines),
            "instalments": parts}


def load_quote(office: Office, quote_id: int) -> Values:
    """A quote as the form holds it, to be given anew."""
    row = queries.quote(office, quote_id)
    return {} if row is None else DRAFTS_OF_QUOTES.over(office, quote_id, {
        "id": row.id, "customer": customer(office, row.customer_id), "salesperson": row.salesperson_id, "lines": lines(row.lines),
        "terms": row.terms, "remark": row.remark})


def read_contract(values: Values) -> tuple[int | None, ContractInput]:
    """The draft that is changed, None for a new one, and what it says."""
    return values.get("id"), ContractInput.from_form(values)


def read_quote(values: Values) -> tuple[int | None, QuoteInput]:
    """The quote that is given anew, None for a new one, and what it says."""
    return values.get("id"), QuoteInput.from_form(values)


def save_contract(office: Office, typed: tuple[int | None, ContractInput]) -> Done:
    """Draft or rewrite."""
    contract_id, x = typed
    return commands.file_contract(office, x) if contract_id is None else commands.change_contract(office, contract_id, x)


def save_quote(office: Office, typed: tuple[int | None, QuoteInput]) -> Done:
    """Give it, or give it anew."""
    quote_id, x = typed
    return commands.give_quote(office, x) if quote_id is None else commands.revise_quote(office, quote_id, x)


SAVE = Verb(N_("Save"), save_contract, "F9", "save", primary=True, done=N_("Saved {number}"))
GIVE = Verb(N_("Give the quote"), save_quote, "F9", "ok", primary=True, done=N_("Quoted {number}"))
NEW_CONTRACT = FormView(replace(CONTRACT, parts=(replace(HEAD, fields=(*HEAD.fields, FieldSpec(
    "quote", N_("From quote"), FieldKind.FINDER, width=18, asked=True, aside=True, finder=lambda office, text: ()))), *CONTRACT.parts[1:])),
    read_contract, (SAVE,), title=N_("New contract"), name="contract-new", stays=False, load=DRAFTS_OF_CONTRACTS.load,
    drafts=DRAFTS_OF_CONTRACTS)
CHANGE_CONTRACT = FormView(CONTRACT, read_contract, (SAVE,), title=N_("Rewrite the draft"), name="contract-change", load=load_contract,
                           stays=False, drafts=DRAFTS_OF_CONTRACTS)
NEW_QUOTE = FormView(QUOTE, read_quote, (GIVE,), title=N_("New quote"), name="quote-new", stays=False, load=DRAFTS_OF_QUOTES.load,
                     drafts=DRAFTS_OF_QUOTES)
REVISE_QUOTE = FormView(QUOTE, read_quote, (GIVE,), title=N_("Give the quote anew"), name="quote-revise", load=load_quote, stays=False,
                        drafts=DRAFTS_OF_QUOTES)

TEMPLATE = FormSpec("contract-template", N_("Wording"), fields=(
    FieldSpec("name", N_("Name"), required=True, width=30, limit=60),
    FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=14, choices=tuple(KINDS.items())),
    FieldSpec("text", N_("Contract wording"), FieldKind.LONG_TEXT, width=90, limit=20000, rows=20),
    FieldSpec("active", N_("In use"), FieldKind.FLAG, initial=True),
), intro=N_("Blanks in brackets are filled from the files: 【us】 【customer】 【customer address】 【contract number】 【contract date】 "
            "【first day】 【last day】 【delivery day】 【contract total】 【person placed】 【place of work】 【our bank】"))


def load_template(office: Office, template_id: int) -> Values:
    """A wording as the form holds it."""
    row = queries.template(office, template_id)
    return {} if row is None else {**vars(row), "id": template_id}


def _read_template(values: Values) -> tuple[int | None, TemplateInput]:
    return values.get("id"), TemplateInput.from_form(values)


def _save_template(office: Office, typed: tuple[int | None, TemplateInput]) -> Done:
    template_id, x = typed
    return commands.file_template(office, x) if template_id is None else commands.change_template(office, template_id, x)


SAVE_TEMPLATE = Verb(N_("Save"), _save_template, "Ctrl+S", "save", primary=True, done=N_("Saved {number}"))
NEW_TEMPLATE = FormView(TEMPLATE, _read_template, (SAVE_TEMPLATE,), title=N_("New wording"), name="template-new", stays=False)
CHANGE_TEMPLATE = FormView(TEMPLATE, _read_template, (SAVE_TEMPLATE,), title=N_("Change the wording"), name="template-change",
                           load=load_template, stays=False)

WHY = FormSpec("contract-why", N_("Reason"), fields=(FieldSpec("text", N_("Reason"), FieldKind.LONG_TEXT, width=48),))
SAY = FormSpec("contract-say", N_("Remark"), fields=(
    FieldSpec("text", N_("Remark"), FieldKind.LONG_TEXT, width=48),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date)))
REFUSE = FormSpec("quote-refuse", N_("Reason"), fields=(FieldSpec("reason", N_("Reason"), FieldKind.LONG_TEXT, width=48),))
REVIEW = FormSpec("contract-review", N_("Clauses"), intro=N_("Look at each clause; of one that is not needed say why."), parts=(
    LinesSpec("lines", (
        FieldSpec("ok", N_("There"), FieldKind.FLAG, width=4),
        FieldSpec("words", N_("Clause"), width=32, read_only=True),
        FieldSpec("note", N_("Why not needed"), width=30, limit=200, aside=True),
    ), growing=False, rows=10),))
EVENT = FormSpec("contract-event", N_("What happened"), fields=(
    FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=16, choices=tuple(EVENTS.items())),
    FieldSpec("text", N_("What happened"), FieldKind.LONG_TEXT, width=56),
    FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date)))
WORK = FormSpec("contract-work", N_("Service performed"), parts=(
    Section((FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date),
             FieldSpec("text", N_("Remark"), width=30, aside=True)), columns=2),
    LinesSpec("lines", (
        FieldSpec("name", N_("Service"), width=28, read_only=True),
        FieldSpec("unit", N_("Unit"), width=6, read_only=True),
        FieldSpec("agreed", N_("Contracted quantity"), FieldKind.QUANTITY, width=10, read_only=True),
        FieldSpec("done", N_("Performed"), FieldKind.QUANTITY, width=10, read_only=True),
        FieldSpec("quantity", N_("Now"), FieldKind.QUANTITY, width=10),
    ), title=N_("Lines"), growing=False, rows=4)))
SUPPLEMENT = FormSpec("contract-supplement", N_("Supplement"), intro=N_(
    "What is typed is added to the contract under a number of its own; a minus takes off. A manager approves it."), parts=(
    Section((FieldSpec("text", N_("What is changed"), FieldKind.LONG_TEXT, required=True, width=70),)),
    Section((FieldSpec("date", N_("Date"), FieldKind.DATE, width=12, initial=business_date, aside=True),
             FieldSpec("ends", N_("New end"), FieldKind.DATE, width=12, aside=True),
             FieldSpec("deliver_by", N_("New delivery day"), FieldKind.DATE, width=12, aside=True)), columns=3),
    LinesSpec("lines", (
        FieldSpec("changed", N_("Line"), width=24, read_only=True),
        FieldSpec("left", N_("Contracted quantity"), FieldKind.QUANTITY, width=10, read_only=True),
        FieldSpec("product", N_("New: code"), FieldKind.FINDER, finder=find_products, width=10, passed=True),
        FieldSpec("name", N_("New: service"), width=16, limit=100, aside=True),
        FieldSpec("quantity", N_("More or less"), FieldKind.QUANTITY, width=10),
        FieldSpec("unit", N_("Unit"), width=6, limit=20, aside=True),
        FieldSpec("price", N_("Price"), FieldKind.PRICE, width=11, aside=True),
    ), title=N_("Lines"), rows=5),
    LinesSpec("instalments", (
        FieldSpec("due", N_("Due date"), FieldKind.DATE, width=12, passed=True),
        FieldSpec("planned", N_("Planned"), FieldKind.MONEY, width=13, read_only=True),
        FieldSpec("amount", N_("More or less"), FieldKind.MONEY, width=14),
        FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=10, choices=tuple(INSTALMENTS.items()), aside=True),
        FieldSpec("title", N_("What for"), width=24, limit=60, aside=True),
    ), title=N_("Instalments"), rows=3)))


def clauses_form(said: str) -> FormSpec:
    """The clauses to look at before a review, one a line."""
    return FormSpec("contract-clauses", N_("Clauses to look at before a review"), intro=N_("One clause a line."), fields=(
        FieldSpec("clauses", N_("Clauses"), FieldKind.LONG_TEXT, required=True, width=48, limit=2000, initial=said),))


def placed(problem: Problem, places: Mapping[str, list[int]]) -> Problem:
    """A problem of the lines that were typed, at their places in the grids of the form."""
    head, _dot, rest = problem.field.partition(".")
    place, _dot, key = rest.partition(".")
    return replace(problem, field=f"{head}.{places[head][int(place)]}.{key}") if head in places and place.isdigit() else problem
