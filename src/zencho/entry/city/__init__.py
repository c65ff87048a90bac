"""The sample city みほん市: people, units, drives, documents, files, the same for the same seed.

Nothing here knows a database. `build.build_city` returns one frozen `City` (see `shapes`), in an order that
a loader can write as it stands: parents before children, people before what they made.
"""
