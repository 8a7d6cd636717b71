"""What may be done with goods: the postings other rooms make, and the verbs of the stock room."""

from __future__ import annotations

from models.stock.commands.postings import consume_promises, move, release, reserve
from models.stock.inputs import Move

__all__ = ["Move", "consume_promises", "move", "release", "reserve"]
