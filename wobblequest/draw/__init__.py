"""Shapes to pixels: theme, text, sprites and sound."""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # pygame greets on stdout, where commands print their JSON
