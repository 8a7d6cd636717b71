"""The log of faults in the office's folder, which makes neither folder nor file before there is something to say."""

from __future__ import annotations

from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path


class LogFile(RotatingFileHandler):
    """A rotating file, opened with the first fault; without a place to write to, the fault is still said on the screen."""

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    def handleError(self, record: object) -> None:
        """Say nothing more: the folder cannot be written, and the one who logged tells the person."""
