"""Every verb about leads, the only writers of the room."""

from models.leads.commands.bulk import (PreparedLead, coming_leads, filing_problems, prepare_lead, rewrite_card,
                                        take_back_leads)
from models.leads.commands.checking import CHECK_SERIES, SEED_LENGTH, answer_check, draw_check
from models.leads.commands.ending import ask_loss, confirm_loss, convert, join_customer, judge_loss, refuse_loss
from models.leads.commands.following import (
    LEAD_SERIES, assign, change_lead, file_lead, follow_up, freeze, hand_over, reopen, use_preset, wake)
from models.leads.commands.inquiries import (
    answer_inquiry, change_channel, drop_inquiry, file_channel, file_inquirer, keep_point, link_inquiry, refresh_channel, take_inquiry)
from models.leads.commands.market import change_market_note, note_market
from models.leads.commands.merging import merge_leads, undo_merge
from models.leads.commands.owned import grade_owned
from models.leads.commands.planning import count_visitors, plan_month, set_target
from models.leads.commands.visiting import drop_visit, log_visit, move_visit, plan_visits
from models.leads.commands.telling import instruct, regrade

__all__ = [
    "CHECK_SERIES", "LEAD_SERIES", "PreparedLead", "SEED_LENGTH", "answer_check", "answer_inquiry", "ask_loss", "assign",
    "change_channel", "change_lead", "change_market_note", "coming_leads", "confirm_loss", "convert", "count_visitors", "draw_check",
    "drop_inquiry", "drop_visit", "file_channel", "file_inquirer", "file_lead", "filing_problems", "follow_up", "freeze", "grade_owned",
    "hand_over", "instruct", "join_customer", "judge_loss", "keep_point", "link_inquiry", "log_visit", "merge_leads", "move_visit",
    "note_market", "plan_month", "plan_visits", "prepare_lead", "refresh_channel", "refuse_loss", "regrade", "reopen", "rewrite_card",
    "set_target", "take_back_leads", "take_inquiry", "undo_merge", "use_preset", "wake",
]
