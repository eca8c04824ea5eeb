"""The guidance desk: a question in, the policy's own words out. Start reading here."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.drafting.telling import DraftTelling
from bot.drafts import Drafts
from bot.findings import Checked, Draft
from bot.judging.forms import Asked
from bot.judging.outcomes import Answer, AskManager, Judgement
from bot.model import LaneId, Outcome, Question, Reason, Reply, Sending, Verdict
from bot.policies.folder import read_library
from bot.policies.guidance import NOT_SURE
from bot.policies.library import Library
from bot.redaction import Redacted, redact
from bot.retrieval.meaning import Meaning, load_meaning
from bot.retrieval.searcher import Found, Searcher
from bot.text import LONGEST, words
from bot.verdicts import Judge
from bot.wording import Wording

SHORTEST = 2
"""Letters and digits; less than this is no question."""
MOST_FOR_MANAGER = 5
"""Clauses that a manager is sent with a draft."""


class GuidanceDesk:
    """Answers staff questions from one library."""

    def __init__(self, library: Library, meaning: Meaning | None) -> None:
        """Index *library*; without *meaning* questions are matched by their words alone."""
        self.library = library
        self.searcher = Searcher(library, meaning)
        self.judge = Judge(library, self.searcher.analyser)
        self.wording = Wording(library)

    def ask(self, question: Question, today: date, known_names: Collection[str] = ()) -> Reply:
        """Answer *question*; personal data is masked before anything else sees it."""
        redacted = redact(question.text[:LONGEST], known_names)
        plain = redacted.without_masks()
        if sum(map(len, words(plain))) < SHORTEST:
            return self.wording.small_talk("empty", redacted.text)
        asked = replace(question, text=plain)
        found = self.searcher.search(plain)
        read = self.judge.read(plain)
        reply = self.wording.reply(self._judged(asked, found, read), redacted.text, today)
        return self.wording.with_remarks(reply, self._remarks(question, redacted, found, read))

    def _judged(self, asked: Question, found: Found, read: Asked) -> Judgement:
        """Judge *asked*; a fact that forbids it outweighs one its asker is not sure of, whichever was said first."""
        judged = self.judge.judge(asked, found, read)
        sure = tuple(given for given in asked.answers if given[1] != NOT_SURE)
        if sure and isinstance(judged, AskManager) and judged.reason is Reason.NOT_SURE:
            settled = self.judge.judge(replace(asked, answers=sure), found, read)
            if isinstance(settled, Answer) and settled.verdict is Verdict.PROHIBITED:
                return settled
        return judged

    def _remarks(self, question: Question, redacted: Redacted, found: Found, asked: Asked) -> Iterator[str]:
        """Say what the asker should know of how the question was read."""
        says = self.library.wording.notes
        if redacted.found:
            kinds = dict.fromkeys(mask.kind.label.strip("[]") for mask in redacted.found)
            yield says["masked"].format(kinds=", ".join(kinds))
        if len(question.text) > LONGEST:
            yield says["too_long"].format(length=LONGEST)
        if not found.coverage and not redacted.text.isascii():
            yield says["other_language"]
        if asked.steers:
            yield says["steered"]
        if asked.tells:
            yield says["way_out"]

    def lane_of(self, text: str) -> LaneId | None:
        """Tell which sensitive lane *text* is in, if any; the escalation desk asks it of everything an asker adds."""
        return self.judge.lane_of(text, self.searcher.search(text))

    def check(self, draft: Draft, known_names: Collection[str] = ()) -> Checked:
        """Check *draft*, as given or masked; a name that is known counts as one. A sensitive matter is told first."""
        checked = self.drafts.check(draft, known_names)
        return replace(checked, lane=self.lane_of_draft(draft.text, known_names))

    def lane_of_draft(self, text: str, known_names: Collection[str] = (), *, may_ask: bool = False) -> LaneId | None:
        """Tell which lane a draft is in, if what it tells of somebody is in one too, and not only its topic.

        One that *may_ask* is read as a question where it asks something.
        """
        lane = self._lane_in(text, known_names)
        asks = lane is not None and may_ask and self.drafts.asks(text)
        return lane if asks or (lane and self._lane_in(self.drafts.told(text), known_names)) else None

    def _lane_in(self, text: str, known_names: Collection[str]) -> LaneId | None:
        """Return the first lane of *text*, however long it is."""
        pieces = (text[start : start + LONGEST] for start in range(0, len(text), LONGEST))
        return next(filter(None, (self.lane_of(redact(piece, known_names).text) for piece in pieces)), None)

    def mask_draft(self, text: str, known_names: Collection[str] = ()) -> str:
        """Mask a draft as it may be kept; the organisation's own address and the like stay."""
        return self.drafts.masked(text, known_names)

    def for_manager(self, draft: Draft, known_names: Collection[str] = ()) -> Reply:
        """Put *draft*, masked, and what was found in it into what a manager may be sent."""
        checked = self.check(draft, known_names)
        if checked.lane is not None:
            return self.signpost(checked.lane)
        return Reply(
            outcome=Outcome.MANAGER,
            question=draft.text,
            finding=DraftTelling(self.library.drafts.says).for_manager(checked),
            citations=tuple(dict.fromkeys(finding.citation for finding in checked.findings))[:MOST_FOR_MANAGER],
            reason=Reason.DRAFT,
            sending=Sending.OFFERED,
        )

    def is_question(self, text: str, today: date) -> bool:
        """Tell whether *text* asks this desk something, rather than being a draft."""
        return self.drafts.asks(text) or self.ask(Question(text=text), today).outcome is Outcome.HELP

    @cached_property
    def drafts(self) -> Drafts:
        """The check of drafts, made when it is first wanted."""
        return Drafts(self.library)

    def signpost(self, lane: LaneId) -> Reply:
        """Show whom to turn to in *lane*, for words that came after the question."""
        return self.wording.signposting(lane)


def open_desk(knowledge: Path) -> GuidanceDesk:
    """Read the knowledge folder and index it.

    Raises:
        KnowledgeFaults: everything that is wrong with the folder.
    """
    return GuidanceDesk(read_library(knowledge), load_meaning())
