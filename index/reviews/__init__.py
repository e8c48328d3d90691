"""Past reviews: a task and finish group's scope, evidence, report and replies, read out of a document pack."""
