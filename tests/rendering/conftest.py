"""A stand-in for LibreOffice that does what it must not, under the same bounds; and the real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zencho.kernel.children import MIB, Bounds
from zencho.rendering.confined import can_confine
from zencho.rendering.finding import LibreOffice, find_libreoffice
from zencho.rendering.renderer import Renderer

# Each is what a child does instead of `laying.lay_out`. What they learn comes back as a "PDF".
STAND_INS = """
import ctypes, io, json, os, signal, socket, subprocess, time
from pathlib import Path
from pypdf import PdfWriter
from zencho.rendering.confined import confine
from zencho.rendering.laying import RESULT, read_result, silence

def begin(payload):
    head, _, content = payload.partition(b"\\n")
    folder = Path(json.loads(head)["folder"])
    confine(folder, reads=[])
    return folder, content

def tried(doing):
    try:
        doing()
    except BaseException as fault:
        return type(fault).__name__
    return "done"

def copies(payload): return b"%PDF-" + begin(payload)[1]
def two_pages(payload):
    begin(payload)
    writer, into = PdfWriter(), io.BytesIO()
    for _ in range(2): writer.add_blank_page(842, 595)
    writer.write(into)
    return into.getvalue()
def hangs(payload): begin(payload); time.sleep(600)
def eats_memory(payload): begin(payload); return b"x" * 2 * 1024**3
def writes_nothing(payload): return read_result(begin(payload)[0] / RESULT)
def writes_no_pdf(payload):
    folder, _ = begin(payload)
    (folder / RESULT).write_bytes(b"<html>")
    return read_result(folder / RESULT)
def links_elsewhere(payload):
    head = json.loads(payload.partition(b"\\n")[0])
    (Path(head["folder"]) / RESULT).symlink_to(Path(head["folder"]).parent.parent / "secret")
    return read_result(Path(head["folder"]) / RESULT)
def writes_one_large(payload):
    folder, _ = begin(payload)
    with (folder / RESULT).open("wb") as file:
        while True: file.write(b"x" * 1024**2)
def writes_many(payload):
    folder, _ = begin(payload)
    for n in range(10_000): (folder / str(n)).write_bytes(b"x" * 1024**2)
    return b"%PDF-"
def crashes(payload): begin(payload); os.kill(os.getpid(), signal.SIGSEGV); time.sleep(9)
def prints(payload):
    with silence():
        os.write(1, b"words of the file")
        os.write(2, b"words of the file")
        raise RuntimeError("words of the file")
def reports(payload):
    folder, content = begin(payload)
    secret = folder.parent.parent / "secret"
    libc = ctypes.CDLL(None, use_errno=True)
    told = {
        "fork": tried(os.fork),
        "vfork": libc.syscall(58),
        "program": tried(lambda: subprocess.run(["/bin/true"])),
        "posix_spawn": tried(lambda: os.posix_spawn("/bin/true", ["true"], {})),
        "internet": tried(lambda: socket.create_connection(("127.0.0.1", int(content)), 1)),
        "local_socket": tried(lambda: socket.socket(socket.AF_UNIX)),
        "secret": tried(secret.read_bytes),
        "neighbour": tried(lambda: list(folder.parent.iterdir())),
        "people": tried(lambda: open("/etc/passwd").read()),
        "processes": tried(lambda: open(f"/proc/{os.getppid()}/environ").read()),
        "write_outside": tried(lambda: (folder.parent / "left").write_bytes(b"x")),
        "link": tried(lambda: (folder / "link").symlink_to("/etc/passwd")),
        "kill_parent": tried(lambda: os.kill(os.getppid(), 0)),
        "trace": libc.ptrace(16, os.getppid(), 0, 0),
        "write_inside": tried(lambda: (folder / "mine").write_bytes(b"x")),
        "thread": tried(lambda: __import__("threading").Thread(target=int).start()),
    }
    return b"%PDF-" + json.dumps(told).encode()
"""

Make = Callable[..., Renderer]


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A renderer whose children do what is named, within bounds that are soon met."""
    if not can_confine():
        pytest.skip("this machine's kernel cannot confine a program (Landlock, seccomp)")
    (tmp_path / "standing_in.py").write_text(STAND_INS)
    (tmp_path / "secret").write_text("%PDF- of somebody else")
    monkeypatch.syspath_prepend(str(tmp_path))
    office = LibreOffice(tmp_path, tmp_path / "libmergedlo.so", "7", "stand-in")
    bounds = Bounds(seconds=3, memory_bytes=512 * MIB, result_bytes=8 * MIB, file_bytes=16 * MIB)

    def make(name: str, **more: int) -> Renderer:
        folder = tmp_path / "rendering"
        (folder / "profile-stand-in").mkdir(parents=True)
        return Renderer(folder, office, work=f"standing_in:{name}", bounds=bounds, **more)

    return make


@pytest.fixture
def real(tmp_path: Path) -> Renderer:
    """The LibreOffice of this machine."""
    office = find_libreoffice("auto") if can_confine() else None
    if office is None:
        pytest.skip("LibreOffice is not installed here")
    return Renderer(tmp_path / "rendering", office)
