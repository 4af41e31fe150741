"""The words everyone uses: samples, arena geometry, recordings, results, seeded chance."""
