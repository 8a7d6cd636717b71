"""What the desk costs beside the raw limit measured in the same run: a ratio means more than a time."""
