"""The one place that wires clock, source, store, sound and screens together."""
