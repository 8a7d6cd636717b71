"""What is to be done by when; other rooms file into it."""
