"""Bringing an old file server: a tree of files comes into a shared drive, and is found by its old path.

`old_names` and `old_paths` are plain text; `walking` and `taking` read the old share; `bringing` goes
through it once and hands what it found to `actions`, the only writers. `queries` answer by the old path.
"""
