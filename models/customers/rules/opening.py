"""The steps of opening an account, what a file still lacks for it, licences that ran out, territories (duties 20, 21); pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from models.core.divisions import lies_in, readings
from models.core.errors import Problem
from models.core.settings import Option
from models.core.text import N_
from models.customers.inputs import CustomerInput

OPENINGS = {"draft": N_("draft"), "asked": N_("asked"), "approved": N_("opened"), "refused": N_("refused")}
STEPS = {"asked": frozenset({"draft", "refused"}), "approved": frozenset({"draft", "asked"}), "refused": frozenset({"asked"})}
"""From which states each step of opening may be taken (rules: Customers). Opening a draft at once counts as asking."""


def check_step(step: str, opening: str, name: str, field: str = "") -> list[Problem]:
    """Whether an account in this state may take this step (duty 20)."""
    if opening in STEPS[step]:
        return []
    said = {"approved": N_("{name} is opened already"), "asked": N_("The opening of {name} is asked for already"),
            "refused": N_("The opening of {name} was refused; ask for it again first"), "draft": N_("Ask for the opening of {name} first")}
    return [Problem(field, f"opening.{opening}", said[opening], {"name": name})]


def gaps_of(x: CustomerInput) -> list[str]:
    """What a file still lacks for an opening, as msgids; the manager is told, and decides (duty 20)."""
    there = (
        (x.licences, N_("a licence")), (x.territory, N_("the territory")), (x.credit_limit is not None or x.credit_days, N_("the terms")),
        (x.address, N_("the address")), (x.phone, N_("the phone")), (x.contacts, N_("a contact")), (x.tax_number, N_("the tax number")),
        (x.salesperson_id, N_("the salesperson")),
    )
    return [words for found, words in there if not found]


EXPIRED_LICENCE = Option("customers.expired_licence", "block", N_("A customer's expired licence"), "customers",
                         {"block": N_("blocks invoices"), "warn": N_("warns only")})


LICENCE_DAYS = Option("customers.licence_days", 30, N_("Licences are named … days before they expire"), "customers", least=0, most=365)


def licence_problems(licences: Iterable[tuple[str, date | None]], name: str, day: date) -> list[Problem]:
    """What to say of a customer whose licences do not hold on a day; whether it blocks is a setting."""
    return [Problem("customer", "licence.expired", N_("{customer}: out of date: {licences}; file the new licence first"),
                    {"customer": name, "licences": ", ".join(out)}) for out in [expired(list(licences), day)] if out]


def expired(licences: Sequence[tuple[str, date | None]], day: date) -> list[str]:
    """Names of the licences that do not hold on a day (rules: Invoices, before issue)."""
    return [name for name, expires in licences if expires is not None and expires < day]


TERRITORIES: Option[tuple[str, ...]] = Option("customers.territories", (), N_("Territories of our own"), "territories")
"""Each as a name and the places that make it: 豫东: 周口 商丘."""
_PARTS = re.compile(r"[\s,，、;；]+")


def territories_of(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The office's own territories with their places, as `TERRITORIES` keeps them."""
    found = {}
    for line in lines:
        name, _colon, places = line.replace("：", ":").partition(":")
        if name.strip():
            found[name.strip()] = tuple(part for part in _PARTS.split(places) if part)
    return found


def place_doubts(x: CustomerInput, own: Mapping[str, tuple[str, ...]]) -> list[Problem]:
    """Addresses that name a place outside the territory; one filed with a territory of its own is taken at its word (duty 21)."""
    if not x.territory.strip():
        return []
    addresses = (x.address, *(each.address for each in x.addresses if not each.territory.strip()))
    return [Problem("territory", "territory.apart", N_("{address} lies outside {territory}"), {"address": text, "territory": x.territory})
            for text in addresses if readings(text) and not lies_in(x.territory.strip(), text, own)]


def territory_lines(territories: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """(name, places as typed) as `TERRITORIES` keeps them; a name twice is one territory."""
    kept: dict[str, str] = {}
    for name, places in territories:
        tidy = name.replace("：", ":").replace(":", " ").strip()
        if tidy:
            kept[tidy] = " ".join(part for part in (*_PARTS.split(kept.get(tidy, "")), *_PARTS.split(places)) if part)
    return tuple(f"{name}: {places}" for name, places in kept.items())
