"""Photographs of printed reports, from a flatbed's clean page to pictures that cannot be read, with their truth."""
