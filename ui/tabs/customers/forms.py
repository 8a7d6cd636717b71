"""What is typed about a customer: the whole file with people, places and licences; a note; a reason."""

from __future__ import annotations

from typing import Any

from models.core.divisions import territory_of
from models.core.office import Done, Office
from models.core.text import N_
from models.customers import commands, queries
from models.customers.inputs import CustomerInput
from models.customers.rules import KINDS, TERRITORIES, territories_of
from models.products.queries import price_lists
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, LinesSpec, Live, Mark, Section, Values
from ui.kit.tab import FormView, Verb
from ui.tabs.finders import people_choices

_SHOWN = 3
_BEGINNING = 20


def _price_lists(office: Office) -> list[tuple[Any, str]]:
    return [("", "–"), *((name, name) for _id, name in price_lists(office))]


def _placed(office: Office, address: str, territory: str) -> Values:
    """The territory that the address lies in, while nobody typed another: it follows the address, 河南 and then 周口."""
    own = territories_of(office.settings[TERRITORIES])
    told = {territory_of(address[:size], "", own) for size in range(min(len(address), _BEGINNING) + 1)}
    found = territory_of(address, "", own)
    return {"territory": found} if found and (not territory or territory in told) else {}


def alike(office: Office, values: Values, path: str) -> Live:
    """Who may be filed already, and what looks odd, of a number only once the cursor has left it; the territory of a new address."""
    found: dict[str, list[str]] = {}
    for problem in queries.warnings(office, CustomerInput.from_form(values), values.get("id")):
        if problem.field != path or problem.code.startswith("alike"):
            found.setdefault(problem.field, []).append(problem.say())
    shown: Values = {}
    if path == "address":
        shown.update(_placed(office, values["address"] or "", values["territory"] or ""))
    return Live(shown, marks={field: Mark("\n".join(words[:_SHOWN])) for field, words in found.items()})


PARTS: tuple[Section | LinesSpec, ...] = (
    Section((
        FieldSpec("name", N_("Name"), width=36, limit=100),
        FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=24, limit=60),
        FieldSpec("short_name", N_("Short name"), width=18, limit=40),
        FieldSpec("code", N_("Code"), width=14, limit=40, hint=N_("the next one")),
        FieldSpec("kind", N_("Kind"), FieldKind.CHOICE, width=14, choices=tuple(KINDS.items())),
        FieldSpec("territory", N_("Territory"), width=18, limit=40),
        FieldSpec("address", N_("Address"), width=36, limit=200),
        FieldSpec("salesperson_id", N_("Salesperson"), FieldKind.CHOICE, width=14, choices=people_choices),
        FieldSpec("tax_number", N_("Tax number"), width=24, limit=30),
        FieldSpec("segment", N_("Segment"), width=18, limit=40),
        FieldSpec("bank", N_("Bank"), width=36, limit=100),
        FieldSpec("bank_account", N_("Account number"), width=28, limit=60),
    ), columns=2),
    Section((
        FieldSpec("credit_limit", N_("Credit limit"), FieldKind.MONEY, width=14, hint=N_("none set; 0 = cash only")),
        FieldSpec("credit_days", N_("Credit days"), FieldKind.INTEGER, width=6),
        FieldSpec("price_list", N_("Price list"), FieldKind.CHOICE, width=14, choices=_price_lists),
    ), columns=3),
    LinesSpec("contacts", (
        FieldSpec("name", N_("Contact"), width=14, limit=40),
        FieldSpec("role", N_("Role"), width=12, limit=40),
        FieldSpec("phone", N_("Phone"), FieldKind.PHONE, width=20, limit=60),
        FieldSpec("birthday", N_("Birthday"), FieldKind.DATE, width=12),
        FieldSpec("remark", N_("Remark"), width=30, limit=200),
    ), title=N_("Contacts"), rows=3),
    LinesSpec("addresses", (
        FieldSpec("address", N_("Delivery address"), width=50, limit=200),
        FieldSpec("territory", N_("Territory"), width=18, limit=40),
    ), title=N_("Delivery addresses"), rows=2),
    LinesSpec("licences", (
        FieldSpec("name", N_("Licence"), width=30, limit=60),
        FieldSpec("number", N_("Certificate no."), width=26, limit=60),
        FieldSpec("expires", N_("Holds until"), FieldKind.DATE, width=12),
    ), title=N_("Licences"), rows=2),
    Section((FieldSpec("opened_on", N_("Opened on"), FieldKind.DATE, width=12),
             FieldSpec("remark", N_("Remark"), FieldKind.LONG_TEXT, width=70))),
)
FILE = FormSpec("customer", N_("Customer"), parts=PARTS, live=alike)


def read(values: Values) -> tuple[int | None, CustomerInput]:
    """The customer that is changed, None for a new one, and its file."""
    return values.get("id"), CustomerInput.from_form(values)


def load(office: Office, customer_id: int) -> Values:
    """A filed customer as the form holds it."""
    row = queries.card(office, customer_id)
    grids = {key: [vars(each) for each in getattr(row, key)] for key in ("contacts", "addresses", "licences")}
    return {**vars(row), **grids}


def save(office: Office, typed: tuple[int | None, CustomerInput]) -> Done:
    """File or change."""
    customer_id, file = typed
    return commands.file_customer(office, file) if customer_id is None else commands.change_customer(office, customer_id, file)


SAVE = Verb(N_("Save"), save, "Ctrl+S", icon="save", primary=True, done=N_("Saved {number}"))
CREATE = FormView(FILE, read, (SAVE,), title=N_("New customer"), name="customer-new", stays=False)
CHANGE = FormView(FILE, read, (SAVE,), title=N_("Change the customer"), name="customer-change", load=load, stays=False)
REASON = FormSpec("customer-reason", N_("Reason"), fields=(FieldSpec("reason", N_("Reason"), FieldKind.LONG_TEXT, width=48),))
