"""The product file: units, prices, tax."""
