"""Screens, driven as a person drives them: by keys, on a screen that nobody sees."""
