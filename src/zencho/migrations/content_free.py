"""Tables without a wall, each with the reason why none is needed. A test compares this with the database.

What is not here has row-level security: what people write, name, upload or are told.
"""

_DIRECTORY = "the directory: everyone of the agency may read it, only acts of people write it"
_SIGN_IN = "read before anyone is signed in; holds hashes, public keys and ids"
_DECIDES = "decides who may do what: ids, roles and dates; only the gate writes it"
_KERNEL = "ids and codes on their way out"

CONTENT_FREE: dict[str, str] = {
    "guest": "where somebody is from and who vouches: told to that one and to who manages people",
    "alembic_version": "the revision of the schema",
    "outbox": _KERNEL,
    "topic": _KERNEL,
    "topic_event": _KERNEL,
    "dispatched": _KERNEL,
    "audit_entry": "ids and codes; the database lets nobody change or remove an entry",
    "audit_count": "counts by ids and codes",
    "principal": _DECIDES,
    "member": _DECIDES,
    "reach": _DECIDES,
    "anchor": _DECIDES,
    "thing": _DECIDES,
    "grant": _DECIDES,
    "flat": _DECIDES,
    "policy": "the guard rails, which anyone who is refused is told of",
    "rank": _DIRECTORY,
    "unit": _DIRECTORY,
    "person": _DIRECTORY,
    "seat": _DIRECTORY,
    "post": _DIRECTORY,
    "group": _DIRECTORY,
    "group_member": _DIRECTORY,
    "absence": _DIRECTORY,
    "session": _SIGN_IN,
    "password": _SIGN_IN,
    "passkey": _SIGN_IN,
    "challenge": _SIGN_IN,
    "one_time_link": _SIGN_IN,
    "attempt": "counts of attempts to sign in, by hash",
    "coedit_announced": "ids and numbers of updates",
    "drive_quota": "numbers of bytes by the id of a drive; only an act of an administrator writes them",
    "drive_usage": "numbers of bytes by the id of a drive; only triggers write them",
    "freed_blob": "ids of blobs that nothing holds any more",
}
