"""The window: widgets, tabs and prompts over the office, which never reach its tables."""
