"""A real print queue, private to these tests: forms come out of CUPS at their exact size, as vectors, with their text."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.core.text import speaking
from printing.paper import PLAIN, PrinterSetting, paper_named
from printing.preview import Preview
from tests.printing.reading import invoice, pages_of, printed, squeezed
from ui.kit.printer import command_of

DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
TOOLS = ("cupsd", "lpadmin", "lpstat", "lp")
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
    name: str = "form"

    @property
    def env(self) -> dict[str, str]:
        """Where the clients find the daemon."""
        return {**os.environ, "CUPS_SERVER": str(self.home / "socket"), "LC_ALL": "C"}

    def run(self, *command: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """A client of CUPS."""
        return subprocess.run(command, input=given, capture_output=True, env=self.env, timeout=SECONDS, check=False)

    def print(self, pdf: bytes) -> bytes:
        """Send a paper the way the desk sends it; returns what the printer got."""
        came = self.home / "out" / "paper.pdf"
        came.unlink(missing_ok=True)
        with Preview(pdf) as pages:
            size = pages.size(0)
        sent = self.run(*command_of("lp", self.name, "销售单", size), given=pdf)
        assert sent.returncode == 0, sent.stderr
        assert _waits(lambda: came.exists() and b"%%EOF" in came.read_bytes()[-64:]), (self.home / "log" / "error").read_text()[-3000:]
        return came.read_bytes()


def _waits(done: object) -> bool:
    assert callable(done)
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
    daemon = _started(home)
    try:
        made = Queue(home)
        if not _waits(lambda: daemon.poll() is not None or b"is running" in made.run("lpstat", "-r").stdout) or daemon.poll() is not None:
            pytest.skip(f"no print queue here: cupsd did not start: {(home / 'log' / 'daemon').read_text()[-300:]}")
        added = made.run("/usr/sbin/lpadmin", "-p", made.name, "-E", "-v", f"file:{home}/out/paper.pdf", "-P", str(home / "printer.ppd"))
        assert added.returncode == 0, added.stderr
        yield made
    finally:
        daemon.terminate()
        daemon.wait(SECONDS)
        shutil.rmtree(home)


def _started(home: Path) -> subprocess.Popen[bytes]:
    for name in ("root", "state", "cache", "spool/tmp", "log", "out"):
        (home / name).mkdir(parents=True)
    (home / "spool" / "tmp").chmod(0o1777)
    (home / "root" / "cups-files.conf").write_text(FILES.format(home=home))
    (home / "root" / "cupsd.conf").write_text(DAEMON.format(home=home))
    ppd = DRIVER.read_text().replace('*% cupsFilter:    "application/vnd.cups-postscript 0 pstitleiconv"',
                                     '*cupsFilter: "application/vnd.cups-pdf 0 -"')
    assert "cups-pdf 0 -" in ppd
    (home / "printer.ppd").write_text(ppd)
    with (home / "log" / "daemon").open("wb") as said:
        return subprocess.Popen([shutil.which("cupsd") or "/usr/sbin/cupsd", "-f", "-c", str(home / "root" / "cupsd.conf"),
                                 "-s", str(home / "root" / "cups-files.conf")], stdout=said, stderr=said)


@pytest.mark.parametrize("name", ["pin1", "pin2", "pin3", "slip94", "A5L"])
def test_a_form_comes_out_at_its_exact_height(queue: Queue, name: str) -> None:
    """Half a point, 0.18 mm, is what CUPS can be told; 9.5 inch forms of 11, 5½ and 3⅔ inch are whole points and do not drift."""
    paper = paper_named(name)
    with speaking("zh_CN"):
        came = queue.print(printed(invoice(3, copies=()), on=name))
    with Preview(came) as pages:
        width, height = pages.size(0)
    assert width == pytest.approx(paper.width, abs=0.18) and height == pytest.approx(paper.height, abs=0.18)
    if paper.pin:
        assert height == pytest.approx({"pin1": 279.4, "pin2": 139.7, "pin3": 279.4 / 3}[name], abs=0.01)


def test_the_text_comes_out_as_it_went_in(queue: Queue) -> None:
    """As vectors: what is on the paper can still be searched, rare characters too."""
    with speaking("zh_CN"):
        sent = printed(invoice(3, customer="周口市堃喆㛃䶮饲料有限公司"))
        came = queue.print(sent)
    assert squeezed(came) == squeezed(sent) and "堃喆㛃䶮" in squeezed(came)


def test_a_long_run_keeps_every_page(queue: Queue) -> None:
    with speaking("zh_CN"):
        came = queue.print(printed(*(invoice(20, number=f"XS202611{at:05d}") for at in range(4))))
    assert pages_of(came) == 12


def test_a_longer_form_is_asked_for_where_the_printer_drifts(queue: Queue) -> None:
    """Half a millimetre a form, as the calibration page measures it."""
    setting = PrinterSetting(drift=0.5)
    with speaking("zh_CN"):
        plain, longer = (queue.print(printed(invoice(1), setting=each)) for each in (PLAIN, setting))
    with Preview(plain) as before, Preview(longer) as after:
        assert after.size(0)[1] - before.size(0)[1] == pytest.approx(0.5, abs=0.2)
