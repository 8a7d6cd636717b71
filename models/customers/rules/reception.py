"""What the register of receptions must hold (duty 4); pure."""

from __future__ import annotations

from datetime import date

from models.core.errors import Problem
from models.core.text import N_
from models.core.typed import Text, check_texts
from models.customers.inputs import ReceptionInput
from models.customers.rules.files import no_customer

WAYS = {"visit": N_("Came by"), "phone": N_("Phoned in"), "message": N_("Wrote")}
RECEPTION = (Text("caller", 40), Text("phone", 60, digits=True), Text("explained", 500, lines=True, emoji=True),
             Text("about", 500, lines=True, emoji=True, required=N_("Say what it was about")))


def check_reception(x: ReceptionInput, known: bool, today: date) -> list[Problem]:
    """Somebody, what it was about, and a day that has come. known: whether the customer, if one is named, is filed."""
    found = check_texts(x, RECEPTION)
    if x.customer_id is not None and not known:
        found.append(no_customer())
    elif x.customer_id is None and not x.caller.strip():
        found.append(Problem("caller", "reception.caller", N_("Say who it was")))
    if x.way not in WAYS:
        found.append(Problem("way", "reception.way", N_("Choose how they came")))
    if x.date is not None and x.date > today:
        found.append(Problem("date", "note.ahead", N_("{day} has not come yet"), {"day": x.date}))
    return found
