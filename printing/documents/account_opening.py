"""The account-opening form (开户申请表): the customer's file as it was asked for, and the manager's decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.core.kinds import Kind, text_of
from models.core.text import _
from printing.flow import Entries, Entry, Grid, Section
from printing.form import FlowPaper


@dataclass(frozen=True)
class ContactRow:
    """A person at the customer's."""

    name: str
    role: str = ""
    phone: str = ""
    birthday: str = ""


@dataclass(frozen=True)
class LicenceRow:
    """A licence as shown. expires: None is without end."""

    kind: str
    number: str
    expires: date | None = None


@dataclass(frozen=True)
class AccountOpeningPaper:
    """The file of one customer. credit_limit: yuan, None is not set, 0 cash only (rules: Receivables); credit_days: None is not set.

    decision: as worded, "" while it is open; decided_at: as text. missing: what the file lacks; word: what whoever asked has to say.
    note: e.g. that it was self-approved.
    """

    company: str
    name: str
    asked_on: date
    number: str = ""
    code: str = ""
    short_name: str = ""
    tax_number: str = ""
    region: str = ""
    kind: str = ""
    segment: str = ""
    address: str = ""
    delivery_address: str = ""
    phones: str = ""
    bank: str = ""
    account: str = ""
    salesperson: str = ""
    price_list: str = ""
    terms: str = ""
    credit_limit: Decimal | None = None
    credit_days: int | None = None
    contacts: tuple[ContactRow, ...] = ()
    licences: tuple[LicenceRow, ...] = ()
    remark: str = ""
    missing: str = ""
    word: str = ""
    asked_by: str = ""
    decision: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""
    note: str = ""


def flow_of(asked: AccountOpeningPaper) -> FlowPaper:
    """The form as it is filled in. Language: as spoken."""
    fields = ((_("No."), asked.number), (_("Asked on"), text_of(Kind.DATE, asked.asked_on)), (_("Asked by"), asked.asked_by))
    sections = (Section(_("Customer"), (_customer(asked),)), Section(_("Contacts"), (_contacts(asked),)),
                Section(_("Licences"), (_licences(asked),)), Section(_("Terms"), _terms(asked)),
                Section(_("Approval"), _approval(asked)))
    signers = ((_("Asked by"), ""), (_("Salesperson"), ""), (_("Manager"), ""))
    return FlowPaper(asked.company, _("Account-opening Form"), fields, sections, signers, asked.note, named=asked.name)


def _customer(asked: AccountOpeningPaper) -> Entries:
    return Entries((
        Entry(_("Customer name"), asked.name, 2), Entry(_("Short name"), asked.short_name), Entry(_("Code"), asked.code),
        Entry(_("Tax number"), asked.tax_number, 2), Entry(_("Region"), asked.region), Entry(_("Segment"), asked.segment),
        Entry(_("Phone"), asked.phones, 3), Entry(_("Kind"), asked.kind),
        Entry(_("Address"), asked.address, 4), Entry(_("Delivery address"), asked.delivery_address, 4),
        Entry(_("Bank"), asked.bank, 2), Entry(_("Account"), asked.account, 2)), across=4, row=7)


def _contacts(asked: AccountOpeningPaper) -> Grid:
    rows = tuple((one.name, one.role, one.phone, one.birthday) for one in asked.contacts)
    return Grid((_("Contact"), _("Role"), _("Phone"), _("Birthday")), rows, blank=max(0, 3 - len(rows)), row=6.6, wide=(1, 1, 1.4, 1))


def _licences(asked: AccountOpeningPaper) -> Grid:
    rows = tuple((one.kind, one.number, text_of(Kind.DATE, one.expires) if one.expires else _("no end")) for one in asked.licences)
    return Grid((_("Licence"), _("Licence no."), _("Valid until")), rows, blank=max(0, 2 - len(rows)), row=6.6, wide=(1.2, 1.6, 1))


def _terms(asked: AccountOpeningPaper) -> tuple[Entries, ...]:
    limit = "" if asked.credit_limit is None else text_of(Kind.MONEY, asked.credit_limit)
    if asked.credit_limit is not None and not asked.credit_limit:
        limit = _("cash only")
    days = "" if asked.credit_days is None else text_of(Kind.INTEGER, asked.credit_days)
    terms = Entries((Entry(_("Credit limit"), limit), Entry(_("Credit days"), days), Entry(_("Price list"), asked.price_list),
                     Entry(_("Salesperson"), asked.salesperson), Entry(_("Way of payment"), asked.terms, 2)), row=7)
    return terms, Entries((Entry(_("Remark"), asked.remark, 3),), row=16), *(
        Entries((Entry(label, text, 3),), row=7) for label, text in ((_("Still missing"), asked.missing), (_("To the manager"), asked.word))
        if text)


def _approval(asked: AccountOpeningPaper) -> tuple[Entries, Entries]:
    """Decision, who and when; with room for a word by hand while it is open."""
    decided = (Entry(_("Decision"), asked.decision), Entry(_("Approved by"), asked.decided_by),
               Entry(_("Time"), asked.decided_at))
    return Entries(decided, row=7), Entries((Entry(_("Reason"), asked.reason, 3),), row=20)
