"""The modals and Home tabs on people's screens: stacks, hashes and what an update keeps."""

import secrets
from dataclasses import dataclass, field

from tests.slack_server.clock import Clock
from tests.slack_server.inputs import STATEFUL, initial
from tests.slack_server.model import ApiError, Json, View, elements
from tests.slack_server.record import Record

STACK = 3  # docs: modals, "up to three views at a time"


@dataclass(slots=True)
class Screens:
    clock: Clock
    record: Record
    stacks: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    _made: int = 0

    def top(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def open(self, user: str, body: Json) -> View:
        """Show a new modal, in place of any other."""
        self._refuse_known_external_id(body)
        view = self._make(user, body)
        self.stacks[user] = [view]
        self.record.changed()
        return view

    def push(self, user: str, body: Json) -> View:
        """Lay a modal on the stack.

        Raises:
            ApiError: three are open already, or its external_id is taken.
        """
        stack = self.stacks.setdefault(user, [])
        if len(stack) >= STACK:
            raise ApiError("push_limit_reached")
        self._refuse_known_external_id(body)
        below = stack[-1] if stack else None
        view = self._make(user, body)
        if below:
            view.previous, view.root = below.id, below.root
        stack.append(view)
        self.record.changed()
        return view

    def publish(self, user: str, body: Json, expected: str | None) -> View:
        current = self.homes.get(user)
        if current is None:
            self.homes[user] = self._make(user, body)
            self.record.changed()
            return self.homes[user]
        return self.change(current, body, expected)

    def change(self, view: View, body: Json, expected: str | None = None) -> View:
        """Replace what *view* shows; typed input survives where block_id and action_id are the same.

        Raises:
            ApiError: *expected* is not the hash it has now.
        """
        if expected not in (None, "", view.hash):
            raise ApiError("hash_conflict")
        view.body = self._with_ids(body)
        view.hash = self._hash()
        view.typed = {key: view.typed.get(key, value) for key, value in _untouched(view.blocks).items()}
        self.record.changed()
        return view

    def find(self, view_id: str | None, external_id: str | None) -> View:
        """Look an open view up.

        Raises:
            ApiError: it was closed, or never was.
        """
        for view in self.all():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise ApiError("not_found")

    def close(self, view: View, *, everything: bool = False) -> None:
        stack = self.stacks.get(view.owner, [])
        stack[:] = [] if everything else [kept for kept in stack if kept is not view]
        self.record.changed()

    def all(self) -> list[View]:
        return [*self.homes.values(), *(view for stack in self.stacks.values() for view in stack)]

    def _refuse_known_external_id(self, body: Json) -> None:
        name = body.get("external_id")
        if name and any(view.body.get("external_id") == name for view in self.all()):
            raise ApiError("duplicate_external_id")

    def _make(self, user: str, body: Json) -> View:
        self._made += 1
        name = f"V0{self._made:08d}"
        view = View(id=name, owner=user, hash=self._hash(), body=self._with_ids(body), root=name)
        view.typed = _untouched(view.blocks)
        return view

    def _hash(self) -> str:
        return f"{self.clock.stamp()}.{secrets.token_hex(4)}"

    def _with_ids(self, body: Json) -> Json:
        return body | {"blocks": with_ids(body["blocks"])}


def _untouched(blocks: list[Json]) -> dict[tuple[str, str], Json]:
    return {(e["_block"], e["action_id"]): initial(e) for e in elements(blocks) if e["type"] in STATEFUL}


def with_ids(blocks: list[Json]) -> list[Json]:
    """Fill in the block and action ids an app may leave out."""
    return [_named(block) for block in blocks]


def _named(block: Json) -> Json:
    named = {"block_id": secrets.token_urlsafe(4), **block}
    for key in ("accessory", "element"):
        if isinstance(named.get(key), dict):
            named[key] = _interactive(named[key])
    if block["type"] in {"actions", "context_actions"}:
        named["elements"] = [_interactive(element) for element in block["elements"]]
    return named


def _interactive(element: Json) -> Json:
    return element if element.get("type") == "image" else {"action_id": secrets.token_urlsafe(4), **element}
