"""Reports: one tree of sections, lists, tables and appendices, numbered once and written as Markdown, HTML or Word."""
