"""Four fictional performance reports printed by Chromium and LibreOffice, with the truth of every
printed value."""
