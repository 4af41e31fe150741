"""From the bytes of a board to frames: one protocol family a file, no I/O, no clock."""
