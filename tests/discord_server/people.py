"""A person at a Discord client: may do what the client shows, and nothing else."""

from collections.abc import Sequence

from tests.discord_server import posting
from tests.discord_server.asking import open_interaction
from tests.discord_server.core import Core
from tests.discord_server.errors import JsonObject
from tests.discord_server.filling_forms import Entry, picked, submission
from tests.discord_server.interactions import Interaction, Kind, Modal
from tests.discord_server.messages import Message
from tests.discord_server.rest.calls import Upload, keep_files
from tests.discord_server.rules.messages import MOST_CONTENT
from tests.discord_server.typing_commands import Impossible, Typed, Value, registered
from tests.discord_server.world import Channel, Guild, User

_MESSAGE_COMMAND = 3


class Person:
    """Drives one user; every act returns at once, its outcome is awaited on what it returns."""

    def __init__(self, core: Core, user: User, home: Channel) -> None:
        self._core, self.user, self.home = core, user, home

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def mention(self) -> str:
        return f"<@{self.user.id}>"

    @property
    def dm(self) -> Channel:
        """The DM channel with the bot."""
        return self._core.world.dm(self.user)

    # Acting

    def slash(self, words: str, where: Channel | None = None, /, **options: Value) -> Interaction:
        """Use a slash command: `slash("/policy ask", question="…")`."""
        channel = self._place(where)
        data = Typed(self._core, channel, words).data(options)
        return open_interaction(self._core, Kind.COMMAND, self.user, channel, data)

    async def autocomplete(
        self, words: str, focus: str, text: str, where: Channel | None = None, /, **options: Value
    ) -> list[JsonObject]:
        """Type *text* into the option *focus* and wait for what is offered."""
        channel = self._place(where)
        data = Typed(self._core, channel, words, focus).data({**options, focus: text})
        interaction = open_interaction(self._core, Kind.AUTOCOMPLETE, self.user, channel, data)
        await interaction.answer()
        return interaction.choices or []

    def message_command(self, name: str, message: Message) -> Interaction:
        """Use a command from a message's menu."""
        self._must_see(message)
        if message.ephemeral:
            raise Impossible("an ephemeral message offers no apps")
        command = registered(self._core, _MESSAGE_COMMAND, name, message.channel)
        data: JsonObject = {
            "id": command["id"],
            "name": name,
            "type": _MESSAGE_COMMAND,
            "target_id": message.id,
            "resolved": {"messages": {message.id: message.payload()}},
        }
        if command.get("guild_id"):
            data["guild_id"] = command["guild_id"]
        return open_interaction(self._core, Kind.COMMAND, self.user, message.channel, data)

    def say(  # noqa: PLR0913 - a message may carry all of this
        self,
        text: str,
        where: Channel | None = None,
        *,
        mention_bot: bool = False,
        attachments: Sequence[Upload] = (),
        reply_to: Message | None = None,
        ping: bool = True,
    ) -> Message:
        """Write an ordinary message; *ping* is the switch beside a reply."""
        channel = self._place(where or (reply_to.channel if reply_to else None))
        if reply_to is not None:
            self._must_see(reply_to)
        if channel.dm and not self._core.world.shares_a_guild(self.user):
            raise Impossible("nothing is shared with the bot: no direct message")
        content = f"<@{self._core.world.bot.id}> {text}" if mention_bot else text
        if len(content) > MOST_CONTENT or not (content or attachments):
            raise Impossible("a message has 1 to 2000 characters, or a file")
        body: JsonObject = {"content": content}
        if not ping:
            body["allowed_mentions"] = {"parse": ["users"], "replied_user": False}
        files = keep_files(self._core, channel.id, list(attachments))
        return posting.create(self._core, channel, self.user, body, attachments=files, reply_to=reply_to)

    def click(self, message: Message, name: str) -> Interaction:
        """Press a button, named by custom_id or by label."""
        self._must_see(message)
        button = _only(message.button(name), f"button {name!r}", message)
        return self._press(message, button)

    def select(self, message: Message, name: str, *wanted: str) -> Interaction:
        """Pick from a select, named by custom_id or by placeholder; options by label or value."""
        self._must_see(message)
        menu = _only(message.select(name), f"select {name!r}", message)
        return self._press(message, menu, picked(menu, wanted))

    def submit(self, modal: Modal, **values: Entry) -> Interaction:
        """Send a form; fields are named by custom_id or by label."""
        return self.submit_values(modal, values)

    def submit_values(self, modal: Modal, values: dict[str, Entry]) -> Interaction:
        """Send a form whose field names are no Python names."""
        source = modal.interaction
        if source.user is not self.user or not modal.open:
            raise Impossible(f"{modal.title!r} is not on this person's screen")
        data = submission(modal, values)
        modal.open = False
        message = source.message if source.kind is Kind.COMPONENT else None
        return open_interaction(self._core, Kind.MODAL, self.user, source.channel, data, message)

    def dismiss(self, modal: Modal) -> None:
        """Close a form; the bot is not told."""
        modal.open = False

    def edit(self, message: Message, text: str) -> None:
        self._must_own(message)
        posting.change(self._core, message, {"content": text}, [])

    def delete(self, message: Message) -> None:
        """Delete one's own message, or dismiss an ephemeral one."""
        if not (message.ephemeral and message.only_for is self.user):
            self._must_own(message)
        posting.remove(self._core, message)

    # Seeing

    def sees(self, message: Message) -> bool:
        return message.seen_by(self.user)

    # Settings

    def close_dms(self, code: int = 50007) -> None:
        """Refuse messages from now on: 50007 blocked, 50278 no mutual guild."""
        self.user.closed_dms = code

    def open_dms(self) -> None:
        self.user.closed_dms = None

    def leave(self, guild: Guild) -> None:
        guild.members.pop(self.user.id, None)

    def _place(self, where: Channel | None) -> Channel:
        channel = where or self.home
        if not channel.seen_by(self.user):
            raise Impossible(f"{self.user.name} does not see {channel.name}")
        return channel

    def _must_see(self, message: Message) -> None:
        if not self.sees(message):
            raise Impossible(f"{self.user.name} does not see message {message.id}")

    def _must_own(self, message: Message) -> None:
        self._must_see(message)
        if message.author is not self.user:
            raise Impossible("only one's own message")

    def _press(self, message: Message, component: JsonObject, values: list[str] | None = None) -> Interaction:
        if component.get("disabled"):
            raise Impossible(f"{component.get('label') or component['custom_id']!r} is disabled")
        data: JsonObject = {key: component[key] for key in ("custom_id", "id")}
        data["component_type"] = component["type"]
        if values is not None:
            data["values"] = values
            if component["type"] in (5, 7):
                users = self._core.world.users
                data["resolved"] = {"users": {one: users[one].payload() for one in values if one in users}}
        return open_interaction(self._core, Kind.COMPONENT, self.user, message.channel, data, message)


def _only(found: list[JsonObject], what: str, message: Message) -> JsonObject:
    if len(found) != 1:
        there = ", ".join(repr(label) for label in message.labels)
        raise Impossible(f"{len(found)} times {what} on message {message.id}; it shows {there or 'no buttons'}")
    return found[0]
