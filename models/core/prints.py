"""The log of printed papers: each time one comes out is a journalled command, so that a reprint says which it is (duty 10)."""

from __future__ import annotations

from models.core.office import Done, Office
from models.core.tables import PaperPrint
from models.core.text import clean


def times_printed(office: Office, kind: str, subject: str) -> int:
    """How often a paper came out so far. kind: "invoice", "daily-closing", …; subject: its number, date or code."""
    row = office.database.execute_sql("SELECT COUNT(*) FROM paper_print WHERE kind = ? AND subject = ?", (kind, subject)).fetchone()
    return int(row[0])


def record_print(office: Office, kind: str, subject: str, copies: int = 1, printer: str = "") -> Done:
    """Say that a paper comes out now. copies: sets of it; printer: its name, "" for a file.

    Returns how often the paper has come out as the number.
    """
    printer = clean(printer, "printer", 200)
    with office.command("paper.print", {"kind": kind, "subject": subject, "copies": copies, "printer": printer}) as act:
        row = PaperPrint.insert(moment=act.moment, person=act.person, kind=kind, subject=subject, copies=copies, printer=printer).execute()
        act.changed("prints").about(subject)
    return Done(int(row), str(times_printed(office, kind, subject)))
