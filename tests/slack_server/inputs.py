"""What an element holds: empty, to begin with, and after a person has typed or chosen."""

from collections.abc import Callable, Sequence

from tests.slack_server.model import Json, Refused

Given = str | Sequence[str] | None

TEXTUAL = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
ONE_OPTION = {"static_select", "radio_buttons"}
MANY_OPTIONS = {"multi_static_select", "checkboxes"}
ONE_ID = {
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
}
MANY_IDS = {
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
}
STATEFUL = TEXTUAL | ONE_OPTION | MANY_OPTIONS | ONE_ID.keys() | MANY_IDS.keys()


def initial(element: Json) -> Json:
    """Give the state value of an untouched *element*."""
    kind = element["type"]
    if kind in TEXTUAL:
        return {"type": kind, "value": element.get("initial_value")}
    if kind in ONE_OPTION:
        return {"type": kind, "selected_option": element.get("initial_option")}
    if kind in MANY_OPTIONS:
        return {"type": kind, "selected_options": element.get("initial_options", [])}
    selected, begins = {**ONE_ID, **MANY_IDS}[kind]
    return {"type": kind, selected: element.get(begins, [] if kind in MANY_IDS else None)}


def taken(element: Json, given: Given) -> Json:
    """Give the state value after a person put *given* in: text, an option's label or value, or an id.

    Raises:
        Refused: the element does not offer it.
    """
    kind = element["type"]
    many = [given] if isinstance(given, str) else list(given or [])
    readers: dict[str, Callable[[], Json]] = {
        **dict.fromkeys(TEXTUAL, lambda: {"value": _typed(element, many)}),
        **dict.fromkeys(ONE_OPTION, lambda: {"selected_option": option(element, many[0]) if many else None}),
        **dict.fromkeys(MANY_OPTIONS, lambda: {"selected_options": [option(element, one) for one in many]}),
        **{name: lambda: {ONE_ID[kind][0]: many[0] if many else None} for name in ONE_ID},
        **{name: lambda: {MANY_IDS[kind][0]: many} for name in MANY_IDS},
    }
    if kind not in readers:
        raise Refused(f"nothing can be put into a {kind}")
    return {"type": kind, **readers[kind]()}


def _typed(element: Json, given: list[str]) -> str | None:
    text = given[0] if given else ""
    if len(text) > int(element.get("max_length", 3000)):
        raise Refused(f"only {element.get('max_length', 3000)} characters go in")
    return text or None


def option(element: Json, wanted: str) -> Json:
    """Find an option by its label or its value, also within groups."""
    groups = [group.get("options", []) for group in element.get("option_groups", [])]
    offered: list[Json] = [*element.get("options", []), *(one for group in groups for one in group)]
    for one in offered:
        if wanted in (one["text"]["text"], one.get("value")):
            return one
    raise Refused(f"{wanted!r} is not offered, only {[one['text']['text'] for one in offered]}")


def complaint(block: Json, value: Json) -> str | None:
    """Say why the client would not let an input block be submitted with *value*."""
    content = next((inner for key, inner in value.items() if key != "type"), None)
    if not content:
        return None if block.get("optional") else "Please complete this required field."
    least = int(block["element"].get("min_length", 0))
    if isinstance(content, str) and len(content) < least:
        return f"at least {least} characters are needed"
    if value["type"] == "email_text_input" and "@" not in str(content):
        return "that is no email address"
    return None
