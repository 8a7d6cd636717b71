"""Every verb about leads, the only writers of the room."""

from models.leads.commands.ending import ask_loss, confirm_loss, convert, join_customer, refuse_loss
from models.leads.commands.following import LEAD_SERIES, assign, change_lead, file_lead, follow_up, freeze, reopen, use_preset, wake
from models.leads.commands.merging import merge_leads, undo_merge

__all__ = [
    "LEAD_SERIES", "ask_loss", "assign", "change_lead", "confirm_loss", "convert", "file_lead", "follow_up", "freeze",
    "join_customer", "merge_leads", "refuse_loss", "reopen", "undo_merge", "use_preset", "wake",
]
