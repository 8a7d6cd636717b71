"""What the bank says came in, and the receipts it became: every line once."""
