"""Charts by reportlab's own graphics: laid out once, put on paper as they are and handed to the screen as plain marks."""

from printing.figures.drawn import drawing_of
from printing.figures.marks import marks_of

__all__ = ["drawing_of", "marks_of"]
