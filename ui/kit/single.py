"""One window per office: a second start brings the first window forward and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_MS = 500


class Single(QObject):
    """The claim on one office folder. Keep it as long as the window lives."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.name = f"neiqin-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
        self._server: QLocalServer | None = None
        self._raise: Callable[[], object] = lambda: None

    def first(self, bring_forward: Callable[[], object]) -> bool:
        """Whether this start is the first; if not, the first one's `bring_forward` was called there."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if socket.waitForConnected(_MS):
            socket.disconnectFromServer()
            return False
        self._raise = bring_forward
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self.name)
        self._server.newConnection.connect(self._heard)
        return self._server.listen(self.name)

    def release(self) -> None:
        """Let another start be the first."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _heard(self) -> None:
        if self._server is not None:
            self._server.nextPendingConnection().deleteLater()
        self._raise()
