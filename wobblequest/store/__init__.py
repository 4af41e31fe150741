"""What is kept: people, sessions, trials, readings, calibrations, results."""
