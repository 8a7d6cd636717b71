"""File, follow, freeze, give up and win leads: each verb one entry of the lead's log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.core import numbering, search
from models.core.errors import Need, Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.pinyin import pinyin_of
from models.core.settings import set_options
from models.core.text import N_, _, clean
from models.customers.commands import store_customer, store_note
from models.customers.inputs import CustomerInput
from models.customers.queries import card
from models.customers.rules import no_customer, sound_of
from models.days import queries as days
from models.days.rules import check_date
from models.leads import queries, rules
from models.leads.inputs import ContactInput, FreezeInput, LeadInput, LossInput
from models.leads.tables import Lead, LeadContact, LeadLoss, LeadLossReview
from models.people import commands as people
from models.people import queries as people_queries

LEAD_SERIES = numbering.series("lead", "QK", N_("Lead numbers begin with"), period="year")


def file_lead(office: Office, x: LeadInput) -> Done:
    """File somebody who may buy; the clock of the grade starts (duties 5, 31)."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    day = x.date or days.business_date(office)
    require(found + _check_day(office, day) + rules.check_lead(x, day) + _check_salesperson(office, x.salesperson_id))
    with office.command("lead.file", x) as act:
        number = numbering.take(act, LEAD_SERIES, day)
        next_date = x.next_date or queries.proposed_next(office, x.grade, day)
        row = Lead.create(number=number, source=x.source, grade=x.grade, filed=day, touched=day, grace=queries.grace(office, x.grade, day),
                          created=act.moment, **{**_card(x, number), "next_date": next_date})
        search.put(office.database, "lead", row.id, row.search)
        _log(act, row, day, "filed", text=x.need, next_date=next_date)
    return Done(row.id, number)


def change_lead(office: Office, lead_id: int, x: LeadInput) -> Done:
    """Change the card; the grade is changed by following up, the log stays."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    row, day = _row(lead_id), days.business_date(office)
    agreed = replace(x, next_date=None) if x.next_date == row.next_date else x
    found += rules.check_lead(agreed, day) + _check_salesperson(office, x.salesperson_id)
    if x.grade != row.grade:
        found.append(Problem("grade", "lead.regrade", N_("The grade changes with a follow-up, so that the log says why")))
    require(found)
    with office.command("lead.change", {"lead": lead_id, "card": x}) as act:
        kept = _card(x, row.number)
        changed = [_(words) for name, words in rules.CARD.items() if row.__data__[name] != {**kept, "source": x.source}[name]]
        Lead.update(source=x.source, **kept).where(Lead.id == lead_id).execute()
        search.put(office.database, "lead", lead_id, str(kept["search"]))
        _log(act, _row(lead_id), day, "changed", text=", ".join(changed))
    return Done(lead_id, row.number)


def follow_up(office: Office, x: ContactInput) -> Done:
    """Log a contact, regrade and agree the next date, in one verb. A failed call is logged and stops no clock (duty 61)."""
    x, found = rules.tidied(x, rules.CONTACT_TEXTS)
    row, day = _row(x.lead_id), x.date or days.business_date(office)
    found += _check_day(office, day) + rules.check_contact(x, queries.standing_of(row), day)
    require(found + _check_salesperson(office, x.salesperson_id))
    with office.command("lead.follow", x) as act:
        before, after = row.grade, x.grade or row.grade
        next_date = x.next_date or queries.proposed_next(office, after, day, reached=x.reached)
        row.grade, row.next_date, row.salesperson = after, next_date, x.salesperson_id or row.salesperson_id
        if x.reached:
            _start_clock(office, row, max(row.touched, day))
        row.save()
        entry = _log(act, row, day, "contact", grade_before=before, way=x.way, reached=x.reached, text=x.text, reason=x.reason,
                     next_date=next_date, instruction=x.instruction)
    return Done(entry, row.number)


def assign(office: Office, lead_ids: Sequence[int], person_id: int | None) -> Done:
    """Give leads to a salesperson, or to nobody; each log says so (duty 73). Returns the last of them."""
    rows, day, title = [_row(each) for each in dict.fromkeys(lead_ids)], days.business_date(office), rules.CARD["salesperson"]
    require(_check_salesperson(office, person_id) + ([] if rows else [Problem("", "lead.none", N_("Choose a lead"))]))
    with office.command("lead.assign", {"leads": [row.id for row in rows], "salesperson": person_id}) as act:
        for row in rows:
            if row.salesperson_id != person_id:
                row.salesperson = person_id
                row.save()
                _log(act, row, day, "changed", text=_(title))
        act.about(f"{rows[0].number} … {rows[-1].number}" if len(rows) > 1 else rows[0].number)
    return Done(rows[-1].id, rows[-1].number)


def freeze(office: Office, x: FreezeInput) -> Done:
    """Put a lead aside until a day, or until somebody wakes it."""
    x, found = rules.tidied(x, rules.FREEZE_TEXTS)
    row, day = _row(x.lead_id), days.business_date(office)
    require(found + rules.check_freeze(x, row.state, day))
    with office.command("lead.freeze", x) as act:
        _turn(row, "frozen", next_date=x.until)
        _log(act, row, day, "frozen", reason=x.reason, next_date=x.until)
    return Done(row.id, row.number)


def wake(office: Office, lead_id: int, reason: str = "") -> Done:
    """Follow a frozen lead again; its clock starts today."""
    return _resume(office, lead_id, "lead.wake", "woken", reason, from_state="frozen")


def reopen(office: Office, lead_id: int, reason: str) -> Done:
    """Follow a lost lead again; its clock starts today."""
    if not reason.strip():
        raise RuleViolation([Problem("reason", "reopen.reason", N_("Say why"))])
    return _resume(office, lead_id, "lead.reopen", "reopened", reason, from_state="lost")


def _resume(office: Office, lead_id: int, verb: str, event: str, reason: str, *, from_state: str) -> Done:
    reason = clean(reason, "reason", 200, emoji=True)
    row, day = _row(lead_id), days.business_date(office)
    _require_state(row, from_state)
    with office.command(verb, {"lead": lead_id, "reason": reason}) as act:
        _start_clock(office, row, day)
        _turn(row, "open", next_date=queries.proposed_next(office, row.grade, day))
        _log(act, row, day, event, reason=reason, next_date=row.next_date)
    return Done(lead_id, row.number)


def ask_loss(office: Office, x: LossInput) -> Done:
    """Ask to give a lead up (战败); it waits for the manager's review. Returns the id of the loss."""
    x, found = rules.tidied(x, rules.LOSS_TEXTS)
    row, day = _row(x.lead_id), x.date or days.business_date(office)
    require(found + _check_day(office, day) + rules.check_loss(x, row.state, day))
    with office.command("lead.ask loss", x) as act:
        loss = LeadLoss.create(lead=row, date=day, moment=act.moment, kind=x.kind, reason=x.reason, text=x.text, rival=x.rival,
                               price_gap=x.price_gap, second_visit=x.second_visit, grade=row.grade, person=act.person)
        _turn(row, "lost asked")
        _log(act, row, day, "lost asked", reason=_(rules.LOSS_REASONS[x.reason]), text=x.text, next_date=x.second_visit)
    return Done(loss.id, row.number)


