"""The customer file and how an account is opened."""
