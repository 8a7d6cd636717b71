"""Where a person's data lives on this system."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def default_folder() -> Path:
    """The folder of the office when none is named."""
    return user_data_path("neiqin-desk", appauthor=False)
