"""The cases by which editors' makers check a host (WOPI validator, Microsoft), one row each, under their
names: the groups for reading, editing, locks, versions, refusals of what is not supported, and signatures.

A step is what the client does, and what it expects where that is not success: a status, a lock.
"""

import re
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.wopi.conftest import Desk
from tests.wopi.office import KEYS, WopiClient, ticks_of, told

LONG, LONGER = "1234567890" * 25 + "123456", "1234567890" * 102 + "1234"
OFFICE = '{"S":"0136ad16-9725-43c3-9ea0-5e01d2dbc162","E":2,"M":"DE997C5AC4E6","P":"6058AF1E-A36F-4691-9003"}'
CONTENTS = {"empty": b"", "blank": b"PK blank", "simple": b"PK simple", "complex": b"PK complex"}
CASES = {
    "CheckFileWithInvalidAccessToken": ["info! 401"],
    "ViewOnlySupport": ["info", "get"],
    "GetUnlockedFile": ["get"],
    "LockLengthValidation": [f"lock {LONG}", f"unlock {LONG}"],
    "LockFormatValidation": [f"lock {OFFICE}", f"unlock {OFFICE}"],
    "SuccessfulLockSequence": ["lock A", "refresh A", "relock A B", "unlock B"],
    "LockMismatchAfterUnlockAndRelockRequest": ["lock A", "relock A B", "unlock A 409 B", "unlock B"],
    "DoubleLockSequence": ["lock A", "lock A", "unlock A"],
    "UnlockUnlockedFile": ["unlock A 409 -"],
    "LockMismatchOnLockRequest": ["lock A", "lock X 409 A", "unlock A"],
    "LockMismatchOnUnlockRequest": ["lock A", "unlock X 409 A", "unlock A"],
    "LockMismatchOnRefreshLockRequest": ["lock A", "refresh X 409 A", "unlock A"],
    "LockMismatchOnUnlockAndRelockRequest": ["lock A", "relock X B 409 A", "unlock A"],
    "LockMismatchOnPutFileRequest": ["lock A", "put blank X 409 A", "unlock A"],
    "LockFileWithInvalidAccessToken": ["lock! A 401"],
    "UnlockFileWithInvalidAccessToken": ["lock A", "unlock! A 401", "unlock A"],
    "files.GetLock": ["lock A", "locked A"],
    "files.GetLockAfterChange": ["lock A", "relock A B", "locked B"],
    "files.GetLockOnUnlockedFile": ["lock A", "unlock A", "locked -"],
    "files.ExtendedLockLengthValidation": [f"lock {LONGER}", f"locked {LONGER}", f"unlock {LONGER}"],
    "BasicEdit": ["info", "lock A", "get", "put simple A", "unlock A", "get", "is simple"],
    "EditNoChange": ["info", "lock A", "get", "put simple A", "unlock A"],
    "PutUnlockedFile": ["lock A", "put empty A", "unlock A", "put blank", "is blank"],
    "PutUnlockedFileNotZeroBytes": ["lock A", "put simple A", "unlock A", "put blank 409 -"],
    "GetPutFileWithInvalidAccessToken": [
        *("lock A", "get! 401", "get", "put! simple A 401", "put simple A", "unlock A")
    ],
    "files.PutFileReturnsDifferentVersion": [
        *("lock A", "version 1", "put simple A", "version 2", "put complex A", "version 3", "unlock A")
    ],
    "files.LockAndUnlockAfterGetFileReturnsSameVersion": ["get", "lock A", "unlock A", "version 1"],
    "PutRelativeFileUnsupported": ["PUT_RELATIVE 501"],
    "RenameFileUnsupported": ["RENAME_FILE A 501"],
    "DeleteFileUnsupported": ["DELETE 501"],
    "PutUserInfoUnsupported": ["PUT_USER_INFO 501"],
    # Not among the published ones: what is no call, and what a lock must be.
    "UnknownOverride": ["NONSENSE 501"],
    "LockWithoutName": ["LOCK 400"],
    "LockTooLong": [f"lock {LONGER}5 400"],
    "RefreshUnlocked": ["refresh A 409 -"],
    "RelockUnlocked": ["relock A B 409 -"],
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_case(desk: Desk, name: str) -> None:
    client = await desk.file()
    for step in CASES[name]:
        await _take(client, step)


async def _take(client: WopiClient, step: str) -> None:
    verb, *rest = step.split(" ")
    held = None
    if len(rest) > 1 and rest[-2] == "409":
        held = rest.pop().replace("-", "")
    status = int(rest.pop()) if rest and re.fullmatch(r"[45]\d\d", rest[-1]) else 200
    answer = await _do(client, verb, rest)
    assert answer.status_code == status, (step, answer.status_code, answer.text)
    if held is not None:
        assert answer.headers["X-WOPI-Lock"] == held, step
    if status == 200 and verb not in ("info", "locked", "is", "version"):
        assert answer.headers["X-WOPI-ItemVersion"], step


async def _do(client: WopiClient, verb: str, rest: list[str]) -> httpx.Response:
    more: dict[str, Any] = {"token": "INVALID"} if verb.endswith("!") else {}
    match verb.rstrip("!"):
        case "info":
            return await client.info(**more)
        case "get":
            return await client.get(**more)
        case "put":
            return await client.put(CONTENTS[rest[0]], *rest[1:], **more)
        case "lock" | "unlock" | "refresh":
            names = {"lock": "LOCK", "unlock": "UNLOCK", "refresh": "REFRESH_LOCK"}
            return await client.override(names[verb.rstrip("!")], rest[0], **more)  # type: ignore[no-any-return]
        case "relock":
            return await client.override("LOCK", rest[1], rest[0])  # type: ignore[no-any-return]
        case "locked":
            answer: httpx.Response = await client.override("GET_LOCK")
            assert answer.headers["X-WOPI-Lock"] == rest[0].replace("-", "")
            return answer
        case "is":
            answer = await client.get()
            assert answer.content == CONTENTS[rest[0]]
            return answer
        case "version":
            answer = await client.info()
            assert told(answer)["Version"] == rest[0]
            return answer
    return await client.override(verb, *rest)  # type: ignore[no-any-return]


async def test_full_check_file_info_schema(desk: Desk) -> None:
    """The properties that the published schema knows, with their types; addresses are whole ones."""
    client = await desk.file(content=b"three")
    info = told(await client.info())
    required = {"BaseFileName": str, "OwnerId": str, "Size": int, "UserId": str, "Version": str}
    for name, kind in required.items():
        assert type(info[name]) is kind, name
    assert (info["BaseFileName"], info["Size"]) == ("a.wopitest", 5)
    assert info["UserId"] == desk.section.id_of("編集").hex
    assert info["UserFriendlyName"] == "編集 二"
    flags = [name for name in info if re.match(r"Supports|UserCan|ReadOnly|ClosePost|IsAnon", name)]
    assert len(flags) > 12
    assert all(type(info[name]) is bool for name in flags)
    for name in info:
        if name.endswith("Url"):
            assert re.match(r"http://localhost:8080(/|$)", info[name]), name
    assert info["BreadcrumbFolderName"] == "契約管理課"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", info["LastModifiedTime"])
    assert info["PostMessageOrigin"] == "http://localhost:8080"
    for name in ("SupportsLocks", "SupportsGetLock", "SupportsUpdate", "SupportsExtendedLockLength"):
        assert info[name] is True
    # Properties of the coauthoring additions must not stand in an answer without them.
    assert not {"SupportsCoauth", "SequenceNumber", "AccessTokenExpiry", "ServerTime"} & set(info)


WRONG = {"X-WOPI-Proof": "AAAA"}
WRONG_OLD = {"X-WOPI-ProofOld": "no base64!"}
SIGNATURES: dict[str, tuple[dict[str, Any], int]] = {
    "CurrentValid.OldValid": ({}, 200),
    "CurrentValid.OldInvalid": ({"proof": WRONG_OLD}, 200),
    "CurrentInvalid.OldValidSignedWithOldKey": ({"proof": WRONG}, 500),
    "CurrentInvalid.OldInvalid": ({"proof": WRONG | WRONG_OLD}, 500),
    "TimestampOlderThan20Min": ({"ticks": ticks_of(datetime(2015, 8, 17, tzinfo=UTC))}, 500),
    "TimestampFarAhead": ({"ticks": ticks_of(datetime(2100, 1, 1, tzinfo=UTC))}, 500),
    "TimestampIsNone": ({"proof": {"X-WOPI-TimeStamp": "soon"}}, 500),
    "Unsigned": ({"proof": {"X-WOPI-Proof": "", "X-WOPI-ProofOld": "", "X-WOPI-TimeStamp": ""}}, 500),
}


@pytest.mark.parametrize("name", SIGNATURES)
async def test_signature(desk: Desk, name: str) -> None:
    client = await desk.file()
    more, status = SIGNATURES[name]
    for call in (client.info, client.get):
        assert (await call(**more)).status_code == status
    assert (await client.put(b"two", "A", **more)).status_code == (409 if status == 200 else status)
    assert (await client.lock("A", **more)).status_code == status


async def test_current_invalid_old_valid_signed_with_current_key(desk: Desk) -> None:
    """The editor is ahead: it signs with a key that we have not heard of, and with the one that we know."""
    client = await desk.file()
    await client.info()
    desk.office.signs = (KEYS[2], KEYS[1])
    assert (await client.info()).status_code == 200
    assert desk.office.asked == ["/hosting/discovery"]


async def test_current_valid_signed_with_old_key_old_invalid(desk: Desk) -> None:
    """The editor is behind: it signs with the key that we know as its old one."""
    client = await desk.file()
    desk.office.signs = (KEYS[0], KEYS[2])
    assert (await client.info()).status_code == 200


async def test_keys_that_all_changed_are_asked_for_anew(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = await desk.file()
    await client.info()
    desk.office.signs = desk.office.tells = (KEYS[2], KEYS[2])
    assert (await client.info()).status_code == 500  # asked a moment ago
    monkeypatch.setattr("zencho.wopi.editor.AGAIN_SECONDS", 0.0)
    assert (await client.info()).status_code == 200


async def test_an_editor_without_keys_is_known_by_its_token_alone(desk: Desk) -> None:
    desk.office.tells = None
    client = await desk.file()
    assert (await client.info(proof=WRONG | WRONG_OLD)).status_code == 200
