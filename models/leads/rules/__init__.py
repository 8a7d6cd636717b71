"""What the room knows without a database: grades and their clock, checks, merging, figures."""

from models.leads.rules.checks import (
    CARD, CARD_TEXTS, CONTACT_TEXTS, FREEZE_TEXTS, LOSS_TEXTS, check_contact, check_freeze, check_lead, check_loss, contact_warnings,
    tidied, why_alike)
from models.leads.rules.grades import (
    EVENTS, GRADES, HOT, INTERVALS, LOSS_KINDS, LOSS_REASONS, OUT_OF_CONTROL, PRESETS, PRESET_NAMES, Pace, REASONS_OF, SHORTEST,
    SOURCES, STATES, Standing, WAYS, WINDOWS, days_late, due_on, grace_of, grade_of, is_downgrade, propose_next, state_on)
from models.leads.rules.merging import Merging, Pointers, check_merge, check_undo, kept_for, merged_away, one_buyer

__all__ = [
    "CARD", "CARD_TEXTS", "CONTACT_TEXTS", "EVENTS", "FREEZE_TEXTS", "GRADES", "HOT", "INTERVALS", "LOSS_KINDS", "LOSS_REASONS",
    "LOSS_TEXTS", "Merging", "OUT_OF_CONTROL", "PRESETS", "PRESET_NAMES", "Pace", "Pointers", "REASONS_OF", "SHORTEST", "SOURCES",
    "STATES", "Standing", "WAYS", "WINDOWS", "check_contact", "check_freeze", "check_lead", "check_loss", "check_merge", "check_undo",
    "contact_warnings", "days_late", "due_on", "grace_of", "grade_of", "is_downgrade", "kept_for", "merged_away", "one_buyer",
    "propose_next", "state_on", "tidied", "why_alike",
]
