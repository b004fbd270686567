"""Random reports with truth, many templates from one seed each: `python -m corpus.gen.variants FOLDER --seeds 1-40`."""
