"""What is known of leads."""

from models.leads.queries.bulk import card_input, id_of, identities
from models.leads.queries.cards import (
    LeadRow, LogRow, LossRow, agreed, by_number, contact_warnings, customer_of, followed_by, last_loss,
    last_reached, lead, lead_of_entry, lead_of_loss, leads_of, log, log_of, merges, pace, patience, proposed_next, standing_of, started)
from models.leads.queries.doubles import Double, doubles
from models.leads.queries.due import FollowUp, follow_ups, funnel, preset_in_use, transitions
from models.leads.queries.finding import TOUCHED, LeadHit, find
from models.leads.queries.inquiries import (
    ChannelRow, InquiryRow, PointRow, Response, channel, channels, due_channels, first_response, inquiries_of, inquiry, point, points,
    unanswered)
from models.leads.queries.merging import CARD, KINDS, MergePreview, faults, kept_of, merge_day, merge_preview, merged_into
from models.leads.queries.registers import CheckLine, check_lines, checkable, owned_grade
from models.leads.queries.visits import (
    PlannedVisit, entry_of_check, next_visit, of_visit, plan_of_month, planned_visit, seen_at, standard_of)

__all__ = [
    "CARD", "ChannelRow", "CheckLine", "Double", "FollowUp", "InquiryRow", "KINDS", "LeadHit", "LeadRow", "LogRow", "LossRow",
    "MergePreview", "PlannedVisit", "PointRow", "Response", "TOUCHED", "agreed", "by_number", "card_input", "channel", "channels",
    "check_lines", "checkable", "contact_warnings", "customer_of", "doubles", "due_channels", "entry_of_check", "faults", "find",
    "first_response", "follow_ups", "followed_by", "funnel", "id_of", "identities", "inquiries_of", "inquiry", "kept_of",
    "last_loss", "last_reached", "lead", "lead_of_entry", "lead_of_loss", "leads_of", "log", "log_of", "merge_day",
    "merge_preview", "merged_into", "merges", "next_visit", "of_visit", "owned_grade", "pace", "patience", "plan_of_month", "planned_visit",
    "point", "points", "preset_in_use", "proposed_next", "seen_at", "standard_of", "standing_of", "started", "transitions", "unanswered",
]
