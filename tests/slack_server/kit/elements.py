"""Every limit of an interactive element (docs: reference/block-kit/block-elements, composition-objects)."""

from tests.slack_server.kit.rules import (
    Findings,
    Rule,
    boolean,
    both,
    integer,
    items,
    matching,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)

ACTION = {"action_id": string(255, 1)}
CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
COMMON = {**ACTION, "confirm": CONFIRM}
TYPED_IN = {**ACTION, "placeholder": plain(150), "focus_on_load": boolean}
LINK = both(string(3000, 1), matching(r"(https?|mailto|tel|slack):\S+", "invalid url"))
DISPATCH = shape(
    {}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), maximum=2, minimum=1)}
)
ID = string(30, 1)


def option(wording: Rule, *, url: bool = False) -> Rule:
    extra = {"url": LINK} if url else {}
    return shape({"text": wording, "value": string(150, 1)}, {"description": plain(75), **extra})


OPTION = option(plain(75))
RICH_OPTION = option(text(75))
GROUP = shape({"label": plain(75), "options": items(OPTION, 100)}, {})
CHOICES = {"options": items(OPTION, 100), "option_groups": items(GROUP, 100)}


def _offered(value: object, at: str, found: Findings) -> None:
    """What is chosen to begin with must be among what is offered."""
    if not isinstance(value, dict):
        return
    groups = value.get("option_groups") or []
    offered = [*value.get("options", []), *(o for g in groups if isinstance(g, dict) for o in g.get("options", []))]
    for key in ("initial_option", "initial_options"):
        chosen = value.get(key, [])
        for one in chosen if isinstance(chosen, list) else [chosen]:
            if one not in offered:
                found.add(f"{key} is not one of the options", f"{at}/{key}")
    if "options" in value and "option_groups" in value:
        found.add("options and option_groups exclude each other", at)


def _select(choices: dict[str, Rule], initial: dict[str, Rule]) -> Rule:
    optional = {**COMMON, "placeholder": plain(150), "focus_on_load": boolean, **initial, **choices}
    either = tuple(choices)
    return both(shape({}, optional, either), _offered if choices else _nothing)


def _nothing(value: object, at: str, found: Findings) -> None:
    """Ask no more."""


MANY = {"max_selected_items": integer(1, 100)}
IDS = items(ID, 100, 0)
BUTTON = shape(
    {"text": plain(75)},
    {
        **COMMON,
        "url": LINK,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
FEEDBACK = shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})
IMAGE = shape(
    {"alt_text": string(2000, 1)},
    {"image_url": LINK, "slack_file": shape({}, {"id": ID, "url": LINK})},
    ("image_url", "slack_file"),
)
DAY = matching(r"\d{4}-\d\d-\d\d", "must be a date: YYYY-MM-DD")
TIME = matching(r"\d\d:\d\d", "must be a time: HH:mm")

SELECTS: dict[str, Rule] = {
    "static_select": _select(CHOICES, {"initial_option": OPTION}),
    "users_select": _select({}, {"initial_user": ID}),
    "channels_select": _select({}, {"initial_channel": ID, "response_url_enabled": boolean}),
    "conversations_select": _select({}, {"initial_conversation": ID, "default_to_current_conversation": boolean}),
    "multi_static_select": _select(CHOICES, {"initial_options": items(OPTION, 100), **MANY}),
    "multi_users_select": _select({}, {"initial_users": IDS, **MANY}),
    "multi_conversations_select": _select({}, {"initial_conversations": IDS, **MANY}),
}
PICKERS: dict[str, Rule] = {
    "radio_buttons": both(
        shape({"options": items(RICH_OPTION, 10)}, {**COMMON, "initial_option": RICH_OPTION, "focus_on_load": boolean}),
        _offered,
    ),
    "checkboxes": both(
        shape(
            {"options": items(RICH_OPTION, 10)},
            {**COMMON, "initial_options": items(RICH_OPTION, 10), "focus_on_load": boolean},
        ),
        _offered,
    ),
    "datepicker": shape({}, {**TYPED_IN, "confirm": CONFIRM, "initial_date": DAY}),
    "timepicker": shape({}, {**TYPED_IN, "confirm": CONFIRM, "initial_time": TIME, "timezone": string(64)}),
}
INPUTS: dict[str, Rule] = {
    "plain_text_input": shape(
        {},
        {
            **TYPED_IN,
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
            "initial_value": string(3000),
            "dispatch_action_config": DISPATCH,
        },
    ),
    "email_text_input": shape({}, {**TYPED_IN, "initial_value": string(3000), "dispatch_action_config": DISPATCH}),
    "url_text_input": shape({}, {**TYPED_IN, "initial_value": string(3000), "dispatch_action_config": DISPATCH}),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**TYPED_IN, "initial_value": string(40), "min_value": string(40), "max_value": string(40)},
    ),
}
MENU = {"overflow": shape({"options": items(option(plain(75), url=True), 5)}, COMMON)}

IN_ACTIONS: Rule = typed({"button": BUTTON, **SELECTS, **PICKERS, **MENU})
IN_SECTION: Rule = typed({"button": BUTTON, "image": IMAGE, **SELECTS, **PICKERS, **MENU})
IN_INPUT: Rule = typed({**INPUTS, **SELECTS, **PICKERS})
IN_CONTEXT: Rule = typed(
    {
        "image": IMAGE,
        "plain_text": shape({"text": string(3000, 1)}, {"emoji": boolean}),
        "mrkdwn": shape({"text": string(3000, 1)}, {"verbatim": boolean}),
    }
)
IN_CONTEXT_ACTIONS: Rule = typed(
    {
        "feedback_buttons": shape({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, ACTION),
        "icon_button": shape(
            {"icon": one_of("trash"), "text": plain(75)},
            {**COMMON, "value": string(2000), "accessibility_label": string(75), "visible_to_user_ids": IDS},
        ),
    }
)
