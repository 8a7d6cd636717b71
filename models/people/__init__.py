"""Who acts and who approves: operators, salespeople, keepers, roles, approvals."""
