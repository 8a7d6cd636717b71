"""What is being typed in the large forms: kept at once, without a number and without the journal."""
