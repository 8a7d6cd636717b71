"""What is known of leads."""

from models.leads.queries.cards import (
    LeadRow, LogRow, LossRow, by_number, contact_warnings, customer_of, find, first_response, grace, last_loss, last_reached, lead,
    lead_of_entry, lead_of_loss, leads_of, log, pace, proposed_next, standing_of)
from models.leads.queries.doubles import Double, doubles
from models.leads.queries.due import FollowUp, follow_ups, funnel, transitions

__all__ = [
    "Double", "FollowUp", "LeadRow", "LogRow", "LossRow", "by_number", "contact_warnings", "customer_of", "doubles", "find",
    "first_response", "follow_ups", "funnel", "grace", "last_loss", "last_reached", "lead", "lead_of_entry", "lead_of_loss",
    "leads_of", "log", "pace", "proposed_next", "standing_of", "transitions",
]
