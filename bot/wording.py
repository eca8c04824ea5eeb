"""A judgement → the reply people read: the bot's sentences from knowledge, the policy's own words quoted."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.judging.outcomes import Answer, AskManager, Clarify, Judgement, Located, NotCovered, Sensitive, SmallTalk
from bot.model import Citation, ClauseId, Contact, Fact, LaneId, Outcome, Reason, Reply, Sending, Verdict
from bot.policies.guidance import Lane
from bot.policies.library import Library


class Wording:
    """Words judgements by one library's `wording.toml`."""

    def __init__(self, library: Library) -> None:
        """Take the sentences and contacts of *library*."""
        self._library = library
        self._says = library.wording

    def reply(self, judgement: Judgement, question: str, today: date) -> Reply:
        """Word *judgement* for the asker; *question* is masked."""
        finding, next_step = self._says.finding, self._says.next
        match judgement:
            case Answer(clauses=clauses, verdict=verdict):
                said = finding[verdict or "none"]
                return self._cited(Outcome.ANSWER, question, said, clauses, today, verdict, next_step["answer"])
            case Clarify(clauses=clauses, verdict=verdict, facts=facts):
                said, then = finding["clarify"], next_step["clarify"]
                return self._cited(Outcome.CLARIFY, question, said, clauses, today, verdict, then, facts=facts)
            case AskManager(reason=reason, clauses=clauses, sending=sending):
                said, then = self._says.manager[reason], next_step[sending.value]
                return self._cited(
                    Outcome.MANAGER, question, said, clauses, today, None, then, reason=reason, sending=sending
                )
            case Sensitive(lane=lane, clauses=clauses):
                return self._signposting(lane, clauses)
            case NotCovered(topic=topic, near=near):
                said = self._says.not_covered["topic" if topic else "unknown"].format(
                    title=topic.title if topic else ""
                )
                then = next_step["not_covered"]
                return self._cited(Outcome.NOT_COVERED, question, said, near, today, None, then)
            case SmallTalk(talk=talk):
                return self.small_talk(talk.id, question)

    def small_talk(self, about: str, question: str) -> Reply:
        """Answer a greeting, thanks, a call for help, or nothing at all (`empty`)."""
        talk = self._says.talk
        said = {"greeting": talk.greeting, "thanks": talk.thanks, "empty": talk.empty}.get(about, talk.help)
        return Reply(outcome=Outcome.HELP, question=question, finding=said, notes=talk.examples)

    def with_remarks(self, reply: Reply, remarks: Iterable[str]) -> Reply:
        """Add to an answer what the asker should know of how the question was read."""
        if reply.outcome in (Outcome.SENSITIVE, Outcome.HELP):
            return reply
        return replace(reply, notes=(*reply.notes, *remarks))

    @property
    def nearest(self) -> str:
        """What is said before clauses that are near, but not about the question."""
        return self._says.not_covered["nearest"]

    def for_everybody(self, notes: Iterable[str]) -> tuple[str, ...]:
        """Leave out what was said of the asker's own words."""
        masked, _, _ = self._says.notes["masked"].partition("{")
        return tuple(note for note in notes if not note.startswith(masked))

    def plain(self, reply: Reply) -> str:
        """Write the whole reply as plain text, complete for a screen reader."""
        near = self.nearest if reply.outcome is Outcome.NOT_COVERED and reply.citations else ""
        lines = [
            reply.finding,
            *(f"{contact.role}: {contact.name}, {contact.reach}" for contact in reply.contacts),
            *(f"{fact.question} ({' / '.join(fact.choices)})" for fact in reply.facts),
            near,
            *map(quoted, reply.citations),
            *reply.notes,
            reply.next_step,
        ]
        return "\n\n".join(filter(None, lines))

    def _cited(  # noqa: PLR0913, PLR0917 - each is a part of the reply
        self,
        outcome: Outcome,
        question: str,
        finding: str,
        clauses: Sequence[Located],
        today: date,
        verdict: Verdict | None,
        next_step: str,
        *,
        facts: tuple[Fact, ...] = (),
        reason: Reason | None = None,
        sending: Sending = Sending.OFFERED,
    ) -> Reply:
        return Reply(
            outcome=outcome,
            question=question,
            finding=finding,
            citations=tuple(policy.cite(clause) for policy, clause in clauses),
            verdict=verdict,
            facts=facts,
            notes=tuple(self._notes(clauses, today)) if outcome is not Outcome.NOT_COVERED else (),
            next_step=next_step,
            reason=reason,
            sending=sending,
        )

    def signposting(self, name: str) -> Reply:
        """Show the contacts of the lane of that id, and its own clauses."""
        lane = next(lane for lane in self._library.lanes.lane if lane.id == name)
        cited = {clause.id: (policy, clause) for policy, clause in self._library.clauses()}
        return self._signposting(lane, [cited[ClauseId(clause)] for clause in lane.clauses])

    def _signposting(self, lane: Lane, clauses: Sequence[Located]) -> Reply:
        """Show the lane's clauses and contacts; the question itself is not repeated, so that nothing keeps it."""
        return Reply(
            outcome=Outcome.SENSITIVE,
            question="",
            finding=lane.opening,
            citations=tuple(policy.cite(clause) for policy, clause in clauses),
            lane=LaneId(lane.id),
            contacts=tuple(self._contacts(lane.contacts)),
            next_step=self._says.next["sensitive"],
        )

    def _contacts(self, names: Iterable[str]) -> Iterable[Contact]:
        known = {contact.id: contact for contact in self._library.organisation.contact}
        for contact in (known[name] for name in names):
            reach = contact.reach or self._says.notes["not_filled_in"]
            yield Contact(role=contact.role, name=contact.name, reach=reach)

    def _notes(self, clauses: Sequence[Located], today: date) -> Iterable[str]:
        """Say what stands beside the clauses: documents not held, and a review that is overdue."""
        cited = {clause.id for _, clause in clauses}
        for document in self._library.organisation.document:
            if not document.held and cited & set(document.mentioned_in):
                yield document.note
        for policy in dict.fromkeys(policy for policy, _ in clauses):
            if review_passed(policy.next_review, today):
                yield self._says.notes["review_passed"].format(date=policy.next_review)


def review_passed(next_review: str, today: date) -> bool:
    """Tell whether a review date as people write it (`January 2027`, `28 February 2026`) lies before *today*.

    A month counts until its end.
    """
    if next_review[:1].isdigit():
        return datetime.strptime(next_review, "%d %B %Y").date() < today  # noqa: DTZ007 - a date has no zone
    due = datetime.strptime(next_review, "%B %Y").date()  # noqa: DTZ007 - a date has no zone
    return (due.year, due.month) < (today.year, today.month)


def quoted(citation: Citation) -> str:
    """Quote one clause with its lead-in, and say where it stands and when it was last reviewed."""
    words = f"{citation.lead_in} … {citation.quote}" if citation.lead_in else citation.quote
    return f"“{words}”\n— {citation.policy_title}, {citation.label} (last reviewed {citation.last_reviewed})"
