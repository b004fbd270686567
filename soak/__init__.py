"""Long trials of a batch: killed at random moments, fed with damaged files, and with very many."""
