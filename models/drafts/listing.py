"""Drafts of each form, as listings."""

from __future__ import annotations

from peewee import ModelSelect

from models.core.kinds import Kind
from models.core.listing import Column, Filter, Listing
from models.core.text import N_
from models.drafts.rules import LISTED
from models.drafts.tables import Draft


def _of(form: str, title: str, empty: str) -> Listing:
    def rows(_ask: Filter) -> ModelSelect:
        return Draft.select().where(Draft.form == form)
    return Listing(
        LISTED[form], title, rows=rows, key=Draft.id, topics=("drafts",), order=("-saved",), singular=N_("Draft"), empty=empty, columns=(
            Column("title", N_("Draft"), Draft.title, search=True, width=30),
            Column("person", N_("Made by"), Draft.person),
            Column("saved", N_("Saved at"), Draft.saved, Kind.MOMENT, width=14),
        ))


DRAFTS = _of("invoice", N_("Drafts"), N_("No draft: what you type is kept here until it is issued"))
CONTRACT_DRAFTS = _of("contract", N_("Unfinished contracts"), N_("No draft: what you type is kept here until it is saved as a contract"))
QUOTE_DRAFTS = _of("quote", N_("Unfinished quotes"), N_("No draft: what you type is kept here until the quote is given"))
