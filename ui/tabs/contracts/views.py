"""Contracts: quotes, contracts from draft to done, what became of them, money to come, wordings (duties 32, 40, 56, 57, 102)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from models.contracts import queries
from models.contracts.listing import ATTACHMENTS, CONTRACT_EVENTS, CONTRACT_LINES, CONTRACTS, QUOTES, TEMPLATES
from models.core.office import Office
from models.core.text import N_
from models.drafts.listing import CONTRACT_DRAFTS, QUOTE_DRAFTS
from models.reports.listing import (FULFILMENT, FULFILMENT_BY_MONTH, FULFILMENT_BY_QUARTER, FULFILMENT_BY_YEAR, FULFILMENT_LINES,
                                    INSTALMENTS_DUE)
from ui.kit.tab import Group, ListView, View
from ui.tabs.contracts import forms
from ui.tabs.contracts.board import (EVENT_LEVELS, LEVELS, OPEN, PART_LEVELS, QUOTE_LEVELS, contract_board, of_event, of_file, of_line,
                                     of_part, quote_board)
from ui.tabs.contracts.verbs import CLAUSES_VERB, CONTRACT_VERBS, PART_VERBS, QUOTE_VERBS
from ui.tabs.drafts import DELETE_DRAFT
from ui.tabs.importing import import_view
from ui.tabs.papers import paper, together


def _number(office: Office, contract_id: Any) -> str:
    row = queries.contract(office, contract_id)
    return row.number if row else ""


def _quoted(office: Office, quote_id: Any) -> str:
    row = queries.quote(office, quote_id)
    return row.number if row else ""


CONTRACT = paper("contract", N_("Contract"), _number, many=together("contract", _number))
SUMMARY = paper("contract-summary", N_("Contract Summary"), _number)
SHEET = paper("contract-fulfilment", N_("Fulfilment of contracts"), _number)
QUOTATION = paper("quote", N_("Quotation"), _quoted)

VIEWS: tuple[View | Group, ...] = (
    Group(N_("Contracts"), (
        ListView(CONTRACTS, CONTRACT_VERBS, (CONTRACT, SUMMARY, SHEET), create=forms.NEW_CONTRACT, edit=forms.CHANGE_CONTRACT,
                 detail=contract_board, board=contract_board, levels=LEVELS, columns=(
                     "number", "customer", "state", "total", "date", "end", "deliver_by", "title", "salesperson", "kind", "start", "placed",
                     "remark", "person")),
        forms.NEW_CONTRACT,
        ListView(CONTRACT_DRAFTS, (DELETE_DRAFT,), edit=replace(forms.NEW_CONTRACT, title=N_("Go on with it")), create=forms.NEW_CONTRACT),
        ListView(CONTRACT_LINES, detail=of_line, board=of_line, levels=LEVELS),
        ListView(CONTRACT_EVENTS, detail=of_event, board=of_event, levels=EVENT_LEVELS),
        ListView(ATTACHMENTS, (OPEN,), detail=of_file, board=of_file),
        ListView(TEMPLATES, (CLAUSES_VERB,), create=forms.NEW_TEMPLATE, edit=forms.CHANGE_TEMPLATE),
    )),
    Group(N_("Quotes"), (
        ListView(QUOTES, QUOTE_VERBS, (QUOTATION,), create=forms.NEW_QUOTE, edit=forms.REVISE_QUOTE, detail=quote_board,
                 levels=QUOTE_LEVELS),
        forms.NEW_QUOTE,
        ListView(QUOTE_DRAFTS, (DELETE_DRAFT,), edit=replace(forms.NEW_QUOTE, title=N_("Go on with it")), create=forms.NEW_QUOTE),
    )),
    Group(N_("Fulfilment"), (
        ListView(FULFILMENT, documents=(SHEET, SUMMARY), detail=contract_board, board=contract_board, levels=LEVELS, as_of=True, columns=(
            "number", "customer", "contracted", "delivered", "invoiced", "received", "rate", "receipt_rate", "days_left", "state",
            "undelivered", "uninvoiced", "unreceived", "breaches", "changes", "event", "salesperson", "date", "end")),
        ListView(INSTALMENTS_DUE, PART_VERBS, detail=of_part, board=of_part, levels=PART_LEVELS, as_of=True),
        ListView(FULFILMENT_LINES, detail=of_line, board=of_line, levels=LEVELS, as_of=True),
        ListView(FULFILMENT_BY_MONTH, as_of=True),
        ListView(FULFILMENT_BY_QUARTER, as_of=True),
        ListView(FULFILMENT_BY_YEAR, as_of=True),
    )),
    import_view("import-contracts", ("contracts",)),
)
