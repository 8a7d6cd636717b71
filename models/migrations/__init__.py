"""Numbered steps from one schema to the next: modules m0002_… with SQL, a tuple of statements; 1 is the first schema."""
