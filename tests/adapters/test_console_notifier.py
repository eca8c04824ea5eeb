from adapters.console.console_notifier import ConsoleNotifier
from bot.notices import AskerCard
from tests.builders import ADA, a_notice, an_escalation
from tests.fakes import NOON


async def test_a_notice_is_found_where_it_was_laid() -> None:
    notifier = ConsoleNotifier()

    assert await notifier.find(a_notice(), NOON) is None
    landed = await notifier.send(a_notice())

    assert await notifier.find(a_notice(), NOON) == landed


async def test_news_is_taken_once_and_an_update_is_not_new() -> None:
    notifier = ConsoleNotifier()
    reader = a_notice("card").recipient.person
    landed = await notifier.send(a_notice("card"))

    first = notifier.take_news(reader)
    await notifier.update(a_notice("update", replaces=a_notice("card").id), landed)

    assert [(news.notice.id, news.updated) for news in first] == [(a_notice("card").id, False)]
    assert notifier.unseen(reader) == 0
    assert [news.updated for news in notifier.take_news(reader)] == [True]
    assert notifier.take_news(reader) == []


async def test_what_is_updated_before_it_is_seen_is_shown_once_as_it_now_is() -> None:
    notifier = ConsoleNotifier()
    landed = await notifier.send(a_notice("card"))
    update = a_notice("update", replaces=a_notice("card").id)

    await notifier.update(update, landed)

    news = notifier.take_news(update.recipient.person)
    assert [(one.notice, one.updated) for one in news] == [(update, False)]


def test_nobody_has_a_card_before_one_is_sent() -> None:
    assert ConsoleNotifier().card(ADA, an_escalation().id) is None
    assert ConsoleNotifier().cards() == []
    assert AskerCard(escalation=an_escalation(), presses=()).plan == ()
