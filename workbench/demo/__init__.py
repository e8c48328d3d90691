"""The demo: Wexcombe, a council that does not exist, with two groups at work and one finished review."""
