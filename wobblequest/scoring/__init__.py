"""Measures of a trial, one published family a file; points; change over time."""
