"""Give a quote, give it anew as another version, note what became of it (duty 102)."""

from __future__ import annotations

from models.contracts import queries
from models.contracts.commands.lines import line_rows, totals
from models.contracts.inputs import QuoteInput
from models.contracts.queries import QuoteRow
from models.contracts.rules import QUOTE, QUOTES, check_quote
from models.contracts.tables import Quote, QuoteLine, QuoteStep
from models.core.errors import Problem, RuleViolation, require
from models.core.numbering import take
from models.core.office import Act, Done, Office
from models.core.rows import insert_row, insert_rows
from models.core.text import N_, clean
from models.core.typed import cleaned


def give_quote(office: Office, x: QuoteInput) -> Done:
    """Give an offer its number. Raises RuleViolation with all problems."""
    x = queries.completed_quote(office, x)
    with office.command("quote.give", x) as act:
        return _store(act, x, None)


def revise_quote(office: Office, quote_id: int, x: QuoteInput) -> Done:
    """Give an offer anew: another version under the same number, the earlier ones are superseded."""
    x = queries.completed_quote(office, x)
    with office.command("quote.revise", {"quote": quote_id, "with": x}) as act:
        row = found_quote(office, quote_id)
        _require_open(row, also=("expired", "refused"))
        return _store(act, x, row)


def refuse_quote(office: Office, quote_id: int, reason: str) -> Done:
    """The customer does not take it; says why."""
    reason = clean(reason, "reason", 200, emoji=True)
    with office.command("quote.refuse", {"quote": quote_id, "reason": reason}) as act:
        row = found_quote(office, quote_id)
        _require_open(row, also=("expired",))
        require([] if reason else [Problem("reason", "reason.missing", N_("Say why"))])
        _step(act, row, "refused", "", reason)
    return Done(row.id, row.number)


def quote_used(act: Act, quote_id: int, step: str, number: str) -> None:
    """Posting: a quote became a contract or an invoice."""
    _step(act, usable_quote(act.office, quote_id), step, number, "")


def usable_quote(office: Office, quote_id: int) -> QuoteRow:
    """A quote that may become a paper. Raises RuleViolation when it ran out or something took its place."""
    row = found_quote(office, quote_id)
    if row.state == "expired":
        raise RuleViolation([Problem("quote", "quote.expired", N_("{number} was valid until {day}; give it anew"),
                                     {"number": row.number, "day": row.valid_until})])
    _require_open(row, also=("refused",))
    return row


def found_quote(office: Office, quote_id: int) -> QuoteRow:
    """The quote. Raises RuleViolation when there is none."""
    row = queries.quote(office, quote_id) if 0 < quote_id < 2**63 else None
    if row is None:
        raise RuleViolation([Problem("quote", "quote.unknown", N_("There is no such quote; choose one from the list"))])
    return row


def _require_open(row: QuoteRow, also: tuple[str, ...]) -> None:
    if row.state == "superseded":
        raise RuleViolation([Problem("quote", "quote.superseded", N_("{number} has a later version; use that one"),
                                     {"number": row.number})])
    if row.state != "open" and row.state not in also:
        raise RuleViolation([Problem("quote", "quote.used", N_("{number} became {paper} already"),
                                     {"number": row.number, "paper": row.led_to or row.state})])


def _store(act: Act, x: QuoteInput, before: QuoteRow | None) -> Done:
    office = act.office
    facts = queries.facts_of(office, x.customer_id, x.lines, x.salesperson_id)
    require(check_quote(x, facts))
    assert x.date      # completed
    rows = line_rows(x.lines, facts)
    if before is None:
        number, version, root = take(act, QUOTES, x.date), 1, None
    else:
        first, version, root = _family(office, before)
        number = f"{first}-{version}"
    who = queries.party(office, x.customer_id)
    quote_id = insert_row(office.database, Quote, {
        "number": number, "version": version, "root": root, "date": x.date, "valid_until": x.valid_until, "customer": x.customer_id,
        "customer_name": who["customer_name"], "customer_pinyin": who["customer_pinyin"], "salesperson": x.salesperson_id,
        "salesperson_name": queries.person_name(office, x.salesperson_id), "person": act.person,
        "moment": act.moment, **cleaned(x, QUOTE), **totals(rows)})
    insert_rows(office.database, QuoteLine, [{"quote": quote_id, **row} for row in rows])
    act.changed("contracts").about(number).note(number=number)
    return Done(quote_id, number)


def _family(office: Office, row: QuoteRow) -> tuple[str, int, int]:
    """(first number, next version, first id) of a quote's versions."""
    root = row.root_id or row.id
    first = row.number if row.root_id is None else found_quote(office, root).number
    return first, len(queries.versions(office, row.id)) + 1, root


def _step(act: Act, row: QuoteRow, step: str, number: str, text: str) -> None:
    insert_row(act.office.database, QuoteStep, {"quote": row.id, "step": step, "number": number, "text": text, "person": act.person,
                                                "moment": act.moment})
    act.changed("contracts")
    if not act.subject:
        act.about(row.number)
