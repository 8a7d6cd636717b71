"""Give leads up, with the manager's answer, and win them: the two ends of following."""

from __future__ import annotations

from collections.abc import Callable

from models.core.errors import Need, Problem, RuleViolation, require
from models.core.office import Act, Done, Office
from models.core.text import N_, _, clean
from models.customers.commands import store_customer, store_note
from models.customers.inputs import CustomerInput
from models.customers.queries import card
from models.days import queries as days
from models.leads import queries, rules
from models.leads.commands.log import agree, any_row, check_day, log, require_manager, require_state, row_of, start_clock, turn
from models.leads.inputs import LossInput
from models.leads.tables import LeadLoss, LeadLossReview, LossVerdict
from models.people import commands as people
from models.people import queries as people_queries


def ask_loss(office: Office, x: LossInput) -> Done:
    """Ask to give a lead up (战败); it waits for the manager's review. Returns the id of the loss."""
    x, found = rules.tidied(x, rules.LOSS_TEXTS)
    row, day = row_of(x.lead_id), x.date or days.business_date(office)
    require(found + check_day(office, day) + rules.check_loss(x, row.state, day))
    with office.command("lead.ask loss", x) as act:
        loss = LeadLoss.create(lead=row, date=day, moment=act.moment, kind=x.kind, reason=x.reason, text=x.text, rival=x.rival,
                               price_gap=x.price_gap, second_visit=x.second_visit, grade=row.grade, person=act.person)
        turn(row, "lost asked")
        log(act, row, day, "lost asked", reason=_(rules.LOSS_REASONS[x.reason]), text=x.text, next_date=x.second_visit)
    return Done(loss.id, row.number)


def confirm_loss(office: Office, lead_id: int) -> Done:
    """The lead is lost. Raises ApprovalNeeded until a manager has granted it; a second visit becomes the next date."""
    row, loss, day = row_of(lead_id), queries.last_loss(office, lead_id), days.business_date(office)
    require_state(row, "lost asked")
    assert loss is not None
    with office.command("lead.lose", {"lead": lead_id, "loss": loss.id}) as act:
        act.about(row.number)
        need = Need("lost lead", N_("Give up lead {number} {name} ({grade}): {kind}, {reason}"), {
            "number": row.number, "name": row.name, "grade": loss.grade, "kind": rules.LOSS_KINDS[loss.kind],
            "reason": rules.LOSS_REASONS[loss.reason]})
        used = people.approved(act, [need])
        answer = people_queries.approval_row(office, used[0])
        LeadLossReview.create(loss=loss.id, moment=act.moment, granted=True, approval=used[0], person=answer.decider if answer else "")
        agree(office, row, loss.second_visit)
        turn(row, "lost")
        log(act, row, day, "lost", reason=_(rules.LOSS_REASONS[loss.reason]), text=loss.text, next_date=loss.second_visit)
    return Done(lead_id, row.number)


def refuse_loss(office: Office, lead_id: int, reason: str) -> Done:
    """The manager wants the lead followed on; what he says goes into the log as his instruction."""
    reason = clean(reason, "reason", 200, emoji=True)
    row, loss, day = row_of(lead_id), queries.last_loss(office, lead_id), days.business_date(office)
    require_state(row, "lost asked")
    assert loss is not None
    require_manager(office)
    if not reason:
        raise RuleViolation([Problem("reason", "loss.answer", N_("Say how to go on"))])
    with office.command("lead.refuse loss", {"lead": lead_id, "loss": loss.id, "reason": reason}) as act:
        LeadLossReview.create(loss=loss.id, moment=act.moment, granted=False, reason=reason, person=act.person)
        start_clock(office, row, day)
        agree(office, row, queries.proposed_next(office, row.grade, day))
        turn(row, "open")
        log(act, row, day, "loss refused", instruction=reason, next_date=row.next_date)
    return Done(lead_id, row.number)


def judge_loss(office: Office, loss_id: int, kind: str, text: str = "") -> Done:
    """Say what kind a loss really was, as found afterwards, once; a manager's word (duty 87)."""
    text = clean(text, "text", 200, emoji=True)
    loss = queries.last_loss(office, queries.lead_of_loss(office, loss_id))
    if loss is None or loss.id != loss_id:
        raise RuleViolation([Problem("loss_id", "loss.unknown", N_("Only the last loss of a lead can be judged"))])
    require_manager(office)
    found = rules.check_verdict(kind, loss.granted)
    if LossVerdict.get_or_none(LossVerdict.loss == loss_id) is not None:
        found.append(Problem("", "loss.judged", N_("This loss was judged already")))
    require(found)
    row = any_row(loss.lead_id)
    with office.command("lead.judge loss", {"loss": loss_id, "kind": kind, "text": text}) as act:
        LossVerdict.create(loss=loss_id, kind=kind, text=text, moment=act.moment, person=act.person)
        act.changed("leads").about(row.number)
    return Done(loss_id, row.number)


def convert(office: Office, lead_id: int, customer: CustomerInput) -> Done:
    """The lead is won: a customer is filed as a draft, with what was said to the lead among its notes. Returns the customer."""
    return _win(office, lead_id, {"lead": lead_id, "customer": customer}, lambda act: store_customer(act, customer))


def join_customer(office: Office, lead_id: int, customer_id: int) -> Done:
    """The lead is won and was a customer all along: its history goes to that file."""
    known = card(office, customer_id)
    return _win(office, lead_id, {"lead": lead_id, "customer": customer_id}, lambda act: Done(known.id, known.code))


def _win(office: Office, lead_id: int, content: object, customer_of: Callable[[Act], Done]) -> Done:
    row, day = row_of(lead_id), days.business_date(office)
    if row.state not in ("open", "frozen"):
        raise RuleViolation([Problem("", "lead.state", N_("This lead is in another state: {state}"), {"state": rules.STATES[row.state]})])
    with office.command("lead.convert", content) as act:
        customer = customer_of(act)
        for entry in queries.log(office, lead_id):
            if entry.text and entry.event in ("filed", "contact"):
                asked = ("demand", row.interest) if entry.event == "filed" else ("opinion", "")
                store_note(act, customer.id, asked[0], entry.text, entry.date, asked[1])
        turn(row, "won", customer=customer.id, next_date=None)
        log(act, row, day, "won", text=customer.number)
    return customer
