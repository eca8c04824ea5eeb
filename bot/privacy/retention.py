"""What is kept, for how long, and who must be told before it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.lifecycle import Escalation
from bot.people import PersonId
from bot.privacy.erasing import holds_text
from bot.threads import KEPT


@dataclass(frozen=True, kw_only=True, slots=True)
class Periods:
    """How long each thing is kept. A question's own text is not in it: see `bot.threads.KEPT`.

    Raises:
        ValueError: a period that is not positive, or a warning that would come before anything is asked.
    """

    after_closing: timedelta = timedelta(days=30)
    at_most: timedelta = timedelta(days=180)
    warning: timedelta = timedelta(days=7)
    delivery_ids: timedelta = timedelta(days=30)
    audit: timedelta = timedelta(days=365)
    smallest_count: int = 5

    def __post_init__(self) -> None:
        if min(self.after_closing, self.at_most, self.warning, self.delivery_ids, self.audit) <= timedelta():
            raise ValueError("every period of retention is at least a day")
        if self.warning >= self.at_most:
            raise ValueError("people are told before the text goes, not before it is written")
        if self.audit < self.at_most:
            raise ValueError("the audit log is kept at least as long as any text")


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One line of what the organisation promises: what is kept, and until when."""

    what: str
    until: str


def promised(periods: Periods) -> tuple[Rule, ...]:
    """List what is kept and until when, in the words that staff can be shown."""
    return (
        Rule(
            what="question text",
            until=f"until it is answered, and {KEPT.total_seconds() / 3600:.0f} hours in its thread",
        ),
        Rule(
            what="masked text of a checked draft",
            until="until its button is pressed, an hour at most",
        ),
        Rule(
            what="text of an escalation",
            until=f"{periods.after_closing.days} days after it closes, {periods.at_most.days} days at most",
        ),
        Rule(what="sensitive matters", until=f"never; only how many in a week, shown from {periods.smallest_count} up"),
        Rule(what="delivery ids", until=f"{periods.delivery_ids.days} days"),
        Rule(what="audit log and escalations without text (ids only)", until=f"{periods.audit.days} days"),
    )


def text_until(escalation: Escalation, periods: Periods) -> datetime:
    """Tell when its text goes: some time after it closed, at the hard cap whether it closed or not."""
    capped = escalation.opened_at + periods.at_most
    return capped if escalation.closed_at is None else min(capped, escalation.closed_at + periods.after_closing)


def to_be_told(escalation: Escalation, periods: Periods, now: datetime) -> tuple[PersonId, ...]:
    """Name who must hear that the text goes soon although nobody closed it: the asker, and who has it in hand."""
    early = now < text_until(escalation, periods) - periods.warning
    if escalation.state.closed or early or not holds_text(escalation):
        return ()
    return (escalation.asker,) if escalation.in_hand is None else (escalation.asker, escalation.in_hand)


def shown(totals: Mapping[tuple[date, str], int], smallest: int) -> Mapping[tuple[date, str], int | None]:
    """Hide the counts below *smallest* as None: a count of one in a small team names somebody."""
    return {key: count if count >= smallest else None for key, count in sorted(totals.items())}
