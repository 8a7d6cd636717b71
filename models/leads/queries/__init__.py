"""What is known of leads."""

from models.leads.queries.cards import (
    LeadRow, LogRow, LossRow, by_number, contact_warnings, customer_of, find, first_response, grace, last_loss, last_reached, lead,
    lead_of_entry, lead_of_loss, leads_of, log, log_of, merges, pace, proposed_next, standing_of)
from models.leads.queries.doubles import Double, doubles
from models.leads.queries.due import FollowUp, follow_ups, funnel, transitions
from models.leads.queries.merging import CARD, MergePreview, faults, kept_of, merge_day, merge_preview, merged_into

__all__ = [
    "CARD", "Double", "FollowUp", "LeadRow", "LogRow", "LossRow", "MergePreview", "by_number", "contact_warnings", "customer_of",
    "doubles", "faults", "find", "first_response", "follow_ups", "funnel", "grace", "kept_of", "last_loss", "last_reached", "lead",
    "lead_of_entry", "lead_of_loss", "leads_of", "log", "log_of", "merge_day", "merge_preview", "merged_into", "merges", "pace",
    "proposed_next", "standing_of", "transitions",
]
