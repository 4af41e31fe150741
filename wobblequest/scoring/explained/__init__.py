"""What each measure tells a therapist and what it does not, in words."""
