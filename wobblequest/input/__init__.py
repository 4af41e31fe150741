"""Where tilt comes from: boards on a serial port, keyboard, mouse, a simulated person, a recording."""
