"""A real print queue, private to the tests that print: CUPS on a socket, a port and in folders of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from printing.preview import Preview
from ui.kit.cups import Cups
from ui.kit.printer import SystemPrinters
from ui.kit.tab import PaperChoice

DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
TOOLS = ("cupsd", "lpadmin", "lpstat", "lpoptions", "lp", "cupsdisable", "cupsreject")
SECONDS = 30
FILES = """ServerRoot {home}/root
StateDir {home}/state
CacheDir {home}/cache
RequestRoot {home}/spool
TempDir {home}/spool/tmp
AccessLog {home}/log/access
ErrorLog {home}/log/error
PageLog {home}/log/page
FileDevice Yes
"""
DAEMON = """Listen {home}/socket
Listen localhost:{port}
Browsing No
WebInterface No
DefaultAuthType None
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


@dataclass(frozen=True)
class Queue:
    """A printer that takes PDF and leaves what it was told to print in a file."""

    home: Path
    port: int
    name: str = "form"

    @property
    def env(self) -> dict[str, str]:
        """Where the clients find the daemon."""
        return {**os.environ, "CUPS_SERVER": str(self.home / "socket"), "LC_ALL": "C"}

    @property
    def cups(self) -> Cups:
        """The spooler as the desk reaches it: drivers are asked over the port only."""
        return Cups({**self.env, "CUPS_SERVER": f"localhost:{self.port}"})

    def run(self, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """A client of CUPS."""
        return subprocess.run(command, input=given, capture_output=True, env=self.env, timeout=SECONDS, check=False)

    def rule(self, tool: str, *arguments: str) -> None:
        """What only who looks after the printers may do."""
        done = self.run(f"/usr/sbin/{tool}", *arguments)
        assert done.returncode == 0, done.stderr

    def add(self, name: str, change: Callable[[str], str] = str) -> Path:
        """Another printer; change: its driver, rewritten. Returns where what it is told to print comes out."""
        driver, came = self.home / f"{name}.ppd", self.home / "out" / f"{name}.pdf"
        driver.write_text(change((self.home / "printer.ppd").read_text()))
        self.rule("lpadmin", "-p", name, "-E", "-v", f"file:{came}", "-P", str(driver))
        return came

    def print(self, pdf: bytes) -> bytes:
        """Print a paper as the desk does; returns what the printer got."""
        came = self.home / "out" / f"{self.name}.pdf"
        came.unlink(missing_ok=True)
        SystemPrinters(Preview, self.cups).print(pdf, PaperChoice(printer=self.name), "销售单")
        return self.received(came)

    def received(self, came: Path) -> bytes:
        """What a printer was told to print, once it has all of it."""
        assert waits(lambda: came.exists() and b"%%EOF" in came.read_bytes()[-64:]), (self.home / "log" / "error").read_text()[-3000:]
        return came.read_bytes()


def waits(done: Callable[[], bool]) -> bool:
    """Whether it comes true in time."""
    end = time.monotonic() + SECONDS
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture(scope="module")
def queue() -> Iterator[Queue]:
    """CUPS on a socket and in folders of its own, under a short path; stopped and removed at the end."""
    missing = [tool for tool in TOOLS if shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin") is None]
    if missing or not DRIVER.exists():
        pytest.skip(f"no print queue here: {', '.join(missing) or DRIVER} is not installed")
    if os.geteuid() != 0:
        pytest.skip("no print queue here: only root may start a CUPS of its own")
    home = Path(tempfile.mkdtemp(prefix="cups-"))
    home.chmod(0o755)
    made = Queue(home, _free_port())
    daemon = _started(home, made.port)
    try:
        if not waits(lambda: daemon.poll() is not None or b"is running" in made.run("lpstat", "-r").stdout) or daemon.poll() is not None:
            pytest.skip(f"no print queue here: cupsd did not start: {(home / 'log' / 'daemon').read_text()[-300:]}")
        made.add(made.name)
        yield made
    finally:
        daemon.terminate()
        daemon.wait(SECONDS)
        shutil.rmtree(home)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("localhost", 0))
        return int(asked.getsockname()[1])


def _started(home: Path, port: int) -> subprocess.Popen[bytes]:
    for name in ("root", "state", "cache", "spool/tmp", "log", "out"):
        (home / name).mkdir(parents=True)
    (home / "spool" / "tmp").chmod(0o1777)
    (home / "root" / "cups-files.conf").write_text(FILES.format(home=home))
    (home / "root" / "cupsd.conf").write_text(DAEMON.format(home=home, port=port))
    ppd = DRIVER.read_text().replace('*% cupsFilter:    "application/vnd.cups-postscript 0 pstitleiconv"',
                                     '*cupsFilter: "application/vnd.cups-pdf 0 -"')
    assert "cups-pdf 0 -" in ppd
    (home / "printer.ppd").write_text(ppd)
    with (home / "log" / "daemon").open("wb") as said:
        return subprocess.Popen([shutil.which("cupsd") or "/usr/sbin/cupsd", "-f", "-c", str(home / "root" / "cupsd.conf"),
                                 "-s", str(home / "root" / "cups-files.conf")], stdout=said, stderr=said)
