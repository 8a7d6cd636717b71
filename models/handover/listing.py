"""Hand-overs and the differences that were named, as listings."""

from __future__ import annotations

from peewee import Case, fn

from models.core.kinds import Kind
from models.core.listing import Column, Listing
from models.core.text import N_
from models.handover import queries
from models.handover.rules import RECIPIENTS, STATES
from models.handover.tables import HandoverAnswer, HandoverBatch

_answer, _end = HandoverAnswer.alias("answer"), HandoverAnswer.alias("ended")


def _has(*kinds: str) -> fn:
    return fn.EXISTS(_answer.select(_answer.id).where(_answer.batch == HandoverBatch.id, _answer.kind.in_(kinds)))


_OPEN = fn.EXISTS(_answer.select(_answer.id).where(
    _answer.batch == HandoverBatch.id, _answer.kind == "differs", ~fn.EXISTS(_end.select(_end.id).where(_end.resolves == _answer.id))))
_STATE = Case(None, ((_OPEN, "differs"), (_has("accepted"), "accepted"), (_has("signed", "differs"), "signed")), "handed")
_SIGNED = _answer.select(fn.MAX(_answer.by)).where(_answer.batch == HandoverBatch.id, _answer.kind == "signed")

HANDOVERS = Listing(
    "handovers", N_("Hand-overs"), rows=queries.batches, key=HandoverBatch.id, topics=("handover",), date=HandoverBatch.end, state="state",
    order=("-number",), singular=N_("Hand-over"), empty=N_("Nothing is handed over yet; choose the days and write the workbook"), columns=(
        Column("number", N_("No."), HandoverBatch.number, Kind.CODE, search=True, width=14),
        Column("recipient", N_("Handed over to"), HandoverBatch.recipient, Kind.STATE, choices=RECIPIENTS),
        Column("start", N_("First day"), HandoverBatch.start, Kind.DATE),
        Column("end", N_("Last day"), HandoverBatch.end, Kind.DATE),
        Column("state", N_("State"), _STATE, Kind.STATE, choices=STATES),
        Column("due", N_("Answer due"), HandoverBatch.due, Kind.DATE),
        Column("signed", N_("Signed for by"), _SIGNED, width=12),
        Column("person", N_("Handed over by"), HandoverBatch.person, search=True),
        Column("moment", N_("At"), HandoverBatch.moment, Kind.MOMENT, width=16),
        Column("remark", N_("Remark"), HandoverBatch.remark, search=True, width=24),
    ))

_ended = _end.select(_end.remark).where(_end.resolves == HandoverAnswer.id)
HANDOVER_DIFFERENCES = Listing(
    "handover_differences", N_("Differences named by finance"), rows=queries.answers, key=HandoverAnswer.id, topics=("handover",),
    date=HandoverBatch.end, state="state", order=("-number",), singular=N_("Difference"), empty=N_("Nobody named a difference"), columns=(
        Column("number", N_("Hand-over"), HandoverBatch.number, Kind.CODE, search=True, width=14),
        Column("recipient", N_("Named by"), HandoverBatch.recipient, Kind.STATE, choices=RECIPIENTS),
        Column("sheet", N_("Sheet"), HandoverAnswer.sheet, search=True, width=16),
        Column("figure", N_("Figure"), HandoverAnswer.figure, search=True, width=16),
        Column("ours", N_("By our books"), HandoverAnswer.ours, Kind.MONEY),
        Column("theirs", N_("By theirs"), HandoverAnswer.theirs, Kind.MONEY),
        Column("difference", N_("Difference"), HandoverAnswer.theirs - HandoverAnswer.ours, Kind.MONEY),
        Column("state", N_("State"), Case(None, ((fn.EXISTS(_ended), "resolved"),), "differs"), Kind.STATE,
               choices={"differs": N_("differs"), "resolved": N_("resolved")}),
        Column("remark", N_("Remark"), HandoverAnswer.remark, search=True, width=24),
        Column("resolution", N_("How it ended"), _ended, width=24),
        Column("by", N_("Answered by"), HandoverAnswer.by),
    ))