def confirm_loss(office: Office, lead_id: int) -> Done:
    """The lead is lost. Raises ApprovalNeeded until a manager has granted it; a second visit becomes the next date."""
    row, loss, day = _row(lead_id), queries.last_loss(office, lead_id), days.business_date(office)
    _require_state(row, "lost asked")
    assert loss is not None
    with office.command("lead.lose", {"lead": lead_id, "loss": loss.id}) as act:
        act.about(row.number)
        need = Need("lost lead", N_("Give up lead {number} {name} ({grade}): {kind}, {reason}"), {
            "number": row.number, "name": row.name, "grade": loss.grade, "kind": rules.LOSS_KINDS[loss.kind],
            "reason": rules.LOSS_REASONS[loss.reason]})
        used = people.approved(act, [need])
        answer = people_queries.approval_row(office, used[0])
        LeadLossReview.create(loss=loss.id, moment=act.moment, granted=True, approval=used[0], person=answer.decider if answer else "")
        _turn(row, "lost", next_date=loss.second_visit)
        _log(act, row, day, "lost", reason=_(rules.LOSS_REASONS[loss.reason]), text=loss.text, next_date=loss.second_visit)
    return Done(lead_id, row.number)


def refuse_loss(office: Office, lead_id: int, reason: str) -> Done:
    """The manager wants the lead followed on; what he says goes into the log as his instruction."""
    reason = clean(reason, "reason", 200, emoji=True)
    row, loss, day = _row(lead_id), queries.last_loss(office, lead_id), days.business_date(office)
    _require_state(row, "lost asked")
    assert loss is not None
    actor = office.actor
    if actor is None or not ("manager" in actor.roles or people_queries.is_alone(office)):
        raise RuleViolation([Problem("", "approval.role", N_("Only a manager can approve this"))])
    if not reason:
        raise RuleViolation([Problem("reason", "loss.answer", N_("Say how to go on"))])
    with office.command("lead.refuse loss", {"lead": lead_id, "loss": loss.id, "reason": reason}) as act:
        LeadLossReview.create(loss=loss.id, moment=act.moment, granted=False, reason=reason, person=act.person)
        _start_clock(office, row, day)
        _turn(row, "open", next_date=queries.proposed_next(office, row.grade, day))
        _log(act, row, day, "loss refused", instruction=reason, next_date=row.next_date)
    return Done(lead_id, row.number)


