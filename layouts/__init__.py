"""What an LKIP table is and how offices print it."""
