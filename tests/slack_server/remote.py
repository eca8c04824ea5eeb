"""Drives a local Slack that runs as its own process, through its control API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.slack_server.model import Json, Refused


@dataclass(slots=True)
class RemoteSlack:
    """`base` is the server's address, such as http://127.0.0.1:8123."""

    base: str
    session: aiohttp.ClientSession

    async def call(self, name: str, /, **body: object) -> Any:  # noqa: ANN401 - JSON is what it is
        """Ask the control API.

        Raises:
            Refused: a real client would not have let the person do this, or a wait ran out.
        """
        async with self.session.post(f"{self.base}/control/{name}", json=body) as answer:
            read: Json = await answer.json()
        if "refused" in read:
            raise Refused(read["refused"])
        return read["result"]

    async def do(self, person: str, verb: str, /, **args: object) -> Any:  # noqa: ANN401 - JSON is what it is
        """Let a person do something; see tests/slack_server/person.py for verbs and arguments."""
        return await self.call("do", person=person, verb=verb, args=args)

    async def assert_clean(self) -> None:
        report = await self.call("report")
        assert not report["violations"], report["violations"]


@asynccontextmanager
async def remote(base: str) -> AsyncIterator[RemoteSlack]:
    async with aiohttp.ClientSession() as session:
        yield RemoteSlack(base.removesuffix("/").removesuffix("/api"), session)
