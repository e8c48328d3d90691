"""The tabs of a group, one module each."""
