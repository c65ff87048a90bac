"""The second wall as SQL: row-level security on each table that holds content.

A table with an `anchor` column is readable at the anchors this transaction opened for reading and
writable at those opened for writing; a personal table belongs to one person. The lists are set by the
gate (`gate.open_wall`); unset, nothing is visible. The lists are read once a statement (sub-select),
as integers, and grants are never joined again.
"""

# After the first transaction of a connection an unset name reads as '' and no longer as NULL.
_LISTED = "anchor = ANY ((SELECT nullif(current_setting('zencho.{}', true), '')::int[])::int[])"
READABLE, WRITABLE = _LISTED.format("read"), _LISTED.format("write")


def by_anchor(table: str) -> str:
    """Rows follow their `anchor` column."""
    read, write = READABLE, WRITABLE
    return _enable(table) + (
        f"CREATE POLICY wall_select ON {table} FOR SELECT USING ({read});"
        f"CREATE POLICY wall_insert ON {table} FOR INSERT WITH CHECK ({write});"
        f"CREATE POLICY wall_update ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write});"
        f"CREATE POLICY wall_delete ON {table} FOR DELETE USING ({write});"
    )


def by_person(table: str, column: str = "person") -> str:
    """Rows belong to the person (principal number) in `column`; others may only add."""
    mine = f"{column} = (SELECT nullif(current_setting('zencho.person', true), '')::int)"
    return _enable(table) + (
        f"CREATE POLICY wall_select ON {table} FOR SELECT USING ({mine});"
        f"CREATE POLICY wall_insert ON {table} FOR INSERT WITH CHECK (true);"
        f"CREATE POLICY wall_update ON {table} FOR UPDATE USING ({mine}) WITH CHECK ({mine});"
        f"CREATE POLICY wall_delete ON {table} FOR DELETE USING ({mine});"
    )


def _enable(table: str) -> str:
    return f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
