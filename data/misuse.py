"""Bad arguments, found before anything is opened: they end in one line with exit code 2, and nothing was written."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.core.errors import KnownError
from models.core.listing import Listing
from models.core.text import N_
from models.people.inputs import PersonInput
from models.people.rules import check_person
from models.street import DATABASE, KEY, all_listings, has_office

OWN = frozenset({KEY, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal"})
"""The office's own files, which nothing that is written may replace."""
WITH_OUT = N_("Say with --out where to write the file")


class Misused(KnownError):
    """Bad arguments: one line, exit 2, nothing written."""


FILES = ("bank", "handover", "einvoice-numbers")
"""Files that `import` reads beside the workbooks of TARGETS."""


def check(args: Namespace) -> None:
    """Raise Misused when these arguments cannot be meant."""
    if args.verb in _CHECKS:
        _CHECKS[args.verb](args)
    for given in ("out", "problems", "target"):
        path = getattr(args, given, None)
        if isinstance(path, Path):
            _check_place(path, args)
    if args.person:
        for problem in check_person(PersonInput(args.person, frozenset({"clerk"}))):
            raise Misused(N_("--as: {problem}"), problem=problem.say())
    if getattr(args, "start", None) and getattr(args, "end", None) and args.end < args.start:
        raise Misused(N_("The last day lies before the first"))


def _check_place(path: Path, args: Namespace) -> None:
    """A file to write is neither the office's own nor the one that is read."""
    place, source = path.resolve(), getattr(args, "file", None)
    if place.parent == Path(args.folder).resolve() and place.name in OWN:
        raise Misused(N_("{name} belongs to the office itself; choose another name"), name=path.name)
    if isinstance(source, Path) and place == source.resolve():
        raise Misused(N_("{name} is the file that is read; choose another name"), name=path.name)


def _sample(args: Namespace) -> None:
    if has_office(args.folder):
        raise Misused(N_("There is an office in {folder} already; name an empty folder"), folder=str(args.folder))
    if not args.customers or not args.days:
        raise Misused(N_("A sample office needs at least one customer and one day"))
    if args.until is not None and args.until.year < 2000:
        raise Misused(N_("Enter a date from the year 2000 on"))


def _list(args: Namespace) -> None:
    listings = all_listings()
    if not args.name:
        return
    if args.name not in listings:
        raise Misused(N_("There is no listing {name}; list names them all"), name=args.name)
    if args.format in ("xlsx", "pdf") and args.out is None:
        raise Misused(WITH_OUT)
    listing = listings[args.name]
    if args.state and args.state not in (listing.column(listing.state).choices if listing.state else {}):
        raise Misused(N_("There is no state {state} here"), state=args.state)


def facet_of(listing: Listing, said: str) -> tuple[str, Any]:
    """KEY=VALUE as the listing's facet and one of the values that it offers. Raises Misused."""
    key, _mark, text = said.partition("=")
    for facet in listing.facets:
        if facet.key == key:
            for value, word in facet.options():
                if text in (str(value), word):
                    return key, value
            raise Misused(N_("{key} offers no {value} here"), key=key, value=text)
    raise Misused(N_("{listing} has no facet {key}; it has: {facets}"), listing=listing.name, key=key,
                  facets=", ".join(facet.key for facet in listing.facets))


def _print(args: Namespace) -> None:
    papers = args.papers()
    if args.kind not in papers.KINDS:
        raise Misused(N_("There is no paper of the kind {kind}; choose one of {kinds}"), kind=args.kind, kinds=", ".join(papers.KINDS))
    if args.subject and (args.start or args.end):
        raise Misused(N_("Name one paper, or say --from and --to, not both; the statement verb writes statements of some days"))
    if not args.subject and not (args.start or args.end):
        raise Misused(N_("Name what is printed, or say --from and --to"))
    if not args.subject and args.kind not in papers.NUMBERED:
        raise Misused(N_("Only {kinds} are printed by --from and --to; the statement verb writes statements"),
                      kinds=", ".join(papers.NUMBERED))
    if args.design and args.kind != "invoice":
        raise Misused(N_("Only invoices have designs; leave --design out"))
    try:
        papers.size_for(args.kind, args.paper)
    except KnownError as error:
        raise Misused(error.text, **error.params) from error


def _statement(args: Namespace) -> None:
    if bool(args.customer) == args.every:
        raise Misused(N_("Name a customer by its code, or say --all"))


def _import(args: Namespace) -> None:
    from data import imports

    if args.target in FILES:
        return
    if args.target not in imports.TARGETS:
        raise Misused(N_("Import one of: {targets}"), targets=", ".join((*imports.TARGETS, *FILES)))
    policies = imports.TARGETS[args.target].policies
    if args.duplicates not in policies:
        raise Misused(N_("Duplicates of {target} can be: {policies}"), target=args.target, policies=", ".join(policies))


_CHECKS: dict[str, Callable[[Namespace], None]] = {
    "sample": _sample, "list": _list, "print": _print, "statement": _statement, "import": _import}
