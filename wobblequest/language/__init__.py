"""Words in the language of whoever reads or hears them."""
