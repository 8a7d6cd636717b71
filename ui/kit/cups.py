"""The CUPS spooler by its own commands: which printers there are, how one stands, a paper handed over; each fault in plain words."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.core.errors import KnownError
from models.core.text import N_, _

_SECONDS = 30
_QUICK = 4
"""Seconds for a question; a spooler that does not answer must not hold the person up."""
_STOPPED = "5"
KINDS = re.compile(r"-(error|warning|report)$")
_EMPTY = N_("{printer} is out of paper. Put paper in: what it was sent then comes out by itself")
_STUCK = N_("Paper is stuck in {printer}. Take it out: what it was sent then comes out")
_OFF = N_("{printer} does not answer. Switch it on and look at its cable: what it was sent then comes out")
_OPEN = N_("A cover of {printer} is open. Close it: what it was sent then comes out")
_INK = N_("{printer} has no toner or ribbon left. Put a new one in")
TROUBLES = {
    "media-empty": _EMPTY, "media-needed": _EMPTY, "media-jam": _STUCK, "offline": _OFF, "connecting-to-device": _OFF, "timed-out": _OFF,
    "shutdown": _OFF, "power-down": _OFF, "cover-open": _OPEN, "door-open": _OPEN, "interlock-open": _OPEN, "toner-empty": _INK,
    "marker-supply-empty": _INK, "developer-empty": _INK,
}
"""What a printer reports of itself (RFC 8011, printer-state-reasons), and what to do about it."""
NAMED = {"A4": (210.0, 297.0), "A5": (148.0, 210.0)}
_IN_NAME = re.compile(r"(\d+(?:\.\d+)?)\s?x\s?(\d+(?:\.\d+)?)(mm|cm|in)?", re.IGNORECASE)
_POINTS = re.compile(r"w(\d+)h(\d+)$")


@dataclass(frozen=True)
class Standing:
    """How a printer stands. reasons: what it reports of itself; message: what its driver said last."""

    accepts: bool = True
    stopped: bool = False
    reasons: tuple[str, ...] = ()
    message: str = ""

    def words(self, printer: str) -> str:
        """What is wrong and what to do; "" where nothing is known to be."""
        found = [reason for reason in self.reasons if reason in TROUBLES]
        if found:
            return _(TROUBLES[found[0]]).format(printer=printer)
        if self.stopped:
            return _("{printer} is stopped. Let it go on in the print settings of this computer").format(printer=printer)
        if not self.accepts:
            return _("{printer} takes no papers now. Let it take them again in the print settings of this computer").format(printer=printer)
        return ""


@dataclass(frozen=True)
class Cups:
    """The spooler of this machine. env: where its commands find it; the person's own by default."""

    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @staticmethod
    def is_here() -> bool:
        """Whether the machine has the commands of CUPS."""
        return all(shutil.which(tool) for tool in ("lp", "lpstat", "lpoptions"))

    def names(self) -> list[str]:
        """The printers, the system's default first; none where the spooler does not run."""
        names = self._asked("lpstat", "-e").split("\n")
        first = self._asked("lpstat", "-d").rpartition(": ")[2]
        return sorted(filter(None, map(str.strip, names)), key=lambda name: name != first.strip())

    def standing(self, printer: str) -> Standing:
        """How a printer stands now."""
        told = dict(each.partition("=")[::2] for each in shlex.split(self._asked("lpoptions", "-p", printer)))
        reasons = tuple(KINDS.sub("", reason) for reason in told.get("printer-state-reasons", "none").split(",") if reason != "none")
        return Standing(told.get("printer-is-accepting-jobs") != "false", told.get("printer-state") == _STOPPED, reasons,
                        told.get("printer-state-message", ""))

    def lacks(self, printer: str, size: tuple[float, float]) -> bool:
        """Whether the driver says which sizes it knows, and this one, in mm, is none of them."""
        lines = self._asked("lpoptions", "-p", printer, "-l").splitlines()
        known = next((line.partition(":")[2].split() for line in lines if line.startswith(("PageSize/", "media/"))), [])
        return bool(known) and not any(_is_size(name.lstrip("*"), size) for name in known)

    def send(self, pdf: bytes, printer: str, title: str, size: tuple[float, float]) -> None:
        """Hand a paper to the spooler. size in mm. Raises KnownError, and then nothing was printed."""
        if self.lacks(printer, size):
            raise lacking(printer, size)
        try:
            sent = subprocess.run(command_of("lp", printer, title, size), input=pdf, capture_output=True, env=self._plain(),
                                  timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as gone:
            raise refused(printer, str(gone)) from gone
        if sent.returncode:
            raise refused(printer, sent.stderr.decode("utf-8", "replace").strip())

    def check(self, printer: str) -> None:
        """Raises KnownError where a paper would be lost or lie in a queue that nobody empties."""
        if printer not in self.names():
            if "not running" in self._asked("lpstat", "-r"):
                raise KnownError(N_("The print service of this computer does not run. Start it, or restart the computer; "
                                    "nothing was printed"))
            raise gone(printer)
        standing = self.standing(printer)
        if standing.stopped or not standing.accepts:
            raise KnownError(N_("{words}. Nothing was printed"), words=standing.words(printer))

    def _asked(self, *command: str) -> str:
        try:
            told = subprocess.run(command, capture_output=True, env=self._plain(), timeout=_QUICK, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return ""
        return told.stdout.decode("utf-8", "replace")

    def _plain(self) -> dict[str, str]:
        """In English, to be read."""
        return {**self.env, "LC_ALL": "C.UTF-8"}


def command_of(lp: str, printer: str, title: str, size: tuple[float, float]) -> list[str]:
    """The `lp` command. size in mm, told twice: to the driver exactly, and as the nearest whole points where there is no driver.

    CUPS cuts the size of the medium to whole points: a form of 139.8 mm would come out as 139.7, and a tenth of a millimetre a
    form is what makes a run drift.
    """
    width, height = (f"{round(side / 25.4 * 72) + 0.05:.2f}" for side in size)
    exact = "x".join(f"{side:.3f}" for side in size)
    return [lp, "-d", printer, "-t", title[:120], "-o", f"media=Custom.{width}x{height}", "-o", f"PageSize=Custom.{exact}mm",
            "-o", "print-scaling=none", "-"]


def _is_size(name: str, size: tuple[float, float]) -> bool:
    """Whether a size the driver names is this one, lying or standing, to a millimetre."""
    if name.startswith("Custom."):
        return True
    found, points = _IN_NAME.search(name), _POINTS.match(name)
    if points is not None:
        sides: Sequence[float] = [int(side) / 72 * 25.4 for side in points.groups()]
    elif found is not None:
        unit = {"in": 25.4, "cm": 10.0}.get((found[3] or "").casefold(), 25.4 if float(found[1]) < 50 else 1.0)
        sides = [float(side) * unit for side in found.groups()[:2]]
    else:
        sides = NAMED.get(name.partition(".")[0], ())
    return len(sides) == 2 and all(abs(one - other) <= 1 for one, other in zip(sorted(sides), sorted(size), strict=True))


def gone(printer: str) -> KnownError:
    """A printer that is not there any more."""
    return KnownError(N_("The printer {printer} is gone. Switch it on or choose another one; nothing was printed"), printer=printer or "–")


def lacking(printer: str, size: tuple[float, float]) -> KnownError:
    """A printer that does not know the form."""
    return KnownError(N_("{printer} knows no paper of {width} × {height} mm. Add this size to it in the print settings of this computer "
                         "(a form or custom size), or choose another paper; nothing was printed"),
                      printer=printer, width=f"{size[0]:g}", height=f"{size[1]:g}")


def refused(printer: str, reason: str) -> KnownError:
    """A spooler that said no."""
    return KnownError(N_("The printer {printer} did not take the paper ({reason}). Nothing was printed; check it and try again"),
                      printer=printer, reason=reason or "–")
