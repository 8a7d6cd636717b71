"""Every table of the room."""

from models.leads.tables.cards import Lead, LeadClock, LeadContact, LeadLoss, LeadLossReview, LeadMerge, LossVerdict
from models.leads.tables.inquiries import Channel, ChannelRefresh, Inquiry, TalkingPoint
from models.leads.tables.registers import (
    FollowUpAnswer, FollowUpCheck, FollowUpCheckLine, LeadTarget, MarketNote, OwnedGrade, OwnedVisit, Visitors)
from models.leads.tables.visits import VisitPlan, VisitReport

__all__ = [
    "Channel", "ChannelRefresh", "FollowUpAnswer", "FollowUpCheck", "FollowUpCheckLine", "Inquiry", "Lead", "LeadClock", "LeadContact",
    "LeadLoss", "LeadLossReview", "LeadMerge", "LeadTarget", "LossVerdict", "MarketNote", "OwnedGrade", "OwnedVisit",
    "TalkingPoint", "VisitPlan", "VisitReport", "Visitors",
]
