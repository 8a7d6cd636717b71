"""File, follow, give, freeze and wake leads: each verb one entry of the lead's log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.core import numbering, search
from models.core.errors import Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.pinyin import pinyin_of
from models.core.settings import set_options
from models.core.text import N_, _, clean
from models.customers.rules import sound_of
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import agree, check_day, check_salesperson, fulfil, log, require_state, row_of, start_clock, turn
from models.leads.inputs import ContactInput, FreezeInput, LeadInput
from models.leads.tables import Lead, VisitPlan
from models.people import queries as people_queries

LEAD_SERIES = numbering.series("lead", "QK", N_("Lead numbers begin with"), period="year")


def file_lead(office: Office, x: LeadInput) -> Done:
    """File somebody who may buy; the clock of the grade starts (duties 5, 31)."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    require(found + _filing(office, x, x.date or days.business_date(office)))
    with office.command("lead.file", x) as act:
        return store_lead(act, x)


def store_lead(act: Act, x: LeadInput) -> Done:
    """Posting: file a lead, under an inquiry's command as under its own."""
    office = act.office
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    day = x.date or days.business_date(office)
    require(found + _filing(office, x, day))
    number = numbering.take(act, LEAD_SERIES, day)
    next_date = x.next_date or queries.proposed_next(office, x.grade, day)
    row = Lead.create(number=number, source=x.source, grade=x.grade, filed=day, created=act.moment, **_card(x, number),
                      **queries.started(office, x.grade, day), **queries.agreed(office, next_date))
    search.put(office.database, "lead", row.id, row.search)
    log(act, row, day, "filed", text=x.need, next_date=next_date)
    return Done(row.id, number)


def _filing(office: Office, x: LeadInput, day: date) -> list[Problem]:
    return check_day(office, day) + rules.check_lead(x, day) + check_salesperson(office, x.salesperson_id)


def change_lead(office: Office, lead_id: int, x: LeadInput) -> Done:
    """Change the card; the grade is changed by following up, the log stays."""
    x, found = rules.tidied(x, rules.CARD_TEXTS)
    row, day = row_of(lead_id), days.business_date(office)
    agreed = replace(x, next_date=None) if x.next_date == row.next_date else x
    found += rules.check_lead(agreed, day) + check_salesperson(office, x.salesperson_id)
    if x.grade != row.grade:
        found.append(Problem("grade", "lead.regrade", N_("The grade changes with a follow-up, so that the log says why")))
    require(found)
    with office.command("lead.change", {"lead": lead_id, "card": x}) as act:
        kept = _card(x, row.number)
        told = {**kept, "source": x.source, "next_date": x.next_date}
        changed = [_(words) for name, words in rules.CARD.items() if row.__data__[name] != told[name]]
        if x.next_date != row.next_date:
            agree(office, row, x.next_date)
            row.save()
        Lead.update(source=x.source, **kept).where(Lead.id == lead_id).execute()
        search.put(office.database, "lead", lead_id, str(kept["search"]))
        log(act, row_of(lead_id), day, "changed", text=", ".join(changed))
    return Done(lead_id, row.number)


def follow_up(office: Office, x: ContactInput) -> Done:
    """Log a contact, regrade and agree the next date, in one verb. A failed call is logged and stops no clock (duty 61)."""
    row = row_of(x.lead_id)
    require(contact_problems(office, x, row))
    with office.command("lead.follow", x) as act:
        return store_contact(act, x, row)


def contact_problems(office: Office, x: ContactInput, row: Any) -> list[Problem]:
    """What is wrong with a contact to this lead."""
    x, found = rules.tidied(x, rules.CONTACT_TEXTS)
    day = x.date or days.business_date(office)
    found += check_day(office, day) + rules.check_contact(x, queries.standing_of(row), day)
    return found + check_salesperson(office, x.salesperson_id)


