"""Past reviews and search: reading public document packs, passages, the council's words, the search engine."""
