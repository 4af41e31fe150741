"""Shapes to pixels: theme, text, sprites and sound."""
