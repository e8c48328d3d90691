"""Reading public document packs: lines, then segments, then records, each with the source lines it came from."""