def store_contact(act: Act, x: ContactInput, row: Any) -> Done:
    """Posting: a contact goes into the lead's log, its grade and next date to the card; a visit that was planned counts as made."""
    office = act.office
    require(contact_problems(office, x, row))
    x, day = rules.tidied(x, rules.CONTACT_TEXTS)[0], x.date or days.business_date(office)
    before, after = row.grade, x.grade or row.grade
    next_date = x.next_date or queries.proposed_next(office, after, day, reached=x.reached)
    row.grade, row.salesperson = after, x.salesperson_id or row.salesperson_id
    agree(office, row, next_date)
    if x.reached:
        start_clock(office, row, max(row.touched, day))
    row.save()
    entry = log(act, row, day, "contact", grade_before=before, way=x.way, reached=x.reached, text=x.text, reason=x.reason,
                next_date=next_date, instruction=x.instruction)
    if x.way == "visit" and x.reached:
        fulfil(VisitPlan.lead.in_(rules.one_buyer(row.id, queries.merges(office))) & (VisitPlan.date <= day), entry=entry)
    return Done(entry, row.number)


def assign(office: Office, lead_ids: Sequence[int], person_id: int | None, reason: str = "") -> Done:
    """Give leads to a salesperson, or to nobody; each log says from whom to whom, and why (duty 73). Returns the last of them."""
    reason = clean(reason, "reason", 200, emoji=True)
    rows, day = [row_of(each) for each in dict.fromkeys(lead_ids)], days.business_date(office)
    require(check_salesperson(office, person_id) + ([] if rows else [Problem("", "lead.none", N_("Choose a lead"))]))
    with office.command("lead.assign", {"leads": [row.id for row in rows], "salesperson": person_id, "reason": reason}) as act:
        taker = "–" if person_id is None else dict(people_queries.choices(office))[person_id]
        for row in rows:
            if row.salesperson_id != person_id:
                giver = row.salesperson.name if row.salesperson_id else "–"
                row.salesperson = person_id
                row.save()
                log(act, row, day, "changed", text=f"{_(rules.CARD['salesperson'])}: {giver} → {taker}", reason=reason)
        act.about(f"{rows[0].number} … {rows[-1].number}" if len(rows) > 1 else rows[0].number)
    return Done(rows[-1].id, rows[-1].number)


def hand_over(office: Office, giver_id: int, taker_id: int, reason: str = "") -> Done:
    """Give all that a salesperson still follows to another, each log saying from whom to whom. Returns how many as the number."""
    reason = clean(reason, "reason", 200, emoji=True)
    giver, rows = people_queries.person(office, giver_id), queries.followed_by(office, giver_id)
    found = check_salesperson(office, taker_id)
    if giver_id == taker_id:
        found.append(Problem("taker_id", "lead.same person", N_("Choose somebody else to hand over to")))
    if not rows:
        found.append(Problem("giver_id", "lead.none followed", N_("This salesperson follows no lead")))
    require(found)
    with office.command("lead.hand over", {"from": giver_id, "to": taker_id, "reason": reason}) as act:
        day, said = days.business_date(office), f"{giver.name if giver else ''} → {dict(people_queries.choices(office))[taker_id]}"
        for lead_id in rows:
            row = row_of(lead_id)
            row.salesperson = taker_id
            row.save()
            log(act, row, day, "changed", text=said, reason=reason)
        act.about(said).note(leads=list(rows))
    return Done(taker_id, str(len(rows)))


def freeze(office: Office, x: FreezeInput) -> Done:
    """Put a lead aside until a day, or until somebody wakes it."""
    x, found = rules.tidied(x, rules.FREEZE_TEXTS)
    row, day = row_of(x.lead_id), days.business_date(office)
    require(found + rules.check_freeze(x, row.state, day))
    with office.command("lead.freeze", x) as act:
        agree(office, row, x.until)
        turn(row, "frozen")
        log(act, row, day, "frozen", reason=x.reason, next_date=x.until)
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
    row, day = row_of(lead_id), days.business_date(office)
    require_state(row, from_state)
    with office.command(verb, {"lead": lead_id, "reason": reason}) as act:
        start_clock(office, row, day)
        agree(office, row, queries.proposed_next(office, row.grade, day))
        turn(row, "open")
        log(act, row, day, event, reason=reason, next_date=row.next_date)
    return Done(lead_id, row.number)


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
    found_by = search.indexed_text((number, x.name, x.phone), (x.name,), (x.contact,))
    return {"name": x.name, "pinyin": pinyin_of(x.name), "alike": sound_of(x.name), "search": found_by,
            "contact": x.contact, "phone": x.phone, "tax_number": x.tax_number, "need": x.need, "interest": x.interest,
            "salesperson": x.salesperson_id, "expected": x.expected, "address": x.address,
            "territory": x.territory, "remark": x.remark}
