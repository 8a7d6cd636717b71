"""Two leads that are one: which is kept, what moves to it, and parting them again on the same day."""

from __future__ import annotations

from typing import Any

from models.core.errors import Problem, RuleViolation
from models.core.office import Done, Office
from models.core.text import N_, _
from models.days.queries import business_date
from models.leads import commands, queries
from models.leads.queries import LeadRow, MergePreview
from models.leads.rules import CARD as TITLES
from ui.kit.board import Card, CardRow
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, Live, Mark, Section, Values
from ui.kit.tab import Verb
from ui.kit.words import colon, join
from ui.tabs import said
from ui.tabs.finders import find_leads
from ui.tabs.leads.doubles import lead_found

_LONG = 26


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONG else line[:_LONG - 1] + "…"


def _pair(values: Values) -> tuple[int, int] | None:
    """Which lead is kept and which is merged into it, as chosen."""
    keep, other = values.get("keep"), values.get("other")
    if not keep or not other:
        return None
    return (other, keep) if values.get("swap") else (keep, other)


def preview(office: Office, values: Values, path: str) -> Live:
    """What moves, what stays as it is and which words win, before anything is done."""
    pair = _pair(values)
    seen = None if pair is None else queries.merge_preview(office, *pair)
    if seen is None:
        return Live(values={"stands": ""})
    told = {field: _("{kept} stands; in the history: {other}").format(kept=_short(kept) or "–", other=_short(other))
            for field, kept, other in seen.told}
    stands, nothing = join(seen.keep.number, seen.keep.name), _("Nothing")
    return Live(values={"stands": stands, "moves": _moves(seen), "same": nothing, **told}, marks=_warned(seen),
                asks=frozenset(told or {"same"}))


def _moves(seen: MergePreview) -> str:
    """What comes along, by kind."""
    return join(*(f"{_(queries.KINDS[kind])} {count}" for kind, count in seen.counts))


def _warned(seen: MergePreview) -> dict[str, Mark]:
    """Another salesperson or grade: they stay as the kept one has them."""
    pairs = ((N_("Salesperson"), seen.keep.salesperson, seen.other.salesperson), (N_("Grade"), seen.keep.grade, seen.other.grade))
    words = [f"{_(title)}{colon()}{kept or '–'} ← {other or '–'}" for title, kept, other in pairs if kept != other]
    return {"stands": Mark("\n".join(words), Level.PLAIN)} if words else {}


_FORM = FormSpec("lead-merge", N_("Merge two leads"), parts=(
    Section((
        FieldSpec("keep", N_("One lead"), FieldKind.FINDER, required=True, width=36, finder=find_leads),
        FieldSpec("other", N_("The same one again"), FieldKind.FINDER, required=True, width=36, finder=find_leads,
                  hint=N_("Name, pinyin, phone or number")),
        FieldSpec("swap", N_("Keep the second, merge the first into it"), FieldKind.FLAG, aside=True),
    )),
    Section((
        FieldSpec("stands", N_("Is kept"), FieldKind.FACT, width=44),
        FieldSpec("moves", N_("Comes to it"), FieldKind.FACT, width=44),
        *(FieldSpec(field, TITLES[field], FieldKind.FACT, width=44, asked=True) for field in queries.CARD),
        FieldSpec("same", N_("Differs in"), FieldKind.FACT, width=44, asked=True),
    ), title=N_("What the merge does")),
), live=preview, intro=N_("Both keep their history. The merge can be undone until the day ends."))


def _fills(office: Office, ids: tuple[int, ...]) -> Values:
    """The two that were selected, the one filed first is kept; or the one, and the other is looked for."""
    chosen = sorted(ids)[:2]
    return {name: lead_found(office, lead_id) for name, lead_id in zip(("keep", "other"), chosen, strict=False)}


def _merge(office: Office, _ids: tuple[int, ...], values: Values) -> Done:
    pair = _pair(values)
    if pair is None:
        raise RuleViolation([Problem("other", "merge.other", N_("Choose the other lead"))])
    return commands.merge_leads(office, *pair)


MERGE = Verb(N_("Merge…"), _merge, "Ctrl+M", "merge", asks=_FORM, fills=_fills, many=True, at_once=True,
             done=N_("{number} now stands for both"))
PART = Verb(N_("Part again"), commands.undo_merge, "Ctrl+U", "undo", done=N_("{number} stands for itself again"))


def merged_card(office: Office, row: LeadRow) -> Card | None:
    """The leads that this one stands for; on the day of the merge they can be parted again."""
    others, today = queries.merged_into(office, row.id), business_date(office)
    days: dict[int, Any] = {other.id: queries.merge_day(office, other.id) for other in others}
    if not others:
        return None
    rows = tuple(CardRow(other.name, join(other.number, other.phone, other.salesperson), said.day(office, days[other.id]),
                         grade=other.grade, id=other.id if days[other.id] == today else None) for other in others)
    parts = (PART,) if any(each.id is not None for each in rows) else ()
    return Card(_("Merged into this one"), rows, verbs=parts, count=len(rows))
