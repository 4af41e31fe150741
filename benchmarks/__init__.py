"""Figures that the project promises, each measured beside what it is compared to. `python -m benchmarks` prints them all."""
