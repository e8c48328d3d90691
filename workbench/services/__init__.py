"""Where a screen's or a command's wish becomes calls on stores, index and reports. No Textual here."""
