"""The neutral load generator: the same clients, typing and clock for whichever server is measured."""
