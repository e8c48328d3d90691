"""The command line: every screen's work in plain lines, for scripts and for people who use a screen reader."""
