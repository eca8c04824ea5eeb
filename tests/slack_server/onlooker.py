"""What a person sees of Slack, and what their client hides from them."""

from dataclasses import dataclass

from tests.slack_server.model import Conversation, Member, Message, Refused, View
from tests.slack_server.state import State


@dataclass(slots=True)
class Onlooker:
    """One person's screen."""

    member: Member
    state: State

    @property
    def id(self) -> str:
        return self.member.id

    @property
    def dm_channel(self) -> Conversation:
        return self.state.workspace.direct(self.id)

    @property
    def modal(self) -> View | None:
        """What modal is on top of the screen."""
        return self.state.screens.top(self.id)

    @property
    def home(self) -> View | None:
        return self.state.screens.homes.get(self.id)

    def sees(self, channel: Conversation | None = None) -> list[Message]:
        """List what is visible in *channel*, oldest first; without one, in the conversation with the bot."""
        return self.state.workspace.seen_by(self.id, (channel or self.dm_channel).id)

    async def reads(self, containing: str, channel: Conversation | None = None, *, within: float = 10.0) -> Message:
        """Wait until a message of the bot with these words is visible; the newest such."""

        def newest() -> Message | None:
            mine = [m for m in self.sees(channel) if m.by_bot and containing in f"{m.words}\n{m.text}"]
            return mine[-1] if mine else None

        return await self.state.record.until(newest, within=within)

    async def sees_modal(self, title: str = "", *, within: float = 10.0) -> View:
        def top() -> View | None:
            return self.modal if self.modal and title in self.modal.title else None

        return await self.state.record.until(top, within=within)

    def must_be_in(self, channel: Conversation) -> None:
        if self.id not in channel.members or self.member.deleted:
            raise Refused(f"{self.member.name} is not in {channel.name}")

    def must_see(self, message: Message) -> None:
        if not self.state.workspace.sees(self.id, message):
            raise Refused(f"{self.member.name} cannot see this message")

    def must_show(self, view: View) -> None:
        if view is not self.modal and view is not self.home:
            raise Refused("this view is not on the screen, or not on top")

    def must_own(self, message: Message) -> None:
        self.must_see(message)
        if message.author != self.id:
            raise Refused("only one's own messages can be changed")
