"""Forms in Slack: opened while there is time, filled with what they begin with, and what is wrong with one."""

import asyncio
from contextlib import suppress

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.disclaimer_form import disclaimer_form
from adapters.slack.keys import Place, Pressed
from adapters.slack.listeners import place_of_press
from adapters.slack.reading import Payload, presser
from adapters.slack.refusals import code_of, in_our_words
from adapters.slack.surface import SlackSurface
from adapters.slack.views import Views
from bot.deeds import Act
from bot.errors import BotError, DeliveryFailed
from bot.front_desk import Incoming
from bot.fronting.acts import Acts
from bot.notices import entry_id
from bot.people import Address
from bot.policies.library import Library
from bot.showing import Answering, Form, Said

SOON = 1.5
"""Seconds of the three that Slack gives, in which a form opens, or what stands in it or is wrong with it is found."""
log = structlog.get_logger(__name__)


class Opening:
    """Opens forms."""

    def __init__(self, client: AsyncWebClient, views: Views, surface: SlackSurface, library: Library) -> None:
        self._client = client
        self._views = views
        self._surface = surface
        self._library = library

    async def disclaimer(self, body: Payload, wanted: Incoming) -> bool:
        """Open the form while there is still time to answer without it; tell whether it is open."""
        view = disclaimer_form(self._library.disclaimers, Place.read(wanted.place))
        try:
            async with asyncio.timeout(SOON):
                await self._client.views_open(trigger_id=str(body["trigger_id"]), view=view)
        except (SlackApiError, ClientError, OSError) as error:
            why = code_of(error) if isinstance(error, SlackApiError) else type(error).__name__
            if why == "exchanged_trigger_id":
                return True  # a repetition: it was opened the first time
            log.warning("form_not_opened", why=why)  # a traceback takes longer to write than there is time
            return False
        return True

    async def asked(self, pressed: Pressed, body: Payload, acts: Acts) -> None:
        """Open the form that a press asks for; where Slack does not open it, say so."""
        by = presser(body)
        place, trigger = place_of_press(body), str(body["trigger_id"])
        view = self._views.form(pressed, place, await _form(pressed, by, acts))
        try:
            with in_our_words(f"views.open {pressed.kind}"):
                await self._client.views_open(trigger_id=trigger, view=view)
        except DeliveryFailed as error:
            log.warning("form_not_opened", kind=pressed.kind, why=error.why)
            answering = Answering(to=by, place=place.write(), key=entry_id(trigger, "not_opened"))
            await self._surface.show(Said(text=self._library.front_desk.not_opened), answering)


async def fault_in(form: Act, body: Payload, acts: Acts) -> str:
    """Say what is wrong with a form while it is still open; what takes long to see is said afterwards."""
    with suppress(BotError, TimeoutError):
        async with asyncio.timeout(SOON):
            return await acts.fault_in(form, presser(body))
    return ""


async def _form(pressed: Pressed, by: Address, acts: Acts) -> Form:
    """Tell what a form begins with; without it, or where that takes long, the form opens empty."""
    deed = Act(escalation=pressed.escalation, kind=pressed.kind, index=pressed.index)
    with suppress(BotError, TimeoutError):
        async with asyncio.timeout(SOON):
            return await acts.form(deed, by)
    return Form()
