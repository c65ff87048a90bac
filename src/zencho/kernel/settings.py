"""The settings of a server: one frozen object, read once from `ZENCHO_…` variables at the start.

Features never see this object; `entry/` hands each the values it needs. Every field is described in
`docs/operate/settings.md` with the same words (a test compares them).
"""

import os
import pwd
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_data_folder() -> Path:
    """Where data goes when nobody says: the system's place for root, the person's own otherwise."""
    if os.geteuid() == 0:
        return Path("/var/lib/zencho/data")
    if os.environ.get("XDG_DATA_HOME"):
        return Path(os.environ["XDG_DATA_HOME"]) / "zencho"
    try:
        home = Path(os.environ.get("HOME") or pwd.getpwuid(os.geteuid()).pw_dir)
    except KeyError:  # a container may run a number without a name
        return Path.cwd() / "zencho-data"
    return home / ".local" / "share" / "zencho"


class Settings(BaseSettings):
    """What an administrator may choose. A misspelt name is found by `zencho doctor`."""

    model_config = SettingsConfigDict(env_prefix="ZENCHO_", frozen=True, extra="forbid")

    data: Path = Field(default_factory=default_data_folder, description="Folder that holds all data")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8080, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    public_url: str = Field("", description="Address people type, where a proxy makes it differ from ours")
    tls_cert: Path | None = Field(None, description="Certificate chain (PEM), needed beyond this machine")
    tls_key: Path | None = Field(None, description="Private key of the certificate (PEM)")
    share_links: Literal["off", "agency", "anyone"] = Field("agency", description="Widest links on things")
    guests: Literal["off", "on"] = Field("off", description="Whether people outside are invited as guests")
    guest_days: int = Field(365, ge=1, le=3650, description="Days from today that a guest may stay at most")
    behind_proxy: str = Field("", description="Addresses of the proxies whose X-Forwarded-… we believe")
    database_url: str = Field("", description="PostgreSQL as zencho_app; empty runs the embedded one")
    database_owner_url: str = Field("", description="The same database as zencho_owner, for migrations")
    database_worker_url: str = Field("", description="The same database as zencho_worker, for jobs")
    postgres_user: str = Field("", description="When started as root: user who runs the embedded database")
    agency: str = Field("みほん市", description="Name of the agency, shown at the top of every page")
    zone: str = Field("Asia/Tokyo", description="Time zone in which the agency's days begin and end")
    locale: Literal["ja", "en"] = Field("ja", description="Language for who has not chosen one")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level logged")
    backups_kept: int = Field(5, ge=1, description="Backups made before migrations that are kept")
    events_kept_days: int = Field(7, ge=1, description="Days for which a page that was away catches up")
    answers_kept_days: int = Field(2, ge=1, description="Days for which a repeated request is known as one")
    failed_jobs_kept_days: int = Field(30, ge=1, description="Days for which a job that failed can be seen")
    upload_gib: int = Field(20, ge=1, description="Largest file that may be taken in, in GiB")
    unfinished_gib: int = Field(50, ge=1, description="GiB of uploads that one person may have under way")
    editor_url: str = Field("", description="Address of the office editor (WOPI); empty: there is none")
    editor_calls_url: str = Field("", description="Address at which that editor reaches us, if another")
    libreoffice: str = Field("auto", description="LibreOffice that lays out pages: auto, off, or its place")
    clamav: str = Field("", description="Address of clamd, unix:/path or tcp:host:port; empty: none")
    webdav: Literal["off", "on"] = Field("off", description="Whether shared drives answer by WebDAV")
    unnamed_kept_days: int = Field(1, ge=1, description="Days after which bytes that nothing names go")

    @field_validator("zone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except KeyError:
            raise ValueError("no such time zone") from None
        return value

    @field_validator("behind_proxy")
    @classmethod
    def _proxies_are_named(cls, value: str) -> str:
        # "*" would let anybody say where they come from.
        for each in filter(None, value.split(",")):
            ip_network(each.strip())
        return value

    @property
    def is_embedded(self) -> bool:
        """Whether we run the database ourselves."""
        return not self.database_url

    @property
    def has_tls(self) -> bool:
        """Whether we end TLS ourselves."""
        return self.tls_cert is not None and self.tls_key is not None

    @property
    def origin(self) -> str:
        """What the browser shows as our origin, such as `https://zencho.city.example.jp`."""
        scheme = "https" if self.has_tls else "http"
        return self.public_url.rstrip("/") or f"{scheme}://localhost:{self.port}"
