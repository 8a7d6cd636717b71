"""The grading standard and the counting method in words, as they are printed and posted; an office adds its own (duties 88, 89)."""

from __future__ import annotations

from models.core.settings import Option
from models.core.text import N_

GRADE_RULES = (
    N_("A lead is N until somebody has spoken to it and graded it; it is called within a day."),
    N_("The grade says when it means to buy: H, A, B and C by the days of this table, O from the order until the goods are there."),
    N_("It is followed up at least as often as its grade asks, and not more often than the table allows: nobody is pestered."),
    N_("A grade that falls needs a reason. One or two calls that reach nobody change no grade and are no loss."),
    N_("A lead overdue beyond {factor} intervals is out of control; the manager is told and says how to go on."),
    N_("A loss is asked for with its kind and reason, and reviewed by the manager; a second visit is set where it may pay."),
    N_("Customer service asks a random sample of leads whether what was logged is so."),
)
"""Of the lead grading and tracking standard. factor: intervals, as the office has set them."""
OWNED_RULES = (
    N_("Every customer whose account is open is graded with the same letters, by when it will order again."),
    N_("The salesperson enters the grade after each order, visit or call; one that falls needs a reason. Earlier grades stay on record."),
    N_("The base is counted in the last five work days of each month: by segment and grade, what is new, graded and visited."),
    N_("Whoever was not visited in the month is planned for a visit; whoever will not order again is asked why."),
    N_("The count sheet is printed, signed by the salesperson and the manager, and kept with the month's papers."),
)
"""Of the owned customer grading and counting method."""
OWN_GRADE_RULE = Option("leads.own grade rule", "", N_("Lead grading standard: what our office adds"), "leads")
OWN_OWNED_RULE = Option("leads.own base rule", "", N_("Owned customer method: what our office adds"), "leads")
