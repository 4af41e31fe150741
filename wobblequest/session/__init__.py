"""The trial (the one reducer), fusion, calibration, replay and re-scoring."""
