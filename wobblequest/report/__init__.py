"""Practice as a document: pictures that can be kept, printed and sent."""
