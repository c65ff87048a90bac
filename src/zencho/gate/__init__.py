"""Who may do what to which, now: the only place that decides.

`opening` answers (open, visible, abilities), `explaining` says why, `sharing` and `belonging` are the
only writers of the tables that decide.
"""
