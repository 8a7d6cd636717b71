"""Papers: everything the office prints, as PDF. Every figure comes in ready; nothing here adds up money."""
