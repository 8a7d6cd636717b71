"""Tests of what enters and leaves the office as files."""
