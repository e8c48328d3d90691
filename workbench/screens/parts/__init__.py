"""Parts of screens that would make their module too long."""
