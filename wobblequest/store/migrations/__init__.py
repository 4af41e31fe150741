"""How older stores become today's. A new version: one file in ``versions``, the tables in ``schema``, its name in ``schema.VERSIONS``."""
