"""The story's stage in a channel: asked by command, or by mention; what is shown there is Ada's alone."""

from tests.scenarios.slack_process import SlackStage


class CommandStage(SlackStage):
    """`/policy` in the channel, answered through a response URL."""

    whispered = True

    async def ask(self, text: str) -> None:
        self.check(await self.work.ada.slash("/policy", text, self.work.channel))


class MentionStage(SlackStage):
    """`@signpost` in the channel, answered with an ephemeral message in its thread."""

    whispered = True

    async def write_question(self, text: str) -> None:
        await self.work.ada.mention(self.work.channel, text)
