"""What an editor tells of itself, signatures by the published examples, and what we do not believe."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.wopi.office import EDITS, FakeOffice, serve_office
from zencho.entry.pages import policy_framing
from zencho.wopi import discovery
from zencho.wopi.discovery import NoDiscovery
from zencho.wopi.editor import EditorAddressUnfit, OfficeEditor, extension_of
from zencho.wopi.problems import OfficeEditorUnreachable
from zencho.wopi.proofs import Keys, Proof, is_signed, read_key

PUBLISHED = json.loads((Path(__file__).parent / "published_proofs.json").read_text("utf-8"))


@pytest.mark.parametrize("case", PUBLISHED["cases"], ids=lambda case: str(case["name"]))
def test_a_published_signature(case: dict[str, Any]) -> None:
    told = PUBLISHED["keys"]
    keys = Keys(
        read_key(told["modulus"], told["exponent"]), read_key(told["oldmodulus"], told["oldexponent"])
    )
    proof = Proof(case["proof"], case["proof_old"], case["ticks"])
    assert is_signed(keys, proof, case["token"], case["url"]) is case["signed"]
    assert not is_signed(keys, proof, case["token"] + "x", case["url"])
    assert not is_signed(keys, proof, case["token"], case["url"] + "x")
    assert not is_signed(keys, Proof(proof.current, proof.old, proof.ticks + 1), case["token"], case["url"])


def test_what_it_tells() -> None:
    found = discovery.read(FakeOffice("https://office.example").write_discovery())
    assert found.edits == {ext: f"https://office.example{path}" for ext, path in EDITS.items()}
    assert found.keys is not None
    assert found.keys.old is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no xml",
        b"<wopi-discovery>",
        b'<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>',
        b'<d><proof-key modulus="!" exponent="AQAB"/></d>',
        b'<d><proof-key modulus="AQAB" exponent="AQAB"/></d>',
    ],
)
def test_what_is_no_discovery(content: bytes) -> None:
    with pytest.raises(NoDiscovery):
        discovery.read(content)


@pytest.mark.parametrize(
    "answer",
    [(302, b"<d/>"), (500, b"<d/>"), (200, b""), (200, b" " * (discovery.MOST_BYTES + 1))],
)
async def test_an_editor_that_does_not_answer_as_one(answer: tuple[int, bytes]) -> None:
    with serve_office() as office:
        office.answer = answer
        editor = OfficeEditor(office.address, calls="http://localhost:8080")
        for _ in range(2):
            with pytest.raises(OfficeEditorUnreachable):
                await editor.discover()
        assert office.asked == ["/hosting/discovery"]  # it is not followed anywhere, nor asked at once again
        assert await editor.list_extensions() == []


async def test_nobody_there() -> None:
    with serve_office() as office:
        address = office.address
    with pytest.raises(OfficeEditorUnreachable):
        await OfficeEditor(address, calls="http://localhost:8080").discover()


async def test_what_it_told_goes_on_to_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve_office() as office:
        editor = OfficeEditor(office.address, calls="http://localhost:8080")
        first = await editor.discover()
    monkeypatch.setattr("zencho.wopi.editor.KEPT_SECONDS", 0.0)
    assert await editor.discover() is first


@pytest.mark.parametrize(
    "address",
    [
        "",
        "o.example",
        "ftp://a",
        "https://a; script-src *",
        "https://a/b?c",
        "https://u:p@a",
        "https:// a",
    ],
)
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(EditorAddressUnfit):
        OfficeEditor(address, calls="http://localhost:8080")


def test_the_page_frames_one_origin() -> None:
    editor = OfficeEditor("https://Office.example:9980/hosted", calls="http://localhost:8080")
    policy = policy_framing(editor.origin)
    assert "frame-src https://office.example:9980" in policy
    assert "form-action https://office.example:9980;" in policy
    assert "script-src 'self';" in policy


def test_wherever_it_believes_to_be_it_is_opened_at_its_origin() -> None:
    believed, ours = "http://inner:9980/browser/1/cool.html?", "https://z/a"
    filled = discovery.fill_in(believed, origin="https://o.example", source=ours, language="ja-JP")
    assert filled == "https://o.example/browser/1/cool.html?WOPISrc=https%3A%2F%2Fz%2Fa&lang=ja-JP"


def test_extensions() -> None:
    assert [extension_of(name) for name in ("a.b.XLSX", "a", ".docx", "a.")] == ["xlsx", "", "", ""]
