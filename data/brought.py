"""Files from outside that `import` reads beside the clerk's own workbooks: the bank's, finance's answers, the tax site's numbers."""

from __future__ import annotations

from argparse import Namespace

from data.console import show
from models.core.office import Office


def _bank(office: Office, args: Namespace) -> int:
    """Bring a bank statement in and say who probably paid; the receipts are made where they are confirmed."""
    from data.bank import read_statement
    from models.bank.commands import bring_in
    from models.bank.queries import open_lines, payers
    from models.bank.rules import suggestions

    made = read_statement(args.file)
    if made.problems:
        show({"rows": len(made.lines), "problems": [{"row": row, "field": problem.field, "message": problem.say()}
                                                    for row, problem in made.problems]})
        return 1
    fresh, known = (0, 0) if args.dry_run else bring_in(office, made.lines, made.name)
    everybody = payers(office)
    show({"rows": len(made.lines), "accepted": fresh, "known": known, "outgoing": made.outgoing, "problems": [], "open": [
        {"id": row.id, "date": row.line.date.isoformat(), "amount": f"{row.line.amount:.2f}", "payer": row.line.payer,
         "suggested": [{"customer": each.code, "name": each.name, "certain": each.certain, "why": [key for key, _number in each.why]}
                       for each in suggestions(row.line, everybody)]} for row in open_lines(office)]})
    return 0


def _answers(office: Office, args: Namespace) -> int:
    """Record the answer that came back in the workbook of a hand-over."""
    from data.finance.answered import read_answers
    from models.handover.commands import record_answers
    from models.handover.queries import batch
    from models.handover.rules import differs, matched

    answers = read_answers(office, args.file)
    if not args.dry_run:
        record_answers(office, answers)
    row = batch(office, answers.batch_id)
    known = matched(answers.lines, row.controls if row else ())
    show({"batch": answers.batch_id, "whole": answers.whole, "lines": [
        {"sheet": line.sheet, "figure": line.figure, "agrees": not differs(line, control),
         "theirs": None if line.theirs is None else f"{line.theirs:.2f}", "remark": line.remark} for line, control in known]})
    return 0


def _numbers(office: Office, args: Namespace) -> int:
    """Record the numbers that the tax site gave back."""
    from data.einvoice import read_numbers
    from models.einvoices.commands import record_numbers

    numbers = read_numbers(args.file)
    fresh, known = (0, 0) if args.dry_run else record_numbers(office, numbers, args.file.name)
    show({"rows": len(numbers), "accepted": fresh, "known": known, "problems": []})
    return 0


READERS = {"bank": _bank, "handover": _answers, "einvoice-numbers": _numbers}
"""Files that `import` reads beside the workbooks of data.imports."""
