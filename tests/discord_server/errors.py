"""Discord's refusals: HTTP status, JSON code, message and the tree of what is wrong where."""

from typing import Any

JsonObject = dict[str, Any]

_MESSAGES: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10014: (404, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30034: (429, "Max number of daily application command creates has been reached (200)"),
    40003: (429, "You are opening direct messages too fast."),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}


class Refused(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, code: int, message: str, errors: JsonObject | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status, self.code, self.message, self.errors = status, code, message, errors

    def payload(self) -> JsonObject:
        body: JsonObject = {"message": self.message, "code": self.code}
        return body | ({"errors": self.errors} if self.errors else {})


def refused(code: int) -> Refused:
    """Build the refusal Discord documents for *code*."""
    status, message = _MESSAGES[code]
    return Refused(status, code, message)


UNAUTHORIZED = (401, "401: Unauthorized")
NOT_FOUND = (404, "404: Not Found")
NOT_ALLOWED = (405, "405: Method Not Allowed")
