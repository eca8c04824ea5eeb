"""Which Web API methods there are: token, scopes and arguments of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.slack_server.model import ApiError, Json
from tests.slack_server.state import State

Run = Callable[[State, Json], Json]


@dataclass(frozen=True, kw_only=True, slots=True)
class Method:
    """One method; `scopes` are alternatives, of which the app needs one at least."""

    run: Run
    scopes: frozenset[str]
    needs: frozenset[str]
    takes: frozenset[str]
    app_token: bool


EVERYWHERE = frozenset({"token", "team_id"})  # Bolt sends team_id with every call
METHODS: dict[str, Method] = {}


def method(
    name: str, *, scopes: str = "", needs: str = "", takes: str = "", app_token: bool = False
) -> Callable[[Run], Run]:
    """Register a method; *scopes*, *needs* and *takes* are words parted by blanks."""

    def register(run: Run) -> Run:
        required = frozenset(needs.split())
        METHODS[name] = Method(
            run=run,
            scopes=frozenset(scopes.split()),
            needs=required,
            takes=required | frozenset(takes.split()) | EVERYWHERE,
            app_token=app_token,
        )
        return run

    return register


def truthy(args: Json, key: str, *, default: bool = False) -> bool:
    value = args.get(key, default)
    return value in (True, "true", "True", "1", 1)


def structured(args: Json, key: str, wrong: str) -> object:
    """Read an argument that forms carry as JSON text.

    Raises:
        ApiError: it is no JSON; *wrong* is the code.
    """
    value = args.get(key)
    if not isinstance(value, str):
        return value
    try:
        parsed: object = json.loads(value)
    except ValueError:
        raise ApiError(wrong) from None
    return parsed
