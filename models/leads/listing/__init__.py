"""Every listing of the room."""

from models.leads.listing.cards import CONTACTS, DUE_LEADS, HOT_LEADS, INTERVAL, LEADS, LOST_LEADS

__all__ = [
    "CONTACTS", "DUE_LEADS", "HOT_LEADS", "INTERVAL", "LEADS", "LOST_LEADS",
]
