"""Picture of a page → flat, upright sheet → rules, cells, crops of lines. Pixels do not leave this folder."""
