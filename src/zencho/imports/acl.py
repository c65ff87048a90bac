"""The list of who had which right on the old share, as CSV. `docs/operate/import-folder.md` tells its
columns."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from zencho.gate.permissions import Role
from zencho.imports.old_paths import PathKey, fold_path

# Each column by its English and its Japanese head.
_HEADS = {
    "path": "path", "場所": "path",
    "principal": "principal", "相手": "principal",
    "right": "right", "権限": "right",
    "inherit": "inherit", "継承": "inherit",
    "here": "here", "こちらでは": "here",
    "owner": "owner", "持ち主": "owner",
}  # fmt: skip
_RIGHTS = {"r": Role.VIEWER, "w": Role.EDITOR, "m": Role.EDITOR, "f": Role.MANAGER}
_YES, _NO = (
    frozenset({"", "yes", "1", "true", "はい", "する"}),
    frozenset({"no", "0", "false", "いいえ", "しない"}),
)


class MapUnreadable(Exception):
    """A line of the list that says nothing clear: nothing is brought before it does."""

    def __init__(self, line: int, value: str) -> None:
        super().__init__(f"line {line}")
        self.line = line
        self.value = value


@dataclass(slots=True)
class FolderRules:
    """What one old folder gave, by principal as it is called there, and whether what stood above counted."""

    gives: dict[str, Role] = field(default_factory=dict)
    inherits: bool = True


@dataclass(frozen=True, slots=True)
class OldRights:
    """Rules and owners by the key of the old path; `here` says for a principal who that is here."""

    folders: Mapping[str, FolderRules] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    here: Mapping[str, str] = field(default_factory=dict)

    def word_of(self, principal: str) -> str:
        """What to look for here: what `here` says, else the name without its domain."""
        return self.here.get(principal) or principal.rpartition("\\")[2].strip()

    @property
    def principals(self) -> set[str]:
        """Everybody named."""
        given = {principal for rules in self.folders.values() for principal in rules.gives}
        return given | set(self.owners.values())


def read_rights(content: bytes, root: PathKey) -> OldRights:
    """The list; paths are old paths, or begin below the share. Raises MapUnreadable."""
    folders: dict[str, FolderRules] = {}
    owners: dict[str, str] = {}
    here: dict[str, str] = {}
    for line, row in _read_rows(content):
        path, principal = _below(row.get("path", ""), root), row.get("principal", "")
        if row.get("owner"):
            owners[path.text] = row["owner"]
        if principal:
            if row.get("here"):
                here[principal] = row["here"]
            rules = folders.setdefault(path.text, FolderRules())
            role = _role(row.get("right", ""), line)
            rules.gives[principal] = max(role, rules.gives.get(principal, Role.NONE))
            rules.inherits = rules.inherits and _yes(row.get("inherit", ""), line)
        elif row.get("inherit"):
            rules = folders.setdefault(path.text, FolderRules())
            rules.inherits = rules.inherits and _yes(row["inherit"], line)
    return OldRights(folders, owners, here)


def _read_rows(content: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932", "replace")
    reader = csv.reader(io.StringIO(text, newline=""))
    heads = [_HEADS.get(head.strip().lower(), "") for head in next(reader, [])]
    if "path" not in heads:
        raise MapUnreadable(1, "path")
    for row in reader:
        if any(each.strip() for each in row):
            yield (
                reader.line_num,
                {head: each.strip() for head, each in zip(heads, row, strict=False) if head},
            )


def _below(path: str, root: PathKey) -> PathKey:
    key = fold_path(path)
    if key.segments[: len(root.segments)] == root.segments:
        return key
    segments = [*root.segments, *key.segments]
    return PathKey("\\".join(segments), segments)


def _role(right: str, line: int) -> Role:
    role = _RIGHTS.get(right.strip().lower()[:1])
    if role is None:
        raise MapUnreadable(line, right)
    return role


def _yes(word: str, line: int) -> bool:
    folded = word.strip().lower()
    if folded not in _YES | _NO:
        raise MapUnreadable(line, word)
    return folded in _YES
