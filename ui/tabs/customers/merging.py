"""A customer filed twice: who is likely, what merging would mean before it is done, the merge, and its undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from models.core.office import Done, Office
from models.core.text import N_, _
from models.customers import commands, queries
from models.customers.rules import KINDS
from models.receivables.commands import merge_accounts, part_accounts
from models.receivables.inputs import MergeAccountsInput
from models.reports.queries import MergePreview, merge_preview
from models.reports.queries.merging import TITLES, Side
from ui.kit.board import Board, Card, Fact
from ui.kit.desk import Desk
from ui.kit.specs import FieldKind, FieldSpec, FormSpec, Level, LinesSpec, Live, Mark, Section, Values
from ui.kit.verbs import Door, Verb
from ui.kit.words import join
from ui.tabs import said
from ui.tabs.finders import customer, find_customers

FIELDS = {
    "name": N_("Name"), "short_name": N_("Short name"), "kind": N_("Kind"), "phone": N_("Phone"), "tax_number": N_("Tax number"),
    "territory": N_("Territory"), "address": N_("Address"), "bank": N_("Bank"), "bank_account": N_("Account number"),
    "credit_limit": N_("Credit limit"), "credit_days": N_("Credit days"), "price_list": N_("Price list"),
    "salesperson": N_("Salesperson"), "segment": N_("Segment"), "opened_on": N_("Opened on"), "remark": N_("Remark"),
}
"""What of two files is held side by side."""
ISSUED = frozenset({"invoice", "receipt", "ledger_entry", "failed_trip"})
TOGETHER = frozenset({"contact", "customer_note", "lead", "owned_visit", "reception", "warning_answer", "last_price"})


def _said(name: str, value: Any) -> str:
    if isinstance(value, Decimal):
        return said.money(value)
    return _(KINDS[value]) if name == "kind" else "" if value is None else str(value)


def _after(table: str, count: int) -> str:
    """What becomes of what stands under the merged name."""
    if table in ISSUED:
        return _("stays as issued; lists by customer show it under the kept one")
    if table in TOGETHER:
        return _("{count} shown together with the kept one").format(count=count)
    return _("stays with the merged file")


def _rows(seen: MergePreview, moves: bool) -> Iterator[Values]:
    merged, kept = seen.merged, seen.kept
    yield _row(_("Code"), merged.file.code, kept.file.code, _("{code} finds {kept} from now on").format(
        code=merged.file.code, kept=kept.file.code))
    whole = said.money(merged.balance + kept.balance)
    after = _("{amount}, by a pair of entries for each open item").format(amount=whole) if moves else _("stays apart")
    yield _row(_("Balance"), said.money(merged.balance), said.money(kept.balance), after if merged.balance else _("nothing to move"))
    for table in sorted(merged.counts, key=lambda name: (name in ISSUED, name not in TOGETHER)):
        one, other = merged.counts[table], kept.counts.get(table, 0)
        yield _row(_(TITLES[table]), str(one), str(other), _after(table, one + other))
    for name, (one, other) in seen.differ.items():
        if name in FIELDS:
            after = _said(name, other)
            yield _row(_(FIELDS[name]), _said(name, one), after, _("stays: {value}").format(value=after) if after else _("stays empty"))


def _row(what: str, merged: str, kept: str, after: str) -> Values:
    return {"what": what, "merged": merged, "kept": kept, "after": after}


def preview(office: Office, values: Values, _path: str) -> Live:
    """What merging would mean, as the two are chosen."""
    merged, kept = values["customer_id"], values["kept_id"]
    if not merged or not kept or merged == kept:
        return Live({"differ": []})
    seen = merge_preview(office, merged, kept)
    marks = {}
    if not seen.kept.file.active:
        marks["kept_id"] = Mark(_("takes no new papers"))
    return Live({"differ": list(_rows(seen, bool(values["move_balance"])))}, marks)


_WHO = N_("Code, name, pinyin or end of the phone number")
FORM = FormSpec("merge", N_("Merge customers"), live=preview, intro=N_(
    "The one filed twice points to the one that is kept and takes no new papers. Nothing that was issued is rewritten; "
    "the merge can be undone until the day ends."), parts=(
    Section((
        FieldSpec("customer_id", N_("Filed twice"), FieldKind.FINDER, required=True, width=36, finder=find_customers, hint=_WHO),
        FieldSpec("kept_id", N_("Is kept"), FieldKind.FINDER, required=True, width=36, finder=find_customers, hint=_WHO),
        FieldSpec("reason", N_("Reason"), width=36, limit=200),
        FieldSpec("move_balance", N_("What is open goes over"), FieldKind.FLAG, initial=True, aside=True),
    ), columns=2),
    LinesSpec("differ", (
        FieldSpec("what", N_("What"), width=16, read_only=True), FieldSpec("merged", N_("Filed twice"), width=26, read_only=True),
        FieldSpec("kept", N_("Is kept"), width=26, read_only=True), FieldSpec("after", N_("After the merge"), width=40, read_only=True),
    ), title=N_("What moves and what stays"), growing=False, rows=12),
))


def merge(office: Office, _chosen: Any, x: MergeAccountsInput) -> Done:
    """Merge as the form says; what was chosen only filled it."""
    return merge_accounts(office, x)


def fill_chosen(office: Office, ids: Any) -> Values:
    """The form with the chosen customers in it; of two the one filed later goes into the first."""
    chosen = sorted(ids)
    kept = {"kept_id": customer(office, chosen[0])} if len(chosen) > 1 else {}
    return {"customer_id": customer(office, chosen[-1]), **kept}


def _show_kept(desk: Desk, done: Done) -> None:
    desk.open(Door("customers", done.id))


MERGE = Verb(N_("Merge…"), merge, "Ctrl+M", "merge", asks=FORM, reads=MergeAccountsInput.from_form, fills=fill_chosen, many=True,
             at_once=True, when=lambda row: not row["merged_into"], done=N_("Merged into {number}"), after=_show_kept)
UNDO = Verb(N_("Undo the merge"), part_accounts, "", "undo", when=lambda row: bool(row["parts"]),
            done=N_("{number} stands by itself"),
            confirm=N_("The customer stands by itself again; papers issued since stay with whom they name. Undo the merge?"))


def pair_of(key: Any) -> tuple[int, int]:
    """The two customers of a possible duplicate, the one filed first before the other."""
    first, _dash, other = str(key).partition("-")
    return int(first), int(other)


def double_board(office: Office, key: Any) -> Board:
    """Two files side by side."""
    first, other = pair_of(key)
    if not (queries.is_filed(office, first) and queries.is_filed(office, other)):
        return Board(())
    seen = merge_preview(office, other, first)
    return Board((_side(_("Filed first"), seen.kept, seen, 1), _side(_("Filed later"), seen.merged, seen, 0)), shares=(1, 1))


def _side(title: str, side: Side, seen: MergePreview, place: int) -> Card:
    """One of two files; what differs is marked."""
    facts = [Fact(_("Code"), side.file.code, door=Door("customers", side.file.id))]
    for name, word in FIELDS.items():
        value = _said(name, getattr(side.file, name))
        if value or name in seen.differ:
            facts.append(Fact(_(word), value or "–", Level.LOOK if all(seen.differ.get(name, ())) and name in seen.differ else Level.PLAIN))
    facts.append(Fact(_("Balance"), said.money(side.balance)))
    counted = join(*(f"{_(TITLES[table])} {count}" for table, count in side.counts.items()))
    return Card(join(title, side.file.name), facts=(*facts, Fact(_("Under this name"), counted or "–", wide=True)), columns=2,
                side=1 - place)


def _apart(office: Office, key: Any) -> Done:
    return commands.tell_apart(office, *pair_of(key))


def _into_first(office: Office, key: Any) -> Values:
    return fill_chosen(office, pair_of(key))


def _into_later(office: Office, key: Any) -> Values:
    first, other = pair_of(key)
    return {"customer_id": customer(office, first), "kept_id": customer(office, other)}


def _merging(title: str, fills: Callable[[Office, Any], Values], key: str) -> Verb:
    return Verb(title, merge, key, "merge", asks=FORM, reads=MergeAccountsInput.from_form, fills=fills, done=N_("Merged into {number}"))


PAIR_VERBS = (
    _merging(N_("Merge into the first…"), _into_first, "Ctrl+M"), _merging(N_("Merge into the later…"), _into_later, "Ctrl+Shift+M"),
    Verb(N_("They are two"), _apart, "Ctrl+D", "reject", many=True, done=N_("{number} are told apart")),
)
