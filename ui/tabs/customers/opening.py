"""Opening an account by keyboard: what is missing, asking, the manager's yes or no, the form; and what goes around it (duties 20, 23)."""

from __future__ import annotations

from collections.abc import Iterator

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands, queries, rules
from models.customers.queries import CustomerRow
from models.liabilities.commands import fine_unapproved_opening
from models.liabilities.queries import cases_of
from models.liabilities.rules import RULES, STATES
from models.people.queries import choices
from ui.approvals import acting_as
from ui.kit.board import Card, CardRow
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Values
from ui.kit.tab import Row, Verb
from ui.kit.verbs import Door
from ui.tabs import said
from ui.tabs.customers import facts
from ui.tabs.finders import manager_choices
from ui.tabs.papers import NOTICE, paper

FORM = paper("account-opening", N_("Account-opening Form"), lambda office, customer_id: queries.card(office, customer_id).code)
RULE = "unapproved opening"


def missing(office: Office, row: CustomerRow) -> Iterator[tuple[str, Level]]:
    """What the manager will stumble over: gaps in the file, licences that ran out, an address outside the territory."""
    gaps = rules.gaps_of(queries.as_input(row))
    if gaps:
        yield _("missing: {what}").format(what=", ".join(_(gap) for gap in gaps)), Level.LOOK
    for name in rules.expired([(each.name, each.expires) for each in row.licences], office.clock.today()):
        yield _("{name} ran out").format(name=name), Level.BLOCK
    own = rules.territories_of(office.settings[rules.TERRITORIES])
    for problem in rules.place_doubts(queries.as_input(row), own):
        yield problem.say(), Level.LOOK


def cards(office: Office, row: CustomerRow) -> Iterator[Card]:
    """How far the account is: what is missing while it is not open, its steps, and what somebody answers for because of it."""
    gaps = tuple(CardRow(words, level=level) for words, level in missing(office, row)) if row.opening != "approved" else ()
    if row.opening != "approved":
        yield Card(_("Before it is opened"), gaps, empty=_("The file is complete"), count=len(gaps), side=1)
    steps = tuple(facts.opening_step(office, each) for each in queries.opening_steps(office, row.id))
    if steps:
        yield Card(_("Account opening"), steps, timeline=True, side=1)
    borne = tuple(CardRow(f"{case.person} · {_(STATES[case.state])}", case.text, said.money(case.amount),
                          Level.LOOK if case.state == "open" else Level.PLAIN, door=Door("liabilities", case.id))
                  for case in cases_of(office, "customers", row.id))
    if borne:
        yield Card(_("Opened without approval"), borne, side=1)


def _fill_ask(office: Office, customer_id: int) -> Values:
    row = queries.card(office, customer_id)
    told = "; ".join(words for words, _level in missing(office, row))
    return {"who": f"{row.name} · {row.code}", "gaps": told or _("The file is complete")}


def _ask(office: Office, customer_id: int, values: Values) -> Done:
    return commands.ask_opening(office, customer_id, values["note"] or "")


ASKING = FormSpec("ask-opening", N_("Ask for opening"), fields=(
    FieldSpec("who", "", role="figure", width=60), FieldSpec("gaps", N_("The file"), role="fact", width=60),
    FieldSpec("note", N_("To the manager"), width=48, limit=200)),
    intro=N_("The request waits for the manager under Approvals and on Today. Nothing is invoiced before it is granted."))


def _open(office: Office, ids: tuple[int, ...]) -> Done:
    """One account by an approval of its own, several by one for all."""
    return commands.open_customer(office, ids[0]) if len(ids) == 1 else commands.open_customers(office, ids)


def _refuse(office: Office, customer_id: int, values: Values) -> Done:
    """The manager decides in person; the person at the desk stays who she is."""
    with acting_as(office, str(values["manager"] or "")):
        return commands.refuse_opening(office, customer_id, values["reason"] or "")


REFUSING = FormSpec("refuse-opening", N_("Refuse the opening"), intro=N_("The manager decides here, in person."), fields=(
    FieldSpec("manager", N_("Manager"), FieldKind.CHOICE, width=16, choices=manager_choices),
    FieldSpec("reason", N_("Reason"), required=True, width=44, limit=200)))


def _fine(office: Office, customer_id: int, values: Values) -> Done:
    done = fine_unapproved_opening(office, values["person_id"] or 0, customer_id, values["text"] or "", values["amount"])
    return Done(done.id, queries.card(office, customer_id).code)


def _preset(office: Office, values: Values, path: str) -> Live:
    """The rule in its words; the fifty yuan stand there for a dealer."""
    if not values.get("id"):
        return Live()
    row = queries.card(office, values["id"])
    rule = RULES[RULE if row.kind == "dealer" else "other"]
    shown: Values = {"who": f"{row.name} · {row.code} · {_(rules.KINDS[row.kind])}"}
    if not path and rule.amount is not None:
        shown["amount"] = rule.amount
    return Live(shown, {"text": Mark(_(rule.words), Level.PLAIN)})


FINING = FormSpec("fine-opening", N_("Opened without approval"), live=_preset, fields=(
    FieldSpec("who", "", role="figure", width=60),
    FieldSpec("person_id", N_("Person"), FieldKind.CHOICE, required=True, width=16, choices=lambda office: choices(office)),
    FieldSpec("text", N_("What happened"), width=60, limit=200),
    FieldSpec("amount", N_("Amount"), FieldKind.MONEY, width=12)),
    intro=N_("An account was opened, or goods went out to it, before the manager approved. The notice is shown to be printed."))


def _notice(desk: Desk, done: Done) -> None:
    desk.preview(NOTICE, done.id)


def _is(*states: str, row: Row) -> bool:
    return row["state"] in states


ASK = Verb(N_("Ask for opening…"), _ask, "F8", "question", asks=ASKING, fills=_fill_ask, when=lambda row: _is("draft", "refused", row=row),
           done=N_("{number}: the opening waits for the manager"))
OPEN = Verb(N_("Open the account"), _open, "Ctrl+O", "approve", many=True, at_once=True, when=lambda row: _is("draft", "asked", row=row),
            done=N_("{number} is opened"))
REFUSE = Verb(N_("Refuse the opening…"), _refuse, "Ctrl+D", "reject", asks=REFUSING, when=lambda row: _is("asked", row=row),
              done=N_("{number}: the opening is refused"))
FINE = Verb(N_("Opened without approval…"), _fine, "", "liability", asks=FINING, fills=lambda _office, customer_id: {"id": customer_id},
            done=N_("{number}: the liability is filed"), after=_notice)
VERBS = (ASK, OPEN, REFUSE, FINE)
