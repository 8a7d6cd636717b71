"""Reads across the whole office: find anything, what today asks for, who keeps quiet, sales from each side."""

from models.reports.queries.board import Part, TodayBoard, TodayRow, today
from models.reports.queries.finder import KINDS, Hit, find_anything
from models.reports.queries.money import Month, Owed, month_of, owed

__all__ = ["KINDS", "Hit", "Month", "Owed", "Part", "TodayBoard", "TodayRow", "find_anything", "month_of", "owed", "today"]
