"""Reads across the whole office: find anything, what today asks for, who keeps quiet, sales from each side."""

from models.reports.queries.board import Part, TodayBoard, TodayRow, today
from models.reports.queries.finder import KINDS, Hit, find_anything
from models.reports.queries.finding import find_customers, find_leads, find_products
from models.reports.queries.glance import Glance, LastOrder, glance
from models.reports.queries.merging import MergePreview, merge_preview
from models.reports.queries.money import Month, Owed, month_of, owed
from models.reports.queries.warnings import early_warnings

__all__ = ["Glance", "KINDS", "Hit", "LastOrder", "MergePreview", "Month", "Owed", "Part", "TodayBoard", "TodayRow", "early_warnings",
           "find_anything", "find_customers", "find_leads", "find_products", "glance", "merge_preview", "month_of", "owed", "today"]
