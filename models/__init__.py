"""What the office knows and the rules it keeps; nothing here knows a window, a paper or a workbook."""
