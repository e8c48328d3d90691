"""The workspace on disk: the database, its history, backups, and what to say when something is wrong with it."""
