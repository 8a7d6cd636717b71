"""The headless verbs, one function each: read the arguments, call the command, print what came of it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from data import orders
from data.console import answered, show
from data.misuse import facet_of
from data.json_reader import read_json
from data.target import replacing, writable
from models.core import audit
from models.core.errors import Problem, RuleViolation
from models.core.listing import Filter
from models.core.office import Office
from models.core.sheet import sheet_of
from models.core.text import N_, _
from models.street import all_listings, faults


def do_sample(office: Office, args: Namespace) -> int:
    """Fill an empty office with an invented one."""
    from data.demo import make_sample

    make_sample(office, customers=args.customers, days=args.days, invoices_a_day=args.invoices_a_day, seed=args.seed,
                until=args.until or office.clock.today())
    return 0


def do_list(office: Office, args: Namespace) -> int:
    """Name the listings, or write one."""
    listings = all_listings()
    if not args.name:
        show([{"listing": one.name, "title": _(one.title), "columns": {c.key: _(c.title) for c in one.columns}}
              for one in listings.values()])
        return 0
    listing = listings[args.name]
    sheet = sheet_of(listing, Filter(keyword=args.keyword, start=args.start, end=args.end, state=args.state, limit=args.limit,
                                     facets=tuple(facet_of(listing, said) for said in args.facet),
                                     as_of=args.end if listing.date is None else None))
    if args.format == "pdf":
        with replacing(args.out) as making:
            args.papers().write_sheet(office, sheet, making)
        return 0
    from data import writers

    return writers.write(sheet, args.format, args.out)


def do_find(office: Office, args: Namespace) -> int:
    """What the finder ranks."""
    from models.reports.queries import find_anything

    hits = find_anything(office, args.text, args.limit)
    show([{"kind": hit.kind, "id": hit.id, "title": hit.title, "detail": hit.detail, **({"by": hit.by} if hit.by else {})} for hit in hits])
    return 0


def _each(office: Office, path: Path, issue: Callable[[object], str]) -> int:
    """One thing or a list of them, each in a transaction of its own; a number is printed once it is durable."""
    data = read_json(path)
    many = isinstance(data, list)
    if data == []:
        raise RuleViolation([Problem("", "json.empty", N_("The list in {name} is empty; there is nothing to do"), {"name": path.name})])
    failed = 0
    for at, item in enumerate(data if many else [data]):
        def one(item: object = item) -> int:
            print(issue(item), flush=True)
            return 0
        failed |= answered(office, one, **({"index": at} if many else {}))
    return failed


def do_issue(office: Office, args: Namespace) -> int:
    """Issue invoices; with the office's setting the goods leave at once."""
    from models.sale.commands import sell
    from models.sale.inputs import SaleInput

    return _each(office, args.file, lambda item: sell(office, SaleInput(orders.invoice_input(office, item))).invoice.number)


def do_receive(office: Office, args: Namespace) -> int:
    """Take payments."""
    from models.receipts.commands import take_receipt

    return _each(office, args.file, lambda item: take_receipt(office, orders.receipt_input(office, item)).number)


def do_void(office: Office, args: Namespace) -> int:
    """Void an invoice of today."""
    from models.invoices.commands import void_invoice
    from models.invoices.inputs import VoidInput

    void_invoice(office, VoidInput(orders.invoice_named(office, args.number).id, args.reason))
    print(args.number)
    return 0


def do_red(office: Office, args: Namespace) -> int:
    """Issue a red-letter invoice."""
    from models.invoices.commands import red_invoice

    lines = read_json(args.lines) if args.lines else None
    print(red_invoice(office, orders.red_input(orders.invoice_named(office, args.number), args.reason, lines)).number)
    return 0


def do_pick_up(office: Office, args: Namespace) -> int:
    """Record goods that left."""
    from models.deliveries.commands import pick_up

    lines = read_json(args.lines) if args.lines else None
    print(pick_up(office, orders.pick_up_input(orders.invoice_named(office, args.number), lines)).number)
    return 0


