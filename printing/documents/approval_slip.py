"""The approval slip (审批单): what was asked, what it comes to, and the manager's decision, or room for it (rules: Approvals)."""

from __future__ import annotations

from dataclasses import dataclass

from models.core.text import _
from printing.flow import Entries, Entry, Grid, Section, Words
from printing.form import FlowPaper


@dataclass(frozen=True)
class ApprovalSlipPaper:
    """One request as shown. decision: as worded, "" while it waits. sum_by_hand: whether price gap and freight are left to be filled in.

    note: e.g. that it was self-approved.
    """

    company: str
    number: str
    about: str
    question: str
    asked_by: str
    asked_at: str
    amount: str = ""
    capitals: str = ""
    decision: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""
    sum_by_hand: bool = False
    note: str = ""


def flow_of(slip: ApprovalSlipPaper) -> FlowPaper:
    """The slip, on one sheet. Language: as spoken."""
    fields = ((_("No."), slip.number), (_("Kind"), slip.about), (_("Asked at"), slip.asked_at))
    asked: list[Words | Entries] = [Words(slip.question, 16)]
    if slip.amount:
        asked.append(Entries((Entry(_("Amount concerned"), slip.amount), Entry(_("In capitals"), slip.capitals, 2)), row=7))
    sections = [Section(_("Request"), tuple(asked))]
    if slip.sum_by_hand:
        sections.append(Section(_("Price gap and freight"), (Grid(
            (_("Product"), _("Price gap"), _("Quantity"), _("Freight"), _("Amount")), (), blank=2, row=6.6, wide=(2, 1, 1, 1, 1.2)),)))
    sections.append(Section(_("Decision"), (
        Entries((Entry(_("Decision"), slip.decision), Entry(_("Decided by"), slip.decided_by), Entry(_("Time"), slip.decided_at)), row=7),
        Entries((Entry(_("Reason"), slip.reason, 3),), row=12))))
    signers = ((_("Asked by"), slip.asked_by), (_("Manager"), ""), (_("Finance"), ""))
    return FlowPaper(slip.company, _("Approval Slip"), fields, tuple(sections), signers, slip.note, grows=True)
