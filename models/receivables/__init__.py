"""What each customer owes: entries, allocations, balances."""
