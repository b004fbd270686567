"""Pages, words, rules, cells: what stands where in a PDF. Knows nothing of LKIP."""
