"""What a press, a command or a submission does on a person's screen."""

from dataclasses import dataclass, field

from tests.slack_server import payloads
from tests.slack_server.delivery import Deliveries, Receipt
from tests.slack_server.inputs import STATEFUL, Given, complaint, option, taken
from tests.slack_server.keys import ResponseUrl
from tests.slack_server.methods.posting import read_content
from tests.slack_server.methods.surfaces import read_view
from tests.slack_server.model import ApiError, Conversation, Json, Member, Message, Refused, View, elements
from tests.slack_server.responding import show_answer
from tests.slack_server.state import State


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What the person sees at once; `error` is Slack's own (operation_timeout, dispatch_failed, …)."""

    error: str | None = None
    message: Message | None = None
    view: View | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return self.error is None and not self.errors


def labels(element: Json) -> list[str]:
    """Name an element in every way a person or a test may: words on it, accessibility label, action id."""
    parts = [element.get("text"), element.get("placeholder")]
    parts += [element.get("positive_button", {}).get("text"), element.get("negative_button", {}).get("text")]
    named = [part["text"] for part in parts if isinstance(part, dict)]
    return [*named, element.get("accessibility_label", ""), element["action_id"]]


def find_element(blocks: list[Json], wanted: str) -> Json:
    """Find what is to be pressed on what is visible now.

    Raises:
        Refused: it is not there, or there more than once.
    """
    found = [e for e in elements(blocks) if wanted in labels(e)]
    found += [e for e in _labelled(blocks, wanted) if e not in found]
    if len(found) != 1:
        offered = [labels(e)[0] for e in elements(blocks)]
        raise Refused(f"{wanted!r} is on screen {len(found)} times; there are {offered}")
    return found[0]


def _labelled(blocks: list[Json], wanted: str) -> list[Json]:
    """List the inputs whose block carries *wanted* as its label or id."""
    inputs = [block for block in blocks if block["type"] == "input"]
    return [
        block["element"] | {"_block": block["block_id"]}
        for block in inputs
        if wanted in (block["label"]["text"], block["block_id"])
    ]


def to_action(element: Json, wanted: str, choose: Given) -> Json:
    """Give the `actions` entry of a press."""
    kind = element["type"]
    action: Json = {"type": kind, "action_id": element["action_id"], "block_id": element["_block"]}
    if kind == "feedback_buttons":
        sides = (element["positive_button"], element["negative_button"])
        return action | {"value": next(s["value"] for s in sides if wanted in (s["text"]["text"], s["value"]))}
    if kind == "overflow":
        return action | {"selected_option": option(element, str(choose))}
    if kind in STATEFUL:
        return action | taken(element, choose)
    return action | {key: element[key] for key in ("value", "text", "style", "url") if key in element}


def fill(view: View, values: dict[str, Given]) -> None:
    """Put *values* into the view; each is named by its block's label, block_id or action_id."""
    for name, given in values.items():
        element = find_element(view.blocks, name)
        view.typed[element["_block"], element["action_id"]] = taken(element, given)


def refuse_incomplete(view: View) -> None:
    """Raise Refused where the client itself would not submit."""
    for block in view.blocks:
        if block["type"] == "input":
            value = view.typed[block["block_id"], block["element"]["action_id"]]
            if wrong := complaint(block, value):
                raise Refused(f"{block['label']['text']}: {wrong}")


@dataclass(slots=True)
class Hands:
    """What needs the app's acknowledgement."""

    state: State
    deliveries: Deliveries

    async def command(self, person: Member, conversation: Conversation, name: str, text: str) -> Outcome:
        parcel = payloads.command(self.state, person, conversation, name, text)
        receipt = await self.deliveries.interact(parcel)
        if not receipt.acked or not receipt.answer:
            return _outcome(receipt)
        args = {"text": receipt.answer} if isinstance(receipt.answer, str) else receipt.answer
        try:
            content = read_content(
                self.state, args, f"ack of {name}", visible_to_all=args.get("response_type") == "in_channel"
            )
        except ApiError as error:
            self.state.record.violate("ack", name, f"{error.code} {'; '.join(error.messages)}")
            return Outcome(error=error.code)
        key = ResponseUrl(user=person.id, channel=conversation.id, dies=0.0)
        return Outcome(message=show_answer(self.state, args, key, content))

    async def send(self, parcel: payloads.Parcel) -> Outcome:
        return _outcome(await self.deliveries.interact(parcel))

    async def submit(self, person: Member, view: View) -> Outcome:
        receipt = await self.deliveries.interact(payloads.submission(self.state, person, view))
        if not receipt.acked:
            return _outcome(receipt)
        answer = receipt.answer or {}
        if not isinstance(answer, dict):
            self.state.record.violate("ack", "view_submission", f"not a response_action: {answer!r}")
            return Outcome(error="invalid_ack")
        return self._follow(view, answer)

    def _follow(self, view: View, answer: Json) -> Outcome:
        """Do what the acknowledgement of a submission asks (docs: surfaces/modals, response_action)."""
        screens = self.state.screens
        if unknown := sorted(answer.keys() - {"response_action", "errors", "view"}):
            self.state.record.violate("ack", "view_submission", f"unknown keys {unknown}")
        match answer.get("response_action"):
            case None:
                screens.close(view)
                return Outcome(view=screens.top(view.owner))
            case "clear":
                screens.close(view, everything=True)
                return Outcome()
            case "errors":
                return self._show_errors(view, answer.get("errors"))
            case "update" | "push" as action:
                return self._replace(view, answer, push=action == "push")
            case other:
                self.state.record.violate("ack", "view_submission", f"unknown response_action {other!r}")
                return Outcome(error="invalid_ack")

    def _show_errors(self, view: View, errors: object) -> Outcome:
        inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or errors.keys() - inputs:
            self.state.record.violate("ack", "view_submission", f"errors must name input blocks {sorted(inputs)}")
            return Outcome(error="invalid_ack")
        return Outcome(view=view, errors={str(key): str(value) for key, value in errors.items()})

    def _replace(self, view: View, answer: Json, *, push: bool) -> Outcome:
        screens = self.state.screens
        try:
            body = read_view(self.state, answer, "ack of view_submission", "modal")
            shown = screens.push(view.owner, body) if push else screens.change(view, body)
        except ApiError as error:
            self.state.record.violate("ack", "view_submission", f"{error.code} {'; '.join(error.messages)}")
            return Outcome(error=error.code)
        return Outcome(view=shown)


def _outcome(receipt: Receipt) -> Outcome:
    if receipt.acked:
        return Outcome()
    return Outcome(error="operation_timeout" if "timeout" in str(receipt.reason) else "dispatch_failed")
