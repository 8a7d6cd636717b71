"""Cold start: a new process until the window of a sample office is painted, beside an empty Qt window."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Figure, compare, times_of
from tests.house import ROOT

OURS = """
import sys
from pathlib import Path
from ui.app import application
from ui.session import entered, window_of
from ui.services import services_of_nothing
from ui.main_window import dress
from ui.kit.desk import MemoryStore
store = MemoryStore()
app = application()
dress(app, services_of_nothing(store))
window = window_of(entered(Path(sys.argv[1]), ""), store)
window.show()
app.processEvents()
window.grab()
window.close()
"""
EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
app.processEvents()
window.grab()
"""


def cold(folder: Path, count: int = 7) -> Iterator[Figure]:
    """Start to painted window."""
    subprocess.run([sys.executable, "main.py", "sample", "--data-dir", str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)            # the desk's modules are compiled where it is installed

    def run(script: str) -> None:
        subprocess.run([sys.executable, "-c", script, str(folder)], cwd=ROOT, check=True, env=env, stdout=subprocess.DEVNULL)
    yield compare("cold start to the painted window", times_of(lambda: run(OURS), count), "an empty Qt window",
                  times_of(lambda: run(EMPTY), count))
