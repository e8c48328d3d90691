"""Bringing documents in: what kind a file is, its text under limits, and the cleaning that all foreign text passes."""
