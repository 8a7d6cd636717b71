"""What a month comes to, and what must be looked at before it is settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from models.closing.queries.checks import unclosed_before
from models.closing.queries.kept import Figures, closing_of, day_figures
from models.closing.queries.settled import CUSTOMERS, PRODUCTS, month_figures, settlement_of
from models.closing.rules import GROUPS, Check, MonthStanding, first_of, last_of, month_named
from models.core.fields import from_scaled
from models.core.money import ZERO, yuan
from models.core.office import Office
from models.core.text import N_, _
from models.days.queries import locked_months
from models.deliveries.queries import open_differences


def month_to_settle(office: Office) -> date | None:
    """The first month with closed days that is not settled, over or not; None when no day was closed since."""
    settled = locked_months(office)
    row = office.database.execute_sql("SELECT MIN(date) FROM day_lock WHERE date > ?",
                                      (last_of(settled[-1]).isoformat() if settled else "",)).fetchone()
    return first_of(date.fromisoformat(row[0])) if row[0] else None


def month_standing(office: Office, month: date) -> MonthStanding:
    """What decides whether a month may be settled now."""
    first, last = first_of(month), last_of(month)
    settled = locked_months(office)
    due = month_to_settle(office)
    closed = office.database.execute_sql("SELECT COUNT(*) FROM day_lock WHERE date BETWEEN ? AND ?",
                                         (first.isoformat(), last.isoformat())).fetchone()[0]
    return MonthStanding(tuple(settled), office.clock.today(), closed, due if due is not None and due < first else None)


def figures_of_month(office: Office, month: date) -> Figures:
    """What the days of a month come to by the closes that stand for them, with the totals that run on (rules: Closing)."""
    days = _days(office, month)
    methods: dict[str, dict[str, Any]] = {}
    for kept in days:
        for line in kept["receipts"]:
            into = methods.setdefault(line["method"], {"count": 0, "goods": ZERO, "old": ZERO, "advance": ZERO, "amount": ZERO})
            into["count"] += line["count"]
            for key in ("goods", "old", "advance", "amount"):
                into[key] += Decimal(line[key])
    before = _before(office, month)
    net = sum((Decimal(kept["sales"]["net"]) for kept in days), ZERO)
    received = sum((line["amount"] for line in methods.values()), ZERO)
    run = before.get("cumulative", {})
    return {
        "month": month_named(month),
        "days": [[kept["date"], kept["sales"]["net"], kept["receipts_total"]["amount"], kept["cash"]["closing"]] for kept in days],
        "numbers": {key: sum(kept["numbers"][key] for kept in days) for key in ("used", "valid", "void", "red")},
        "sales": {key: sum((Decimal(kept["sales"][key]) for kept in days), ZERO) for key in ("gross", "red", "net", "void")},
        "receipts": [{"method": method, **line} for method, line in sorted(methods.items())], "received": received,
        "cash": {"opening": days[0]["cash"]["opening"] if days else "0.00", "closing": days[-1]["cash"]["closing"] if days else "0.00",
                 **{key: sum((Decimal(kept["cash"][key]) for kept in days), ZERO) for key in ("received", "banked", "paid", "refunded")},
                 "over_short": sum((_over_short(kept["cash"]) for kept in days), ZERO)},
        "cumulative": {"net": Decimal(run.get("net", "0.00")) + net, "received": Decimal(run.get("received", "0.00")) + received,
                       "months": int(run.get("months", 0)) + 1},
    }


def _over_short(cash: Figures) -> Decimal:
    """What a day's drawer held more (less: negative) than its papers come to: at its shifts and at its count."""
    return Decimal(cash["shifts"]) + Decimal(cash["closing"]) - Decimal(cash["book"])


def _days(office: Office, month: date) -> list[Figures]:
    rows = office.database.execute_sql("SELECT date FROM day_lock WHERE date BETWEEN ? AND ? ORDER BY date",
                                       (first_of(month).isoformat(), last_of(month).isoformat())).fetchall()
    standing = [closing_of(office, date.fromisoformat(row[0])) for row in rows]
    return [day_figures(office, row.id) for row in standing if row is not None]


def _before(office: Office, month: date) -> Figures:
    """The figures of the settlement that stands for the last settled month before."""
    earlier = [each for each in locked_months(office) if each < first_of(month)]
    row = settlement_of(office, earlier[-1]) if earlier else None
    return month_figures(office, row.id) if row else {}


