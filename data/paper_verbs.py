"""The headless verbs that write papers: one, all invoices of some days, statements of account."""

from __future__ import annotations

from argparse import Namespace
from functools import partial

from data.console import show
from data.target import replacing
from models.core.errors import KnownError
from models.core.office import Office
from models.core.prints import record_prints
from models.core.text import N_


def do_print(office: Office, args: Namespace) -> int:
    """Write one paper as PDF, or all of a kind of some days: into one PDF, or a file each where --out is a folder."""
    from data.each import write_each

    papers = args.papers()
    how = {"paper": args.paper, "copies": args.copies, "design": args.design}
    if args.subject:
        with replacing(args.out) as making:
            papers.print_paper(office, args.kind, args.subject, out=making, **how)
        return 0
    numbers = papers.numbers_of(office, args.kind, args.start, args.end)
    if not numbers:
        raise KnownError(N_("There is no {kind} from {start} to {end}"), kind=args.kind, start=args.start or "–", end=args.end or "–")
    leaves = partial(record_prints, office, args.kind, copies=args.copies or 1)
    if args.out.is_dir():
        show({"files": write_each(args.out, papers.each_leaving(office, args.kind, numbers, leaves, **how))})
        return 0
    with replacing(args.out) as making:
        show({"papers": len(numbers), "pages": papers.leaving_pdf(office, args.kind, numbers, making, leaves, **how)})
    return 0


def do_statement(office: Office, args: Namespace) -> int:
    """Write the statement of one customer, or of all into one PDF; into a file each where --out is a folder."""
    from data.each import write_each

    papers = args.papers()
    if not args.every:
        with replacing(args.out) as making:
            papers.print_paper(office, "statement", f"{args.customer}#{args.start}..{args.end}", out=making)
    elif args.out.is_dir():
        write_each(args.out, papers.named_statements(office, papers.every_statement(office, args.start, args.end)))
    else:
        with replacing(args.out) as making:
            papers.statements_pdf(office, papers.every_statement(office, args.start, args.end), making)
    return 0
