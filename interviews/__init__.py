"""Evidence: partners, interviews, note lines, submissions, and the readers that bring documents in."""
