"""The tables of the ground floor: the journal, number series, settings and the log of printed papers."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from models.core.fields import MomentField
from models.core.table import Table


class Journal(Table):
    """One entry a command, each holding the hash of the one before (rules: Approvals and journal).

    written: what it wrote into sealed tables, as `sealing` says it; "" in entries made before it was told.
    """

    sealed = True
    sequence = AutoField()
    moment = MomentField()
    person_id = IntegerField(null=True)
    person = TextField()
    verb = TextField()
    subject = TextField(index=True)
    content = TextField()
    written = TextField(default="")
    previous = TextField()
    hash = TextField()


class NumberSeries(Table):
    """The last number taken of a series in a period."""

    series = TextField()
    period = TextField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("series", "period")
        table_name = "number_series"


class LostNumber(Table):
    """A number that stands on a printed paper but in no row: named after a restore, never given again (rules: Approvals and journal)."""

    sealed = True
    id = AutoField()
    number = TextField(unique=True)
    series = TextField()
    period = TextField()
    position = IntegerField()
    moment = MomentField()
    person = TextField()

    class Meta:
        table_name = "lost_number"
        indexes = ((("series", "period", "position"), True),)


class FormerName(Table):
    """What a row was called before its words changed; written by triggers. sequence: the journal's last entry by then; words: JSON."""

    sealed = True
    id = AutoField()
    kind = TextField()
    row_id = IntegerField()
    sequence = IntegerField()
    words = TextField()

    class Meta:
        indexes = ((("kind", "sequence"), False),)


class Setting(Table):
    """One setting of the office, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class PaperPrint(Table):
    """Each time a paper came out: what, which, how often (duty 10)."""

    sealed = True
    id = AutoField()
    moment = MomentField()
    person = TextField()
    kind = TextField()
    subject = TextField()
    copies = IntegerField()
    printer = TextField()

    class Meta:
        indexes = ((("kind", "subject"), False),)


class ImportRecord(Table):
    """One import of a foreign file; undone: when it was taken back. target: what was brought in."""

    id = AutoField()
    moment = MomentField()
    person = TextField()
    target = TextField()
    file = TextField()
    sha256 = TextField()
    rows = IntegerField()
    entered = IntegerField()
    undone = MomentField(null=True)


class ImportedRow(Table):
    """A row that an import made (before "") or changed (before and after: what it said, as JSON). row_id: of the target's table."""

    import_id = IntegerField()
    row_id = IntegerField()
    before = TextField(default="")
    after = TextField(default="")

    class Meta:
        primary_key = CompositeKey("import_id", "row_id")
        table_name = "imported_row"


class ImportMapping(Table):
    """What the columns of a shape of file mean, as a person corrected it. shape: a hash of its headings."""

    target = TextField()
    shape = TextField()
    columns = TextField()

    class Meta:
        primary_key = CompositeKey("target", "shape")
        table_name = "import_mapping"


class ImportAhead(Table):
    """What an import has done ahead of the rows it brings: ids indexed, numbers taken. What stays here is swept at the next open."""

    id = AutoField()
    of_table = TextField()
    first_id = IntegerField()
    last_id = IntegerField()
    series = TextField()
    period = TextField()
    number_before = IntegerField()
    number_after = IntegerField()

    class Meta:
        table_name = "import_ahead"
