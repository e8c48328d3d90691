"""Questions that are asked over a screen and answered at once."""
