"""Everything a person touches: the app, the command line, the workspace on disk, reports and exports."""
