"""What the room knows without a database: grades and their clock, checks, merging, figures."""

from models.leads.rules.checks import (
    CARD, CARD_TEXTS, CONTACT_TEXTS, FREEZE_TEXTS, LOSS_TEXTS, check_contact, check_freeze, check_lead, check_loss, contact_warnings,
    tidied, why_alike)
from models.leads.rules.grades import (
    EVENTS, GRADES, HOT, INTERVALS, LOSS_KINDS, LOSS_REASONS, OUT_OF_CONTROL, PRESETS, PRESET_NAMES, Pace, REASONS_OF, SHORTEST,
    SOURCES, STATES, Standing, WAYS, WINDOWS, days_late, due_on, grace_of, grade_of, is_downgrade, propose_next, state_on)

__all__ = [
    "CARD", "CARD_TEXTS", "CONTACT_TEXTS", "EVENTS", "FREEZE_TEXTS", "GRADES", "HOT", "INTERVALS", "LOSS_KINDS", "LOSS_REASONS",
    "LOSS_TEXTS", "OUT_OF_CONTROL", "PRESETS", "PRESET_NAMES", "Pace", "REASONS_OF", "SHORTEST", "SOURCES", "STATES", "Standing",
    "WAYS", "WINDOWS", "check_contact", "check_freeze", "check_lead", "check_loss", "contact_warnings", "days_late", "due_on",
    "grace_of", "grade_of", "is_downgrade", "propose_next", "state_on", "tidied", "why_alike",
]
