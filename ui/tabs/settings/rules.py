"""The rules of the office that can be set: every option the rooms declare, by group; and the presets for leads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.core.office import Done, Office
from models.core.settings import OPTIONS, Option
from models.core.text import N_
from models.leads.commands import use_preset
from models.leads.queries import preset_in_use
from models.leads.rules import PRESET_NAMES
from models.street import modules
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Values
from ui.kit.tab import Verb
from ui.kit.verbs import Action
from ui.tabs.settings.options import SAVE, options_view

GROUPS = {
    "invoices": N_("Invoices"), "contracts": N_("Contracts"), "customers": N_("Customers"), "stock": N_("Stock"),
    "receivables": N_("Receivables"),
    "approvals": N_("Approvals"), "leads": N_("Leads"), "reports": N_("Reports and targets"),
    "einvoice": N_("E-invoices"), "handover": N_("Hand-overs"), "days": N_("Office hours"),
}
ELSEWHERE = frozenset({"company", "language", "papers", "numbering", "territories"})
"""Groups that have a form of their own."""

for _name in ("rules", "commands", "queries"):                  # what declares options has to be there
    for _module in modules(_name):
        pass


def _is_list(option: Option[Any]) -> bool:
    """Several names are no rule in one field: they have a form of their own."""
    return isinstance(option.default, tuple)


def _grouped() -> list[tuple[str, Sequence[Option[Any]]]]:
    """The groups in the order above, then those that a new room brings along, under their own key."""
    names = [*GROUPS, *dict.fromkeys(option.group for option in OPTIONS.values() if option.group not in GROUPS)]
    found = [(GROUPS.get(name, name), [option for option in OPTIONS.values() if option.group == name and not _is_list(option)])
             for name in names if name not in ELSEWHERE]
    return [(title, options) for title, options in found if options]


def _use(office: Office, answers: Values) -> Done:
    """A preset as it is; figures of the office's own stay as they are."""
    if answers["preset"] != "custom":
        use_preset(office, str(answers["preset"]))
    return Done(0)


_PRESET = Verb(N_("Use a preset for leads"), _use, icon="undo", needs_row=False, done=N_("The preset is in use"), asks=FormSpec(
    "lead-preset", N_("Use a preset for leads"), (FieldSpec("preset", N_("Preset"), FieldKind.CHOICE, width=20,
                                                            initial=preset_in_use,
                                                            choices=(*PRESET_NAMES.items(), ("custom", N_("Figures of our own")))),),
    intro=N_("All windows and intervals of the grades are set as the preset has them, from now on; what was logged stays as it is.")))


def _choose(desk: Any, page: Any) -> None:
    """The preset is another command than the form's own; what it set is shown at once."""
    if desk.run(_PRESET) is not None:
        page.panel.clear()


RULES = options_view("rules", N_("Rules"), _grouped(), verbs=(SAVE, Action(N_("Use a preset for leads"), _choose, icon="undo")))
