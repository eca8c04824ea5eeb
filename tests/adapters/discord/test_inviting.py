"""`signpost invite discord` on the command line."""

import pytest
from discord.http import Route

from tests.adapters.conftest import Signpost


def test_without_a_token_it_says_where_one_is(program: Signpost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)

    said = program("invite", "discord")

    assert said.code == 2
    assert "DISCORD_TOKEN: is not set" in said.err


def test_a_discord_out_of_reach_is_one_plain_line(program: Signpost, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)  # put back afterwards
    monkeypatch.setenv("DISCORD_TOKEN", "not.a.token")
    monkeypatch.setenv("DISCORD_API_URL", "http://127.0.0.1:9/api/v10")

    said = program("invite", "discord")

    assert said.code == 2
    assert said.err == "signpost: Discord cannot be reached just now (ClientConnectorError); try again\n"


def test_without_a_name_it_shows_what_can_be_invited(program: Signpost) -> None:
    assert "discord" in program("invite").words
