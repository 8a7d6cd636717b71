"""Settle a month, and open settled months again: one transaction each (rules: Closing, Month)."""

from __future__ import annotations

from datetime import date

from models.closing import queries, rules
from models.closing.queries.settled import CUSTOMERS, PRODUCTS
from models.closing.tables import MonthClosing, MonthReopening
from models.core import audit
from models.core.errors import Need, require
from models.core.office import Act, Done, Office
from models.core.text import N_, clean
from models.days import commands as days
from models.days.queries import locked_months
from models.people import commands as people
from models.people.queries import approvers

_CUSTOMER_COLUMNS = ", ".join(("closing_id", "customer_id", "code", "name", "opening", *rules.GROUPS, "balance"))
_PRODUCT_COLUMNS = ("closing_id, warehouse_id, product_id, place, code, name, specification, unit, opening, goods_in, goods_out, balance")


def settle_month(office: Office, month: date) -> Done:
    """Settle a month: every customer's and product's movement is stored, and no paper is dated in it any more.

    Raises RuleViolation naming what blocks: a day not closed, days that do not add up to the month, stock below zero.
    """
    month = rules.first_of(month)
    named = rules.month_named(month)
    with office.command("month.settle", {"month": named}) as act:
        standing = queries.month_standing(office, month)
        require(rules.check_settle(month, standing, ()))
        figures, sums = queries.figures_of_month(office, month), queries.sums_of_month(office, month)
        require(rules.check_settle(month, standing, queries.checks_before_month(office, month, figures, sums)))
        figures["receivables"] = {key: sums[key] for key in ("opening", *rules.GROUPS, "balance")}
        count, head = audit.head(office.database)
        row = MonthClosing.create(
            month=month, figures=audit.canonical(figures), days=len(figures["days"]), invoices=figures["numbers"]["used"],
            sales=figures["sales"]["net"], received=figures["received"], receivables=sums["balance"], journal_count=count,
            journal_head=head, person=act.person, moment=act.moment)
        _store_rows(act, row.id, month)
        days.lock_month(act, month)
        act.changed("closing").about(named)
        act.note(figures=audit.digest(figures))
    return Done(row.id, named)


def _store_rows(act: Act, closing_id: int, month: date) -> None:
    span = (rules.first_of(month).isoformat(), rules.last_of(month).isoformat(), closing_id)
    run = act.office.database.execute_sql
    run(f"INSERT INTO month_customer ({_CUSTOMER_COLUMNS}) SELECT ?3, r.* FROM ({CUSTOMERS}) r", span)
    run(f"INSERT INTO month_product ({_PRODUCT_COLUMNS}) SELECT ?3, r.* FROM ({PRODUCTS}) r", span)


def reopen_months(office: Office, month: date, reason: str) -> list[date]:
    """Open a settled month and every later one again, with one approval; its days stay closed. Returns the months, oldest first."""
    month, kept = rules.first_of(month), clean(reason, "reason", 200)
    named = rules.month_named(month)
    with office.command("month.reopen", {"month": named, "reason": kept}) as act:
        require(rules.check_reopen_months(month, locked_months(office), kept))
        need = Need("reopen month", N_("Reopen {month} and every later month: {reason}"), {"month": named, "reason": kept})
        used = people.approved(act.about(named), [need])
        opened = days.unlock_months_from(act, month)
        MonthReopening.create(month=month, reason=kept, approved_by=approvers(office, used), person=act.person, moment=act.moment)
        act.changed("closing")
    return opened
