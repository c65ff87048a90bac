"""Folders and files: what lies where, who it is shared with, the bin.

`rules` says which roles carry which act, `actions` are the only writers of `tables`, `queries` read
through the gate's filter, `routes*` speak HTTP in `shapes`.
"""
