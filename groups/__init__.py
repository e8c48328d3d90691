"""A review's own record: group, scope, lines of enquiry, findings, recommendations, responses; and their checks."""
