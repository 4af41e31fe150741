"""What a level may say, loading it with errors at the line, and the register of shipped levels."""
