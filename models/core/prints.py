"""The log of printed papers: each time one comes out is a journalled command, so that a reprint says which it is (duty 10)."""

from __future__ import annotations

from collections.abc import Sequence

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
    done = record_prints(office, kind, (subject,), copies, printer)
    return Done(done.id, str(times_printed(office, kind, subject)))


def record_prints(office: Office, kind: str, subjects: Sequence[str], copies: int = 1, printer: str = "") -> Done:
    """Say that several papers come out together, in one entry of the journal. Returns how many as the number."""
    printer, about = clean(printer, "printer", 200), ", ".join(subjects)
    with office.command("paper.print", {"kind": kind, "subject": about, "copies": copies, "printer": printer}) as act:
        last = 0
        for subject in subjects:
            last = PaperPrint.insert(moment=act.moment, person=act.person, kind=kind, subject=subject, copies=copies,
                                     printer=printer).execute()
        act.changed("prints").about(about)
    return Done(int(last), str(len(subjects)))


def record_saved(office: Office, kind: str, subjects: Sequence[str], file: str) -> Done:
    """Say that papers were saved as a file: no print, nothing is counted, but the journal tells who took them. file: its name.

    Returns how many as the number.
    """
    about = ", ".join(subjects)
    with office.command("paper.save", {"kind": kind, "subject": about, "file": file}) as act:
        act.about(about)
    return Done(0, str(len(subjects)))
