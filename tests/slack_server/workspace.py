"""Who and what is in the workspace, and who sees which message."""

from dataclasses import dataclass, field

from tests.slack_server.clock import Clock
from tests.slack_server.model import BOT_USER, ApiError, Conversation, Json, Kind, Member, Message
from tests.slack_server.record import Record


@dataclass(slots=True)
class Workspace:
    clock: Clock
    record: Record
    members: dict[str, Member] = field(default_factory=dict)
    conversations: dict[str, Conversation] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    profile_fields: dict[str, Json] = field(default_factory=dict)
    prompts: dict[str, list[Json]] = field(default_factory=dict)
    sessions: dict[tuple[str, str], Json] = field(default_factory=dict)
    _made: int = 0

    def __post_init__(self) -> None:
        self.members[BOT_USER] = Member(id=BOT_USER, name="signpost", is_bot=True)

    def new_id(self, prefix: str) -> str:
        self._made += 1
        return f"{prefix}0{self._made:08d}"

    def add_member(self, name: str, email: str = "") -> Member:
        member = Member(id=self.new_id("U"), name=name, email=email)
        self.members[member.id] = member
        return member

    def add_conversation(self, name: str, kind: Kind, members: set[str]) -> Conversation:
        prefix = {Kind.IM: "D", Kind.MPIM: "G"}.get(kind, "C")
        conversation = Conversation(id=self.new_id(prefix), name=name, kind=kind, members=members)
        self.conversations[conversation.id] = conversation
        return conversation

    def add_profile_field(self, label: str, kind: str = "user") -> str:
        name = self.new_id("Xf")
        self.profile_fields[name] = {"id": name, "label": label, "type": kind, "hint": "", "is_hidden": False}
        return name

    def direct(self, user: str) -> Conversation:
        """Find or open the direct conversation between *user* and the bot."""
        both = {user, BOT_USER}
        for conversation in self.conversations.values():
            if conversation.kind is Kind.IM and conversation.members == both:
                return conversation
        return self.add_conversation("directmessage", Kind.IM, both)

    def find(self, channel: str) -> Conversation:
        """Look a conversation up by id or #name, as the bot may see it.

        Raises:
            ApiError: there is none, or it is private and the bot is not in it.
        """
        for conversation in self.conversations.values():
            known = channel in (conversation.id, f"#{conversation.name}")
            if known and (conversation.kind is Kind.PUBLIC or BOT_USER in conversation.members):
                return conversation
        raise ApiError("channel_not_found")

    def post(self, message: Message) -> Message:
        if message.thread_ts and (parent := self.message(message.channel, message.thread_ts)):
            parent.thread_ts = parent.ts if message.ephemeral_to is None else parent.thread_ts
        self.messages.append(message)
        self.record.changed()
        return message

    def remove(self, message: Message) -> None:
        self.messages = [kept for kept in self.messages if kept is not message]
        self.record.changed()

    def message(self, channel: str, ts: str) -> Message | None:
        return next((m for m in self.messages if (m.channel, m.ts) == (channel, ts)), None)

    def stored(self, channel: str) -> list[Message]:
        """List what history knows of *channel*, oldest first: ephemerals are never stored."""
        return [m for m in self.messages if m.channel == channel and m.ephemeral_to is None]

    def thread(self, channel: str, ts: str) -> list[Message]:
        return [m for m in self.stored(channel) if ts in (m.ts, m.thread_ts)]

    def is_active_thread(self, channel: str, ts: str) -> bool:
        """Tell whether anybody has replied: only then are ephemerals shown in it (docs: chat.postEphemeral)."""
        return len(self.thread(channel, ts)) > 1

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """List what *user* sees in *channel*, oldest first."""
        if user not in self.conversations[channel].members:
            return []
        return [m for m in self.messages if m.channel == channel and m.ephemeral_to in (None, user)]

    def sees(self, user: str, message: Message) -> bool:
        return any(seen is message for seen in self.seen_by(user, message.channel))
