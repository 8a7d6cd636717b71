"""The street of rooms, in order: a room knows only those before it. Here the whole office is put together."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from models.core import tables as _core_tables  # noqa: F401  # declares the ground floor's tables
from models.core.clock import Clock
from models.core.database import known_errors, open_database
from models.core.errors import KnownError
from models.core.listing import Listing
from models.core.migrations import Step, check_schema, make_schema, migrate, sync_folder, version_of
from models.core.office import Act, Office
from models.core.staging import sweep
from models.core.table import Table, all_tables
from models.core.text import N_
from models.core.verify import file_faults

ROOMS = ("days", "people", "designs", "drafts", "tasks", "products", "customers", "leads", "liabilities", "stock", "receivables",
         "contracts", "invoices", "deliveries", "receipts", "bank", "einvoices", "sale", "closing", "handover", "reports")
LATEST = 1
STEPS: tuple[Step, ...] = ()
DATABASE, KEY = "office.db", "office.key"


FOLLOWERS = {"calendar": ("models.leads.commands.clock",), "settings": ("models.days.commands", "models.leads.commands.clock")}
"""Whose `follow(act)` has a word in a command of another room, by what it changes: to put right what it keeps by that, or to refuse."""


def modules(name: str) -> Iterator[ModuleType]:
    """The module of this name (tables, listing, …) of every room that has one, in street order."""
    for room in ROOMS:
        path = f"models.{room}"
        if find_spec(path) is not None and find_spec(f"{path}.{name}") is not None:
            yield import_module(f"{path}.{name}")


def office_tables() -> list[type[Table]]:
    """Every table of the office, ground floor first."""
    for _module in modules("tables"):
        pass
    return all_tables()


def all_listings() -> dict[str, Listing]:
    """Every listing of the office by name, in street order."""
    found: dict[str, Listing] = {}
    for module in modules("listing"):
        for value in vars(module).values():
            if isinstance(value, Listing) and value.name not in found:
                found[value.name] = value
    return found


def followers(topics: Iterable[str]) -> Iterator[Callable[[Act], None]]:
    """The postings of other rooms that a command of these topics calls for, each once."""
    for name in dict.fromkeys(name for topic in topics for name in FOLLOWERS.get(topic, ())):
        yield import_module(name).follow


def has_office(folder: Path) -> bool:
    """Whether an office stands in the folder."""
    return (folder / DATABASE).exists()


def make_office(folder: Path, clock: Clock | None = None) -> Office:
    """Make an empty office in a folder that has none, and open it. Its key is random and stays in the folder."""
    if has_office(folder):
        raise KnownError(N_("There is an office in this folder already"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _make_key(folder / KEY)
    except OSError as error:
        raise KnownError(N_("No office can be made in {folder} ({reason}); choose another folder"), folder=str(folder),
                         reason=error.strerror or str(error)) from error
    being_made = folder / "office.making"
    being_made.unlink(missing_ok=True)
    try:
        with known_errors():
            database = open_database(being_made, key_of(folder))
            try:
                make_schema(database, office_tables(), LATEST)
                database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                database.close()
    except KnownError:                                  # a full disk: leave nothing half-made
        for rest in ("", "-wal", "-shm"):
            (folder / f"office.making{rest}").unlink(missing_ok=True)
        (folder / KEY).unlink()
        raise
    os.replace(being_made, folder / DATABASE)
    sync_folder(folder)
    return open_office(folder, clock)


def _make_key(place: Path) -> None:
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())


def key_of(folder: Path) -> str:
    """The key of the office in this folder. Raises KnownError when it is missing or not a key."""
    try:
        key = (folder / KEY).read_text().strip()
    except OSError as error:
        raise KnownError(N_("The key file {name} is missing beside the office file; put it back from a backup"), name=KEY) from error
    if len(key) != 64 or set(key) - set("0123456789abcdef"):
        raise KnownError(N_("The key file {name} is damaged; put it back from a backup"), name=KEY)
    return key


def open_office(folder: Path, clock: Clock | None = None) -> Office:
    """Open the office in a folder, bringing an older file up to date first. Raises KnownError, and then nothing was written."""
    path = folder / DATABASE
    if not path.exists():
        raise KnownError(N_("There is no office in {folder} yet"), folder=str(folder))
    key, tables = key_of(folder), office_tables()
    migrate(path, key, tables, STEPS, LATEST)
    database = open_database(path, key)
    if version_of(database) == LATEST:
        check_schema(database)
    database.bind(tables, bind_refs=False, bind_backrefs=False)
    office = Office(folder, database, clock or Clock(), tables)
    office.followers = followers
    if version_of(database) == LATEST:
        sweep(office)
    return office


def faults(office: Office) -> Iterator[str]:
    """Everything that `check` looks at: the file, then each room's own recomputation from scratch."""
    try:
        with known_errors():
            yield from file_faults(office)
            for module in modules("queries"):
                own = getattr(module, "faults", None)
                if own is not None:
                    yield from own(office)
    except KnownError as error:      # a page that cannot be read ends the look
        yield f"file: {error.say()}"
