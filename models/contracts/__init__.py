"""What was offered and agreed: quotes, contracts with lines, instalments and supplements, and what belongs to their files."""
