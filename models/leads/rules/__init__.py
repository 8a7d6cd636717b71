"""What the room knows without a database: grades and their clock, checks, merging, figures."""

from models.leads.rules.checks import (
    CARD, CARD_TEXTS, CONTACT_TEXTS, FREEZE_TEXTS, LOSS_TEXTS, check_contact, check_freeze, check_lead, check_loss, contact_warnings,
    not_before, one_of, same_tail, tidied, why_alike)
from models.leads.rules.clock import (
    Running, Standing, days_late, due_on, from_now_on, kept_on, propose_next, runs_out, settled, state_on)
from models.leads.rules.figures import Funnel, STEPS, draw, is_confirmed, month_of, share, transitions, upto, week_of
from models.leads.rules.grades import (
    EVENTS, GRADES, HOT, INTERVALS, LOSS_KINDS, LOSS_REASONS, OUT_OF_CONTROL, OWNED_MEANINGS, PRESETS, PRESET_NAMES, Pace,
    REASONS_OF, SHORTEST, SOURCES, STATES, WAYS, WINDOWS, grade_of, is_downgrade)
from models.leads.rules.inquiries import (
    ANSWERED_AT_ONCE, ANSWER_WITHIN, CHANNEL_TEXTS, INQUIRY_TEXTS, OUTCOMES, POINT_TEXTS, REFRESH_TEXTS, REGRADE_TEXTS, check_channel,
    check_inquiry,
    check_point, check_refresh, check_regrade, due_refresh)
from models.leads.rules.merging import Merging, Pointers, check_merge, check_undo, kept_for, merged_away, one_buyer
from models.leads.rules.oneline import Line, read_line
from models.leads.rules.registers import (
    ANSWER_TEXTS, GRADE_TEXTS, HIGHEST_SCORE, MARKET_TEXTS, MOST_COUNTED, MOST_DRAWN, QUESTIONS, ROLES, STOP_TEXTS, VISIT_STATES,
    VISIT_TEXTS, check_answer, check_draw, check_market, check_owned_grade, check_plan, check_target, check_verdict, check_visit,
    check_visit_plan, check_visitors, score_of)
from models.leads.rules.standards import GRADE_RULES, OWNED_RULES, OWN_GRADE_RULE, OWN_OWNED_RULE

__all__ = [
    "ANSWERED_AT_ONCE", "ANSWER_TEXTS", "ANSWER_WITHIN", "CARD", "CARD_TEXTS", "CHANNEL_TEXTS", "CONTACT_TEXTS", "EVENTS",
    "FREEZE_TEXTS", "Funnel", "GRADES", "GRADE_RULES", "GRADE_TEXTS", "HIGHEST_SCORE", "HOT", "INQUIRY_TEXTS", "INTERVALS",
    "LOSS_KINDS", "LOSS_REASONS", "LOSS_TEXTS", "Line", "MARKET_TEXTS", "MOST_COUNTED", "MOST_DRAWN", "Merging", "OUTCOMES",
    "OUT_OF_CONTROL", "OWNED_MEANINGS", "OWNED_RULES", "OWN_GRADE_RULE", "OWN_OWNED_RULE", "POINT_TEXTS", "PRESETS", "PRESET_NAMES",
    "Pace", "Pointers", "QUESTIONS", "REASONS_OF", "REFRESH_TEXTS", "REGRADE_TEXTS", "ROLES", "Running", "SHORTEST", "SOURCES",
    "STATES", "STEPS", "STOP_TEXTS", "Standing", "VISIT_STATES", "VISIT_TEXTS", "WAYS", "WINDOWS", "check_answer", "check_channel",
    "check_contact", "check_draw", "check_freeze", "check_inquiry", "check_lead", "check_loss", "check_market", "check_merge",
    "check_owned_grade", "check_plan", "check_point", "check_refresh", "check_regrade", "check_target", "check_undo", "check_verdict",
    "check_visit", "check_visit_plan", "check_visitors", "contact_warnings", "days_late", "draw", "due_on", "due_refresh",
    "from_now_on", "grade_of", "is_confirmed", "is_downgrade", "kept_for", "kept_on", "merged_away", "month_of", "not_before",
    "one_buyer", "one_of", "propose_next", "read_line", "runs_out", "same_tail", "score_of", "settled", "share", "state_on", "tidied",
    "transitions", "upto", "week_of", "why_alike",
]
