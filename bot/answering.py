"""The guidance desk: a question in, the policy's own words out. Start reading here."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from bot.model import LaneId, Question, Reply
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.redaction import redact
from bot.retrieval.meaning import Meaning, load_meaning
from bot.retrieval.searcher import Searcher
from bot.text import words
from bot.verdicts import Judge
from bot.wording import Wording


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
        masked = redact(question.text, known_names).text
        if not words(masked):
            return self.wording.small_talk("empty", masked)
        asked = Question(text=masked, id=question.id, answers=question.answers, has_image=question.has_image)
        found = self.searcher.search(masked)
        reply = self.wording.reply(self.judge.judge(asked, found), masked, today)
        return self.wording.with_way_out(reply) if self.judge.tells(masked) else reply

    def lane_of(self, text: str) -> LaneId | None:
        """Tell which sensitive lane *text* is in, if any; the escalation desk asks it of everything an asker adds."""
        return self.judge.lane_of(text, self.searcher.search(text))

    def signpost(self, lane: LaneId) -> Reply:
        """Show whom to turn to in *lane*, for words that came after the question."""
        return self.wording.signposting(lane)


def open_desk(knowledge: Path) -> GuidanceDesk:
    """Read the knowledge folder and index it.

    Raises:
        KnowledgeFaults: everything that is wrong with the folder.
    """
    return GuidanceDesk(read_library(knowledge), load_meaning())
