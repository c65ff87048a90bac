"""`zencho backup` and `zencho restore`: the embedded database into a file, and back."""

from pathlib import Path

from zencho.entry.backup import BackupFailed, back_up, restore
from zencho.entry.run import open_store
from zencho.entry.terminal import Terminal
from zencho.kernel.settings import Settings


def back_up_now(settings: Settings, terminal: Terminal) -> int:
    """Make one backup of a server that is stopped -> exit code. Raises CannotStart."""
    with open_store(settings, terminal) as store:
        if store.cluster is None:
            raise BackupFailed(program="pg_dump", reason="ZENCHO_DATABASE_URL")
        file = back_up(store.cluster, why="by-hand", kept=settings.backups_kept)
    terminal.say(f"バックアップ: {file}", f"Backup: {file}")
    return 0


def restore_now(settings: Settings, file: Path, terminal: Terminal) -> int:
    """Put a backup in the database's place -> exit code; what was there stays beside it."""
    with open_store(settings, terminal) as store:
        if store.cluster is None:
            raise BackupFailed(program="pg_restore", reason="ZENCHO_DATABASE_URL")
        kept = restore(store.cluster, file.resolve())
    terminal.say(
        f"戻しました。それまでのデータベースは {kept} という名前で残っています",
        f"Restored. The database until now is kept under the name {kept}",
    )
    return 0
