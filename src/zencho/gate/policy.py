"""May that relation be used now? Cedar answers, through the one function `Policies.decide`.

Two traps of the engine are closed here: the schema is never optional, and any evaluation error means
refusal (a `forbid` that errs would be skipped silently). Answers are kept by exactly the attributes
that the policies of a permission read, for at most 30 seconds.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from cedarpy import Decision as CedarDecision
from cedarpy import PolicySet, Schema, is_authorized, policies_to_json_str, validate_policies

from zencho.gate.actors import AnyActor, Person
from zencho.gate.permissions import PERMISSIONS, Permission
from zencho.kernel.errors import Problem
from zencho.kernel.logs import log

SHIPPED = Path(__file__).with_name("guard_rails.cedar").read_text("utf-8")
KEEP_SECONDS = 30.0
ATTRIBUTES = ("role", "label", "kind", "binned", "held", "assurance", "device", "place", "guest")


class InvalidPolicy(Problem):
    """The policy text does not fit the schema; `params["faults"]` quotes each fault."""

    status = 422


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a policy can read: the relation, the thing's columns and the actor's context."""

    actor: str
    role: int
    label: int
    kind: str
    binned: bool
    held: bool
    assurance: int
    device: int
    place: str
    guest: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of the gate; `rules` are the ids of the policies that spoke."""

    allowed: bool
    rules: tuple[str, ...]
    errors: int = 0


def facts_of(actor: AnyActor, role: int, label: int, kind: str, *, binned: bool, held: bool) -> Facts:
    """The facts that a decision about this actor and such a thing is made from."""
    guest = isinstance(actor, Person) and actor.is_guest
    return Facts(
        actor.kind, role, label, kind, binned, held, actor.assurance, actor.device, actor.place, guest
    )


class Policies:
    """One version of all policies, parsed once. `asked` and `missed` count decisions and engine calls."""

    def __init__(self, version: int, guard_rails: str) -> None:
        self.version = version
        self._schema, self._set, self._reads = _parse(guard_rails + "\n" + _role_permits(), _schema())
        self._kept: dict[tuple[Any, ...], Decision] = {}
        self._abilities: dict[Facts, tuple[str, ...]] = {}
        self._since = monotonic()
        self.asked = self.missed = 0

    def decide(self, permission: Permission[Any, str], facts: Facts) -> Decision:
        """Allow or refuse; anything unclear refuses."""
        self.asked += 1
        if permission.kinds is not None and facts.kind not in permission.kinds:
            return Decision(allowed=False, rules=())
        self._forget_what_is_old()
        key = (permission.name, facts.actor, *(getattr(facts, name) for name in self._reads[permission.name]))
        known = self._kept.get(key)
        if known is None:
            self.missed += 1
            known = self._kept[key] = self._ask(permission.name, facts)
        return known

    def list_abilities(self, facts: Facts) -> tuple[str, ...]:
        """Names of the permissions that pages offer and `decide` allows under these facts; kept as long."""
        self._forget_what_is_old()
        known = self._abilities.get(facts)
        if known is None:
            known = self._abilities[facts] = tuple(
                name
                for name, permission in PERMISSIONS.items()
                if permission.is_offered and self.decide(permission, facts).allowed
            )
        return known

    def _forget_what_is_old(self) -> None:
        now = monotonic()
        if now - self._since > KEEP_SECONDS:
            self._kept.clear()
            self._abilities.clear()
            self._since = now

    def _ask(self, permission: str, facts: Facts) -> Decision:
        request = {
            "principal": f'{facts.actor}::"asking"',
            "action": f'Action::"{permission}"',
            "resource": 'Thing::"asked"',
            "context": {
                "assurance": facts.assurance,
                "device": facts.device,
                "place": facts.place,
                "guest": facts.guest,
            },
        }
        attributes = {
            "role": facts.role,
            "label": facts.label,
            "kind": facts.kind,
            "binned": facts.binned,
            "held": facts.held,
        }
        entities: list[dict[Any, Any]] = [
            {"uid": {"type": facts.actor, "id": "asking"}, "attrs": {}, "parents": []},
            {"uid": {"type": "Thing", "id": "asked"}, "attrs": attributes, "parents": []},
        ]
        result = is_authorized(request, self._set, entities, self._schema)
        errors = len(result.diagnostics.errors)
        if errors:
            log.error("policy_error", permission=permission, version=self.version, errors=errors)
        rules = tuple(sorted(result.diagnostics.id_annotations_by_reason.values()))
        return Decision(result.decision is CedarDecision.Allow and not errors, rules, errors)


@lru_cache(maxsize=4)
def _parse(text: str, schema: str) -> tuple[Schema, PolicySet, dict[str, tuple[str, ...]]]:
    # Whoever comes back to an earlier text, and each test, need not wait for the engine again.
    return Schema.from_str(schema), PolicySet.from_str(text), _attributes_read(text)


def check_policy(guard_rails: str) -> None:
    """Raises InvalidPolicy where the text is not valid against the schema."""
    try:
        result = validate_policies(guard_rails + "\n" + _role_permits(), _schema())
    except ValueError as error:
        raise InvalidPolicy(faults=[str(error)[:500]]) from error
    if not result.validation_passed:
        raise InvalidPolicy(faults=[str(fault)[:500] for fault in result.errors])


def _schema() -> str:
    actions = "\n".join(
        f'action "{name}" appliesTo {{ principal: [Person, LinkHolder, Sender, Anonymous, System],'
        " resource: [Thing], context: { assurance: Long, device: Long, place: String, guest: Bool } };"
        for name in sorted(PERMISSIONS)
    )
    return (
        "entity Person; entity LinkHolder; entity Sender; entity Anonymous; entity System;\n"
        "entity Thing = { role: Long, label: Long, kind: String, binned: Bool, held: Bool };\n" + actions
    )


def _role_permits() -> str:
    lines = []
    for name, permission in sorted(PERMISSIONS.items()):
        bin_clause = "" if permission.in_bin else " && !resource.binned"
        if not permission.outside_bin:
            bin_clause = " && resource.binned"
        held_clause = " && !resource.held"
        if permission.while_held:  # people outside are not told what came, and what was found in it
            held_clause = " && !(resource.held && principal is LinkHolder)"
        if not permission.unless_held:
            held_clause += " && resource.held"
        # In the permit and not in a guard rail, which a city may have written anew before there were these.
        senders = "(principal is Sender || principal is System)"
        who = f" && {senders}" if permission.by_senders else " && !(principal is Sender)"
        if not permission.for_guests:
            who += " && !context.guest"
        lines.append(
            f'@id("role.{name}") permit (principal, action == Action::"{name}", resource)'
            f" when {{ resource.role >= {int(permission.role)}{bin_clause}{held_clause}{who} }};"
        )
    return "\n".join(lines)


def _attributes_read(text: str) -> dict[str, tuple[str, ...]]:
    """For each permission the attributes that its policies read, from the engine's own parse."""
    reads: dict[str, set[str]] = {name: set() for name in PERMISSIONS}
    for policy in json.loads(policies_to_json_str(text))["staticPolicies"].values():
        found = _attributes_in(policy["conditions"])
        scope = policy["action"]
        named = [scope["entity"]] if "entity" in scope else scope.get("entities")
        for name in [entity["id"] for entity in named] if named else PERMISSIONS:
            reads[name] |= found
    return {name: tuple(a for a in ATTRIBUTES if a in found) for name, found in reads.items()}


def _attributes_in(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*map(_attributes_in, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set().union(*map(_attributes_in, node.values())) if node else set()
    attribute = node.get("attr")
    return found | {attribute} if isinstance(attribute, str) else found
