"""Copies of the office: where they are, making one, looking whether all is sound, putting one in the office's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from models.core.office import Office
from models.core.text import N_, _
from models.street import faults
from ui.kit.board import Board, Card, CardRow, Fact
from ui.kit.desk import Desk
from ui.kit.specs import Level
from ui.kit.tab import BoardView
from ui.kit.verbs import Action
from ui.tabs.said import moment

_SHOWN_FAULTS = 20


def board(office: Office) -> Board:
    """The folder, the last copy, the copies that are kept."""
    from data.backup import FOLDER, KEPT_DAYS, daily_copies, last_copy

    copies, last = daily_copies(office.folder), last_copy(office)
    rows = tuple(CardRow(path.name, note=_("{size} MB").format(size=f"{path.stat().st_size / 1_000_000:,.1f}"), id=str(path))
                 for path in reversed(copies))
    return Board((
        Card(_("This office"), facts=(
            Fact(_("Folder"), str(office.folder.resolve()), wide=True),
            Fact(_("Last copy"), moment(office, last) if last else _("no copy yet"), Level.GOOD if last else Level.LOOK),
            Fact(_("Copies lie in"), str((office.folder / FOLDER).resolve()), wide=True),
        ), verbs=(COPY, CHECK, OPEN_FOLDER, RESTORE)),
        Card(_("Daily copies of the last {days} days").format(days=KEPT_DAYS), rows=rows, count=len(rows),
             verbs=(RESTORE_THIS,) if rows else (), empty=_("The first copy is made when the desk is opened")),
    ), subject="copies", shares=(1, 1))


def _copy(desk: Desk, _subject: Any) -> None:
    """To a place of one's own: another disk, a stick."""
    from data.backup import backup

    office = desk.office
    name = f"neiqin-{office.clock.local(office.clock.moment()):%Y%m%d-%H%M}.db"
    path = desk.prompts.save_file(_("Back up"), name, f"{_('Backups')} (*.db)")
    if path is not None:
        desk.work(_("Back up"), lambda _ticket: backup(office, path),
                  lambda made: desk.say(_("Copied and verified: {file}. Keep its key file beside it").format(file=made.name)))


def _check(desk: Desk, _subject: Any) -> None:
    """Everything is computed again from scratch."""
    office = desk.office

    def told(found: list[str]) -> None:
        words = "\n".join(found[:_SHOWN_FAULTS]) if found else _("The whole office is sound: file, journal, balances, stock, numbers.")
        desk.prompts.message(_("Check the office"), words)
    desk.work(_("Check the office"), lambda _ticket: list(faults(office)), told)


def _open_folder(desk: Desk, _subject: Any) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(desk.office.folder.resolve())))


def _restore(desk: Desk, _subject: Any) -> None:
    path = desk.prompts.open_file(_("Choose a backup"), f"{_('Backups')} (*.db *.bak)")
    if path is not None:
        _restore_this(desk, str(path))


def _restore_this(desk: Desk, chosen: str) -> None:
    """The person has to mean it: what was entered since is put aside with the file that is replaced."""
    words = _("{file} takes the place of this office. Everything entered since is put aside with the present file, which is kept. "
              "The window closes and opens again.")
    if desk.prompts.confirm(_("Restore a backup"), words.format(file=Path(chosen).name), _("Restore")):
        desk.services.restore(Path(chosen))


COPY = Action(N_("Back up now…"), _copy, "Ctrl+B", "backup", needs_row=False)
CHECK = Action(N_("Check the office"), _check, icon="check", needs_row=False)
OPEN_FOLDER = Action(N_("Open the folder"), _open_folder, icon="folder", needs_row=False)
RESTORE = Action(N_("Restore a backup…"), _restore, icon="restore", needs_row=False)
RESTORE_THIS = Action(N_("Restore this copy…"), _restore_this, icon="restore")
BACKUP = BoardView(N_("Backup"), board, topics=("settings",), name="backup")
