"""What a design may be: nothing that law and the reader need can be dropped, and all of it fits the paper."""

from models.designs.rules.checks import (COLUMN_KINDS, ColumnKind, MOST_CAPTION, MOST_COPIES, MOST_COPY, MOST_DESIGNS, MOST_FOOTER,
                                         MOST_NAME, MOST_ROWS, MOST_TITLE, MUST_COLUMNS, PLACE_KINDS, PlaceKind, check_design,
                                         check_design_input, cleaned_design, copy_named, widest_text)
from models.designs.rules.pictures import MOST_FORM, MOST_LOGO, Picture, check_picture, picture_of
from models.designs.rules.written import DesignFile, FORMAT, MOST_FILE, VERSION, read_design, written_design

__all__ = [
    "COLUMN_KINDS", "ColumnKind", "DesignFile", "FORMAT", "MOST_CAPTION", "MOST_COPIES", "MOST_COPY", "MOST_DESIGNS", "MOST_FILE",
    "MOST_FOOTER", "MOST_FORM", "MOST_LOGO", "MOST_NAME", "MOST_ROWS", "MOST_TITLE", "MUST_COLUMNS", "PLACE_KINDS", "Picture",
    "PlaceKind", "VERSION", "check_design", "check_design_input", "check_picture", "cleaned_design", "copy_named", "picture_of",
    "read_design", "widest_text", "written_design",
]
