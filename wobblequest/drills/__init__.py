"""One drill a file: pure state machines that know no screen."""
