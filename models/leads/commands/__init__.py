"""Every verb about leads, the only writers of the room."""

from models.leads.commands.checking import CHECK_SERIES, SEED_LENGTH, answer_check, draw_check
from models.leads.commands.ending import ask_loss, confirm_loss, convert, join_customer, judge_loss, refuse_loss
from models.leads.commands.following import (
    LEAD_SERIES, assign, change_lead, file_lead, follow_up, freeze, hand_over, reopen, use_preset, wake)
from models.leads.commands.market import change_market_note, note_market
from models.leads.commands.merging import merge_leads, undo_merge
from models.leads.commands.owned import grade_owned, log_visit
from models.leads.commands.planning import count_visitors, set_target

__all__ = [
    "CHECK_SERIES", "LEAD_SERIES", "SEED_LENGTH", "answer_check", "ask_loss", "assign", "change_lead", "change_market_note",
    "confirm_loss", "convert", "count_visitors", "draw_check", "file_lead", "follow_up", "freeze", "grade_owned", "hand_over",
    "join_customer", "judge_loss", "log_visit", "merge_leads", "note_market", "refuse_loss", "reopen", "set_target", "undo_merge",
    "use_preset", "wake",
]
