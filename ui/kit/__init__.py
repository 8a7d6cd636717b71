"""The reusable desk: lists, forms, papers and prompts declared as data. It knows nothing of the office's trade."""