def checks_before_month(office: Office, month: date, figures: Figures, sums: Figures) -> list[Check]:
    """The list before a month is settled. sums: what its rows come to, as `sums_of_month` gives them."""
    first, last = first_of(month), last_of(month)
    run = office.database.execute_sql
    unclosed = unclosed_before(office, date.fromordinal(last.toordinal() + 1))
    checks = run("SELECT p.code, p.name FROM stock_check k JOIN product p ON p.id = k.product_id WHERE k.asked_on <= ? "
                 "AND k.answered_at IS NULL", (last.isoformat(),)).fetchall()
    drafts = run("SELECT title FROM draft WHERE form = 'invoice' ORDER BY id LIMIT 50").fetchall()
    return [
        Check("days", N_("Days that are not closed"), (unclosed.isoformat(),) if unclosed else (), "closings", True),
        Check("days_sum", N_("Σ days = month"), () if unclosed else tuple(_unequal_days(figures, sums)), "closings", True),
        Check("carried", N_("Opening = closing of the month before"), tuple(_uncarried(_before(office, month), sums)), "months", True),
        Check("balances", N_("Opening and what moved = closing"), tuple(sums["faults"]), "ledger", True),
        Check("negative", N_("Stock below zero"), tuple(sums["negative"]), "stock", True),
        Check("checks", N_("Stock checks without an answer"), tuple(f"{code} {name}" for code, name in checks), "checks", False),
        Check("drafts", N_("Drafts not issued"), tuple(row[0] or "–" for row in drafts), "drafts", False),
        Check("differences", N_("Invoices whose goods have not all left"), tuple(_differences(office, first, last)), "differences", False),
    ]


def _differences(office: Office, first: date, last: date) -> list[str]:
    return [f"{each.number} {each.customer}" for each in open_differences(office) if first <= each.date <= last]


def sums_of_month(office: Office, month: date) -> Figures:
    """What the rows of customers and products come to, read from what is posted; with what does not add up, named."""
    first, last = first_of(month).isoformat(), last_of(month).isoformat()
    run = office.database.execute_sql
    names = ("opening", *GROUPS, "balance")
    parts = ", ".join(f"COALESCE(SUM(c{at}), 0)" for at in range(len(names)))
    columns = ", ".join(["id", "code", "name", *(f"c{at}" for at in range(len(names)))])
    row = run(f"WITH r({columns}) AS ({CUSTOMERS}) SELECT {parts} FROM r", (first, last)).fetchone()
    sums: Figures = {name: yuan(raw) for name, raw in zip(names, row, strict=True)}
    whole = " + ".join(["c0", *(f"{'-' if name in ('received', 'given_up') else ''}c{at}" for at, name in enumerate(GROUPS, 1))])
    faults = [f"{code} {name}" for code, name in run(
        f"WITH r({columns}) AS ({CUSTOMERS}) SELECT code, name FROM r WHERE {whole} <> c{len(names) - 1} LIMIT 20", (first, last))]
    goods = "WITH r(w, p, place, code, name, spec, unit, opening, up, down, closing) AS (" + PRODUCTS + ") "
    faults += [f"{place} {code}" for place, code in run(f"{goods} SELECT place, code FROM r WHERE opening + up - down <> closing LIMIT 20",
                                                        (first, last))]
    negative = [f"{place} {code} {from_scaled(closing, 3)}" for place, code, closing in run(
        f"{goods} SELECT place, code, closing FROM r WHERE closing < 0 LIMIT 20", (first, last))]
    net = run("SELECT COALESCE(SUM(i.total), 0), COUNT(*) FROM invoice i WHERE i.date BETWEEN ?1 AND ?2 "
              "AND NOT EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice_id = i.id)", (first, last)).fetchone()
    return {**sums, "net": yuan(net[0]), "invoices": net[1], "faults": faults, "negative": negative}


def _unequal_days(figures: Figures, sums: Figures) -> Iterator[str]:
    numbers = figures["numbers"]
    pairs = ((N_("Net sales"), figures["sales"]["net"], sums["net"]), (N_("Received"), figures["received"], sums["received"]),
             (N_("Invoices"), numbers["valid"] + numbers["red"], sums["invoices"]))
    for name, days, month in pairs:
        if days != month:
            yield f"{_(name)}: {days} ≠ {month}"


def _uncarried(before: Figures, sums: Figures) -> Iterator[str]:
    if before and Decimal(before["receivables"]["balance"]) != sums["opening"]:
        yield f"{before['receivables']['balance']} ≠ {sums['opening']}"