def convert(office: Office, lead_id: int, customer: CustomerInput) -> Done:
    """The lead is won: a customer is filed as a draft, with what was said to the lead among its notes. Returns the customer."""
    return _win(office, lead_id, {"lead": lead_id, "customer": customer}, lambda act: store_customer(act, customer))


def join_customer(office: Office, lead_id: int, customer_id: int) -> Done:
    """The lead is won and was a customer all along: its history goes to that file."""
    known = card(office, customer_id)
    if known is None:
        raise RuleViolation([no_customer()])
    return _win(office, lead_id, {"lead": lead_id, "customer": customer_id}, lambda act: Done(known.id, known.code))


def _win(office: Office, lead_id: int, content: object, customer_of: Callable[[Act], Done]) -> Done:
    row, day = _row(lead_id), days.business_date(office)
    if row.state not in ("open", "frozen"):
        raise RuleViolation([Problem("", "lead.state", N_("This lead is in another state: {state}"), {"state": rules.STATES[row.state]})])
    with office.command("lead.convert", content) as act:
        customer = customer_of(act)
        for entry in queries.log(office, lead_id):
            if entry.text and entry.event in ("filed", "contact"):
                store_note(act, customer.id, "demand" if entry.event == "filed" else "opinion", entry.text, entry.date)
        _turn(row, "won", customer=customer.id, next_date=None)
        _log(act, row, day, "won", text=customer.number)
    return customer


def use_preset(office: Office, name: str) -> None:
    """Set every grade's window and intervals as a preset has them."""
    require([] if name in rules.PRESETS else [Problem("name", "choice.unknown", N_("Choose one of the values offered"))])
    paces = rules.PRESETS[name]
    set_options(office, {
        **{option: paces[grade].window for grade, option in rules.WINDOWS.items()},
        **{option: paces[grade].interval for grade, option in rules.INTERVALS.items()},
        **{option: paces[grade].shortest for grade, option in rules.SHORTEST.items()},
    })


def _card(x: LeadInput, number: str) -> dict[str, object]:
    found_by = search.indexed_text((number, x.name, x.contact, x.phone), (x.name, x.contact))
    return {"name": x.name, "pinyin": pinyin_of(x.name), "alike": sound_of(x.name), "search": found_by,
            "contact": x.contact, "phone": x.phone, "tax_number": x.tax_number, "need": x.need, "interest": x.interest,
            "salesperson": x.salesperson_id, "next_date": x.next_date, "expected": x.expected, "address": x.address,
            "territory": x.territory, "remark": x.remark}


def _row(lead_id: int) -> Any:
    """The stored lead, its fields read as values. Raises RuleViolation when there is none."""
    row = Lead.get_or_none(Lead.id == lead_id)
    if row is None:
        raise RuleViolation([Problem("lead_id", "lead.unknown", N_("There is no lead {id}"), {"id": lead_id})])
    return row


def _check_day(office: Office, day: date) -> list[Problem]:
    return check_date(day, days.closed_through(office), office.clock.today())


def _check_salesperson(office: Office, person_id: int | None) -> list[Problem]:
    known = person_id is None or person_id in dict(people_queries.choices(office))
    return [] if known else [Problem("salesperson_id", "person.unknown", N_("Choose somebody who works here"))]


def _require_state(row: Any, wanted: str) -> None:
    if row.state != wanted:
        raise RuleViolation([Problem("", "lead.state", N_("This lead is in another state: {state}"), {"state": rules.STATES[row.state]})])


def _start_clock(office: Office, row: Any, day: date) -> None:
    row.touched, row.grace = day, queries.grace(office, row.grade, day)


def _turn(row: Any, state: str, **values: object) -> None:
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _log(act: Act, row: Any, day: date, event: str, **facts: object) -> int:
    """Append to the lead's log, and tell the screens."""
    before = facts.pop("grade_before", row.grade)
    said: Mapping[str, object] = {"salesperson": row.salesperson.name if row.salesperson_id else "", "person": act.person, **facts}
    act.changed("leads").about(row.number)
    entry = LeadContact.create(lead=row, date=day, moment=act.moment, event=event, grade_before=before, grade_after=row.grade, **said)
    return int(entry.id)
