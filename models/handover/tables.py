"""What was handed over with its control totals, and every answer to it; all are kept."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from models.core.fields import DayField, MomentField, MoneyField
from models.core.table import Table


class HandoverBatch(Table):
    """One hand-over of a period. recipient: a key of handover.rules.RECIPIENTS; due: by when an answer is expected.

    controls: canonical JSON of [sheet, figure, rows, amount, quantity] as the workbook's contents had them.
    """

    sealed = True
    id = AutoField()
    number = TextField(unique=True)
    recipient = TextField()
    start = DayField()
    end = DayField(index=True)
    due = DayField()
    controls = TextField()
    journal_count = IntegerField()
    journal_head = TextField()
    remark = TextField()
    person = TextField()
    moment = MomentField()


class HandoverAnswer(Table):
    """What became of a batch. kind: signed, accepted, differs or resolved; sheet, figure: which control total; amounts in fen.

    by: who signed or answered at the other end. resolves: the difference that came to an end.
    """

    sealed = True
    id = AutoField()
    batch = ForeignKeyField(HandoverBatch)
    kind = TextField()
    sheet = TextField(default="")
    figure = TextField(default="")
    ours = MoneyField(null=True)
    theirs = MoneyField(null=True)
    remark = TextField(default="")
    by = TextField(default="")
    resolves = ForeignKeyField("self", null=True, unique=True)
    person = TextField()
    moment = MomentField()
