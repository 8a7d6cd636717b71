"""Cases in which a person answers for an amount."""
