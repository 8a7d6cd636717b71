"""Designs of the sales note and the pictures they name by digest."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from models.core.fields import FlagField, MomentField
from models.core.table import Table


class DesignPicture(Table):
    """A logo or the scan of a printed form: PNG or JPEG in base64, by its SHA-256; width, height: dots."""

    sha256 = TextField(primary_key=True)
    width = IntegerField()
    height = IntegerField()
    base64 = TextField()


class PaperDesign(Table):
    """A design by paper and name, in the words of its file. usual: at most one a paper."""

    id = AutoField()
    paper = TextField()
    name = TextField()
    usual = FlagField(default=False)
    content = TextField()
    person = TextField()
    moment = MomentField()

    class Meta:
        indexes = ((("paper", "name"), True),)
