"""Somebody who uses Slack: does what a client lets them do, and sees what a client would show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tests.slack_server import payloads
from tests.slack_server.acting import Hands, Outcome, fill, find_element, refuse_incomplete, to_action
from tests.slack_server.inputs import Given
from tests.slack_server.model import BOT_USER, TEAM, Conversation, Json, Kind, Message, Refused, View
from tests.slack_server.onlooker import Onlooker

MENTION = f"<@{BOT_USER}>"


def escaped(text: str) -> str:
    """Escape as a client does before it sends (docs: formatting-message-text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class Person(Onlooker):
    """One person at one client; every method raises Refused where the client would hide or grey it out."""

    hands: Hands

    async def mention(self, channel: Conversation, text: str, *, thread: Message | None = None) -> Message:
        """Write to the bot where others read it."""
        message = self._write(channel, f"{MENTION} {escaped(text)}", thread=thread)
        if BOT_USER in channel.members and channel.kind is not Kind.IM:
            event = message.payload() | {"type": "app_mention", "channel": channel.id}
            self.state.announce(event | {"event_ts": message.ts}, expected=True)
        self.state.announce_message(message)
        return message

    async def dm(self, text: str = "", *, files: Sequence[str] = (), thread: Message | None = None) -> Message:
        """Write to the bot alone, with pictures or documents if wanted."""
        if not self.state.manifest.messages_writable:
            self.state.record.violate("manifest", "app_home", "the Messages tab is off or read-only")
            raise Refused("Sending messages to this app has been turned off.")
        message = self._write(self.dm_channel, escaped(text), thread=thread, files=files)
        self.state.announce_message(message, expected=True)
        self._announce_files(message)
        return message

    async def say(
        self, channel: Conversation, text: str, *, thread: Message | None = None, files: Sequence[str] = ()
    ) -> Message:
        """Write to the others."""
        message = self._write(channel, escaped(text), thread=thread, files=files)
        self.state.announce_message(message)
        self._announce_files(message)
        return message

    async def reply_in_thread(self, message: Message, text: str) -> Message:
        """Answer below *message*, without naming the bot."""
        conversation = self.state.workspace.conversations[message.channel]
        if conversation.kind is Kind.IM:
            return await self.dm(text, thread=message)
        return await self.say(conversation, text, thread=message)

    async def edit(self, message: Message, text: str) -> None:
        self.must_own(message)
        before = message.payload()
        message.text, message.edited = escaped(text), self.state.clock.stamp()
        message.blocks = []
        self.state.record.changed()
        self.state.announce_change(message, before, "message_changed")

    async def delete(self, message: Message) -> None:
        self.must_own(message)
        self.state.workspace.remove(message)
        self.state.announce_change(message, message.payload(), "message_deleted")

    async def slash(self, command: str, text: str, channel: Conversation, *, thread: Message | None = None) -> Outcome:
        """Type a command. In a thread Slack refuses (docs: implementing-slash-commands)."""
        if thread is not None:
            raise Refused(f"{command} is not supported in threads. Sorry!")
        self.must_be_in(channel)
        known = self.state.manifest.commands.get(command)
        if known is None:
            self.state.record.violate("manifest", command, "the manifest has no such command")
            raise Refused(f"{command} is not a valid command.")
        typed = text.strip()
        if known.get("should_escape") is True:
            names = {member.name: member.id for member in self.state.workspace.members.values()}
            typed = re.sub(r"@(\w+)", lambda m: f"<@{names[m[1]]}|{m[1]}>" if m[1] in names else m[0], typed)
        return await self.hands.command(self.member, channel, command, typed)

    async def shortcut(self, callback_id: str, message: Message | None = None) -> Outcome:
        """Choose a shortcut: on *message* from its menu, without one from the lightning bolt."""
        self._need_interactivity()
        known = self.state.manifest.shortcuts.get(callback_id)
        kind = "global" if message is None else "message"
        if known is None or known.get("type") != kind:
            self.state.record.violate("manifest", callback_id, f"the manifest has no such {kind} shortcut")
            raise Refused(f"there is no {kind} shortcut {callback_id}")
        if message is None:
            return await self.hands.send(payloads.global_shortcut(self.state, self.member, callback_id))
        self.must_see(message)
        if message.ephemeral_to is not None:
            raise Refused("an ephemeral message has no menu of shortcuts")
        return await self.hands.send(payloads.message_shortcut(self.state, self.member, callback_id, message))

    async def open_home(self) -> View | None:
        """Open the Home tab; shows what is there now."""
        if not self.state.manifest.home_tab:
            self.state.record.violate("manifest", "app_home", "features.app_home.home_tab_enabled is not true")
            raise Refused("this app has no Home tab")
        self._opened("home", {"view": self.home.payload()} if self.home else {})
        return self.home

    async def open_messages(self) -> list[Json]:
        """Open the Messages tab; gives the prompts shown there."""
        self._opened("messages", {})
        return self.state.workspace.prompts.get(self.dm_channel.id, [])

    async def look_at(self, channel: Conversation | None) -> None:
        """Open the agent beside *channel*."""
        entity = [{"type": "slack#/types/channel_id", "value": channel.id, "team_id": TEAM}] if channel else []
        context = {"entities": entity} if entity else {}
        self.state.announce(
            {"type": "app_context_changed", "user": self.id, "channel": self.dm_channel.id, "context": context},
            expected=True,
        )

    async def press(self, where: Message | View, wanted: str, *, choose: Given = None) -> Outcome:
        """Press what is labelled *wanted* (or has that action_id); *choose* picks from a menu."""
        self._need_interactivity()
        if isinstance(where, Message):
            self.must_see(where)
        else:
            self.must_show(where)
        element = find_element(where.blocks, wanted)
        action = to_action(element, wanted, choose)
        if isinstance(where, Message):
            return await self.hands.send(payloads.press_in_message(self.state, self.member, action, where))
        if choose is not None and element["type"] != "overflow":
            fill(where, {element["action_id"]: choose})
        return await self.hands.send(payloads.press_in_view(self.state, self.member, action, where))

    async def fill(self, view: View, values: dict[str, Given]) -> None:
        """Type and choose, without submitting."""
        self.must_show(view)
        fill(view, values)

    async def submit(self, view: View, values: dict[str, Given] | None = None) -> Outcome:
        """Fill the modal in and submit it; `errors` of the outcome are what it shows in red."""
        self.must_show(view)
        if "submit" not in view.body:
            raise Refused("this view has nothing to submit")
        fill(view, values or {})
        refuse_incomplete(view)
        return await self.hands.submit(self.member, view)

    async def close(self, view: View, *, everything: bool = False) -> None:
        """Close the modal with its X or its close button."""
        self.must_show(view)
        everything = everything or view.body.get("clear_on_close") is True
        self.state.screens.close(view, everything=everything)
        if view.body.get("notify_on_close"):
            await self.hands.send(payloads.closing(self.member, view, everything=everything))

    async def press_stop(self, thread: Message) -> None:
        """Stop the agent; the button is there only while the session is processing."""
        session = self.state.workspace.sessions.get((thread.channel, thread.ts), {})
        if session.get("status") != "processing":
            raise Refused("nothing is being worked on here")
        event: Json = {"type": "agent_session_stopped", "channel": thread.channel, "thread_ts": thread.ts}
        self.state.announce(event | {"user": self.id, "streaming_message_ts": []}, expected=True)

    def reload(self) -> None:
        """Restart the client: ephemerals are gone."""
        workspace = self.state.workspace
        workspace.messages = [m for m in workspace.messages if m.ephemeral_to != self.id]

    def _write(
        self, channel: Conversation, text: str, *, thread: Message | None = None, files: Sequence[str] = ()
    ) -> Message:
        self.must_be_in(channel)
        if not text.strip() and not files:
            raise Refused("there is nothing to send")
        if thread is not None:
            self.must_see(thread)
            if thread.channel != channel.id or thread.ephemeral_to is not None:
                raise Refused("nobody can reply to this message here")
        workspace = self.state.workspace
        message = Message(channel=channel.id, ts=self.state.clock.stamp(), author=self.id, text=text)
        message.thread_ts = (thread.thread_ts or thread.ts) if thread else None
        message.files = [_file(workspace.new_id("F"), name) for name in files]
        return workspace.post(message)

    def _announce_files(self, message: Message) -> None:
        for file in message.files:
            event = {"type": "file_shared", "file_id": file["id"], "file": {"id": file["id"]}, "user_id": self.id}
            self.state.announce(event | {"channel_id": message.channel})

    def _opened(self, tab: str, extra: Json) -> None:
        event = {"type": "app_home_opened", "user": self.id, "channel": self.dm_channel.id, "tab": tab}
        self.state.announce(event | extra, expected=True)

    def _need_interactivity(self) -> None:
        if not self.state.manifest.interactive:
            self.state.record.violate("manifest", "interactivity", "settings.interactivity.is_enabled is not true")
            raise Refused("this app is not configured to handle interactive responses")


def _file(name_id: str, name: str) -> Json:
    kind = name.rpartition(".")[2].lower()
    mime = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
    url = f"https://files.slack.com/files-pri/{TEAM}-{name_id}/{name}"
    shown = {"id": name_id, "name": name, "title": name, "filetype": kind, "size": 1024, "mode": "hosted"}
    return {**shown, "mimetype": mime.get(kind, "application/octet-stream"), "url_private": url}
