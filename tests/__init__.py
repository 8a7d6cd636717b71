"""What must hold, as tests that read like sentences."""
