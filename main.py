"""Composition root: arguments, folder, language, clock, office; then a headless verb, or the window."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType, TracebackType

from data.arguments import HeadlessVerb, Parser, amount, arg, count, day, file
from models.core.errors import KnownError
from models.core.places import default_folder
from models.core.text import N_, _

LOG = logging.getLogger("neiqin")

REASON = arg("--reason", required=True)
LINES = arg("--lines", type=file, metavar="FILE.json")
SPAN = (arg("--from", dest="start", type=day, metavar="DATE"), arg("--to", dest="end", type=day, metavar="DATE"))
VERBS = (
    HeadlessVerb("sample", N_("make a sample office"), (
        arg("--customers", type=count, default=60), arg("--days", type=count, default=10), arg("--invoices-a-day", type=count, default=8),
        arg("--seed", type=int, default=1), arg("--until", type=day, metavar="DATE")), makes_office=True),
    HeadlessVerb("list", N_("name all listings, or write one"), (
        arg("name", nargs="?"), *SPAN, arg("--keyword", default=""), arg("--state", default=""), arg("--limit", type=count),
        arg("--facet", action="append", default=[], metavar="KEY=VALUE"),
        arg("--format", choices=("json", "csv", "xlsx", "pdf"), default="json"), arg("--out", type=Path))),
    HeadlessVerb("find", N_("find customers, leads, products and papers"), (arg("text"), arg("--limit", type=count, default=20))),
    HeadlessVerb("print", N_("write a paper as PDF"), (
        arg("kind"), arg("subject", nargs="?"), *SPAN, arg("--paper", default=""), arg("--copies", type=count),
        arg("--design", metavar="NAME"), arg("--out", type=Path, required=True))),
    HeadlessVerb("import", N_("bring in a workbook"), (
        arg("target"), arg("file", type=file), arg("--dry-run", action="store_true"), arg("--problems", type=Path),
        arg("--duplicates", choices=("skip", "update", "merge", "apart"), default="skip")), makes_office=True),
    HeadlessVerb("undo-import", N_("take an import back"), (arg("id", type=count),)),
    HeadlessVerb("issue", N_("issue invoices"), (arg("file", type=file),)),
    HeadlessVerb("receive", N_("take payments"), (arg("file", type=file),)),
    HeadlessVerb("void", N_("void an invoice of today"), (arg("number"), REASON)),
    HeadlessVerb("red", N_("issue a red-letter invoice"), (arg("number"), REASON, LINES)),
    HeadlessVerb("pick-up", N_("record goods that left"), (arg("number"), LINES)),
    HeadlessVerb("approve", N_("approve a request"), (arg("id", type=count), arg("--reason", default=""))),
    HeadlessVerb("close", N_("close a day"), (arg("date", type=day), arg("--cash", type=amount))),
    HeadlessVerb("reopen", N_("reopen a day and all later ones"), (arg("date", type=day), REASON)),
    HeadlessVerb("settle", N_("settle a month"), (arg("month"),)),
    HeadlessVerb("reopen-month", N_("open a settled month and all later ones again"), (arg("month"), REASON)),
    HeadlessVerb("statement", N_("write statements of account"), (
        arg("customer", nargs="?"), arg("--all", dest="every", action="store_true"),
        *((names, {**facts, "required": True}) for names, facts in SPAN), arg("--out", type=Path, required=True))),
    HeadlessVerb("einvoice", N_("fill the tax site's template with invoices"), (
        arg("template", type=file), *((names, {**facts, "required": True}) for names, facts in SPAN),
        arg("--out", type=Path, required=True))),
    HeadlessVerb("hand-over", N_("hand a period over and write its workbook"), (
        arg("recipient", choices=("finance", "trade")), *((names, {**facts, "required": True}) for names, facts in SPAN),
        arg("--out", type=Path, required=True))),
    HeadlessVerb("finance", N_("write the workbook for finance"), (
        *((names, {**facts, "required": True}) for names, facts in SPAN), arg("--out", type=Path, required=True))),
    HeadlessVerb("check", N_("verify the whole office")),
    HeadlessVerb("backup", N_("copy the office and verify the copy"), (arg("target", type=Path),)),
    HeadlessVerb("restore", N_("put a backup in the office's place"), (arg("source", type=file),), makes_office=True),
    HeadlessVerb("tour", N_("take pictures of every screen"), (arg("--out", type=Path, required=True),), makes_office=True),
)


def parser() -> Parser:
    """The command line as the table of verbs says it."""
    common = Parser(add_help=False)
    common.add_argument("--data-dir", type=Path, default=argparse.SUPPRESS, help=_(N_("the folder of the office")))
    common.add_argument("--as", dest="person", default=argparse.SUPPRESS, metavar="NAME", help=_(N_("who acts")))
    whole = Parser(prog="neiqin", description="内勤台 / Neiqin Desk", parents=[common], allow_abbrev=False)
    verbs = whole.add_subparsers(dest="verb", metavar="VERB", parser_class=Parser)
    for verb in VERBS:
        one = verbs.add_parser(verb.name, help=_(verb.does), parents=[common], allow_abbrev=False)
        for names, facts in verb.arguments:
            one.add_argument(*names, **facts)
    return whole


def keep_log(folder: Path) -> None:
    """Faults go to a file in the office's folder; bugs by one hook, after their transaction rolled back."""
    from data.log_file import LogFile

    handler = LogFile(folder / "neiqin.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    sys.excepthook = logged


def logged(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """The one hook for bugs: log it, say it in one line."""
    LOG.critical("unexpected", exc_info=(kind, error, trace))
    print(_(N_("An unexpected fault; nothing was half-written. The log says where: {error}")).format(error=error), file=sys.stderr)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb or open the window; returns the exit code: 0 done, 1 refused or faulty, 2 bad arguments."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_k: None)(encoding="utf-8", errors="backslashreplace")
    args = parser().parse(argv)
    args.folder = getattr(args, "data_dir", None) or default_folder()
    args.person = getattr(args, "person", "")
    args.makes_office = any(verb.makes_office for verb in VERBS if verb.name == args.verb)
    keep_log(args.folder)
    try:
        code = run(args)
        sys.stdout.flush()
    except KnownError as error:
        print(error.say(), file=sys.stderr)
        return 1
    except BrokenPipeError:                             # the reader of our output left, as head does: end without a word
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def run(args: Namespace) -> int:
    """The window, the tour, or a headless verb."""
    if args.verb in (None, "tour"):
        from ui.app import run_window, take_tour

        return run_window(args) if args.verb is None else take_tour(args)
    from data.console import run_verb

    return run_verb(args, papers)


def papers() -> ModuleType:
    """The papers, loaded when a verb prints."""
    from printing import office_papers

    return office_papers


if __name__ == "__main__":
    if getattr(sys, "frozen", False):                   # packed into one program, which the process beside the window runs again
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
