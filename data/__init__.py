"""What enters and leaves the office as files: workbooks, imports, backups, the hand-over, the sample office."""
