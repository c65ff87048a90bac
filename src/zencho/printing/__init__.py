"""Printing several things together: documents, files and pictures become one PDF for paper."""