def do_import(office: Office, args: Namespace) -> int:
    """Bring in a workbook: nothing with problem rows, unless they are taken out into a file."""
    from data import imports
    from data.brought import READERS

    if args.target in READERS:
        return READERS[args.target](office, args)
    plan = imports.dry_run(office, args.target, args.file)
    if args.dry_run:
        show(imports.summary(plan))
        return 1 if plan.problems else 0
    result = imports.carry(office, plan, problems_to=args.problems, duplicates=args.duplicates)
    show(imports.summary(result))
    return 0 if result.written else 1


def do_einvoice(office: Office, args: Namespace) -> int:
    """Fill the tax site's template with the invoices that have no number yet; those with problems are named and left out."""
    from data.einvoice import fill
    from models.einvoices.queries import waiting

    made = fill(office, args.template, waiting(office, args.start, args.end), args.out)
    show({"invoices": made.invoices, "lines": made.lines, "left_out": list(made.left_out), "headings_without_source": list(made.unknown),
          "products_without_code": [name for _id, name in made.without_code],
          "problems": [{"number": number, "field": problem.field, "message": problem.say()} for number, problem in made.problems]})
    return 1 if made.left_out else 0


def do_undo_import(office: Office, args: Namespace) -> int:
    """Take an import back while nothing refers to its rows; `list imports` names them all."""
    from data.imports import undo_import

    print(undo_import(office, args.id).number)
    return 0


def do_approve(office: Office, args: Namespace) -> int:
    """Grant a request; what it waited for is carried out where nothing else is to be typed."""
    from data.approvals import carry_out
    from models.people.commands import decide

    decide(office, args.id, granted=True, reason=args.reason)
    carry_out(office, args.id)
    return 0


def do_close(office: Office, args: Namespace) -> int:
    """Close a day."""
    from models.closing.commands import close_day
    from models.closing.inputs import CloseInput

    close_day(office, CloseInput(args.date, cash_counted=args.cash))
    print(args.date.isoformat())
    return 0


def do_reopen(office: Office, args: Namespace) -> int:
    """Reopen a day and every later one."""
    from models.closing.commands import reopen_days

    reopen_days(office, args.date, args.reason)
    print(args.date.isoformat())
    return 0


def do_settle(office: Office, args: Namespace) -> int:
    """Settle a month."""
    from models.closing.commands import settle_month
    from models.closing.rules import month_of

    print(settle_month(office, month_of(args.month)).number)
    return 0


def do_reopen_month(office: Office, args: Namespace) -> int:
    """Open a settled month and every later one again."""
    from models.closing.commands import reopen_months
    from models.closing.rules import month_named, month_of

    for month in reopen_months(office, month_of(args.month), args.reason):
        print(month_named(month))
    return 0


def do_hand_over(office: Office, args: Namespace) -> int:
    """Hand a period over and write its workbook."""
    from data.finance import hand_over, write_batch
    from models.handover.inputs import HandoverInput

    writable(args.out)
    done = hand_over(office, HandoverInput(args.recipient, args.start, args.end))
    print(done.number, flush=True)
    write_batch(office, done.id, args.out)
    return 0


def do_finance(office: Office, args: Namespace) -> int:
    """Write the workbook for finance."""
    from data.finance import write_finance

    write_finance(office, args.start, args.end, args.out)
    return 0


def do_check(office: Office, _args: Namespace) -> int:
    """Verify everything; each fault in words."""
    found = list(faults(office))
    count, head = audit.head(office.database)
    show({"ok": not found, "faults": found, "journal": {"count": count, "head": head}})
    return 1 if found else 0


def do_backup(office: Office, args: Namespace) -> int:
    """Copy the office and verify the copy."""
    from data.backup import backup

    print(backup(office, args.target))
    return 0


def do_restore(args: Namespace) -> int:
    """Put a backup in the office's place; the file it replaces is kept."""
    from data.backup import restore

    print(restore(args.folder, args.source))
    return 0
