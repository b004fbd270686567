"""Stages over a document, documents over a batch, files in and out."""
