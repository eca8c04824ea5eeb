"""Short-lived keys: trigger ids, response URLs and Socket Mode tickets, each with the rules of its use."""

import secrets
from dataclasses import dataclass, field

from tests.slack_server.clock import Clock, Timings
from tests.slack_server.model import APP, ApiError, Message

RESPONSE_USES = 5  # docs: handling-user-interaction, "up to 5 times within 30 minutes"


@dataclass(kw_only=True, slots=True)
class Trigger:
    user: str
    view: str | None
    dies: float
    used: bool = False


@dataclass(kw_only=True, slots=True)
class ResponseUrl:
    """Where a later answer may go; `original` is the message the press came from, if any."""

    user: str
    channel: str
    dies: float
    original: Message | None = None
    uses: int = 0


@dataclass(slots=True)
class Keys:
    clock: Clock
    timings: Timings
    base: str = ""
    _triggers: dict[str, Trigger] = field(default_factory=dict)
    _responses: dict[str, ResponseUrl] = field(default_factory=dict)
    _tickets: dict[str, float] = field(default_factory=dict)

    def trigger(self, user: str, view: str | None = None) -> str:
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(user=user, view=view, dies=self.clock.now() + self.timings.trigger)
        return name

    def spend_trigger(self, name: str) -> Trigger:
        """Take a trigger's one use.

        Raises:
            ApiError: it is unknown, too old or already used.
        """
        found = self._triggers.get(name)
        if found is None:
            raise ApiError("invalid_trigger_id", "[ERROR] invalid `trigger_id`")
        if found.used:
            raise ApiError("exchanged_trigger_id")
        if self.clock.now() > found.dies:
            raise ApiError("expired_trigger_id")
        found.used = True
        return found

    def response_url(self, user: str, channel: str, original: Message | None = None) -> str:
        name = secrets.token_urlsafe(18)
        dies = self.clock.now() + self.timings.response_url
        self._responses[name] = ResponseUrl(user=user, channel=channel, dies=dies, original=original)
        return f"{self.base}/actions/{name}"

    def spend_response(self, name: str) -> ResponseUrl:
        """Take one of a response URL's five uses.

        Raises:
            ApiError: it is unknown, used up or too old.
        """
        found = self._responses.get(name)
        if found is None:
            raise ApiError("no_service", status=404)
        if found.uses >= RESPONSE_USES:
            raise ApiError("used_url", status=404)
        if self.clock.now() > found.dies:
            raise ApiError("expired_url", status=404)
        found.uses += 1
        return found

    def ticket(self) -> str:
        """Make a single-use address for one Socket Mode connection."""
        name = secrets.token_hex(16)
        self._tickets[name] = self.clock.now() + self.timings.ticket
        return f"{self.base.replace('http', 'ws', 1)}/link/?ticket={name}&app_id={APP}"

    def spend_ticket(self, name: str) -> bool:
        return self._tickets.pop(name, 0.0) > self.clock.now()
