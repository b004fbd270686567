"""Time and memory of the program beside the libraries it builds on; `make bench`."""
