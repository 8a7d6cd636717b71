"""Drafts: what is being typed survives a power cut, without a number and without the journal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from models.core.clock import stamp
from models.core.database import immediate
from models.core.errors import Problem, require
from models.core.office import Act, Office
from models.core.text import N_, has_control
from models.drafts.rules import MOST
from models.drafts.tables import Draft


def save_draft(office: Office, form: str, draft_id: int | None, payload: Mapping[str, Any], title: str = "") -> int:
    """Keep the form's plain values durably, in a transaction of its own; returns the draft's id. A draft that is gone is made anew.

    form: a key of rules.FORMS. title: what names it; the customer's name without one. Raises RuleViolation when it is too large.
    """
    with immediate(office.database):
        kept = _keep(office, form, draft_id, payload, title)
    office.changes.publish({"drafts"})
    return kept


def delete_draft(office: Office, draft_id: int) -> None:
    """Throw a draft away."""
    with immediate(office.database):
        Draft.delete_by_id(draft_id)
    office.changes.publish({"drafts"})


def keep_draft(act: Act, form: str, payload: Mapping[str, Any]) -> int:
    """Posting: open a draft inside another command."""
    act.changed("drafts")
    return _keep(act.office, form, None, payload, "")


def drop_draft(act: Act, draft_id: int) -> None:
    """Posting: the draft is done with."""
    Draft.delete_by_id(draft_id)
    act.changed("drafts")


def _keep(office: Office, form: str, draft_id: int | None, payload: Mapping[str, Any], title: str) -> int:
    text = json.dumps(payload, default=_plain)
    require([Problem("", "draft.large", N_("This is too large for a draft; split it"))] if len(text) > MOST else [])
    row = {"form": form, "title": _title(payload, title), "payload": text, "person": office.actor.name if office.actor else "",
           "saved": stamp(office.clock.moment())}
    if draft_id is not None and Draft.update(row).where(Draft.id == draft_id).execute():
        return draft_id
    return int(Draft.insert(row).execute())


def _plain(value: object) -> str:
    if isinstance(value, Decimal | date):
        return str(value)
    raise TypeError(f"no place in a draft for {type(value).__name__}")


def _title(payload: Mapping[str, Any], title: str) -> str:
    customer = payload.get("customer")
    said = title or (customer.get("title") if isinstance(customer, Mapping) else "") or ""
    return "".join(sign for sign in str(said) if not has_control(sign))[:100].strip()
