"""The closed union of what the judge can decide."""

from dataclasses import dataclass

from bot.model import Fact, Reason, Sending, Verdict
from bot.policies.guidance import Lane, Talk, Topic
from bot.policies.model import Clause, Policy

Located = tuple[Policy, Clause]


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """Clauses settle it, or state the condition."""

    clauses: tuple[Located, ...]
    verdict: Verdict | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clarify:
    """The clause turns on facts not given."""

    clauses: tuple[Located, ...]
    verdict: Verdict | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class AskManager:
    """A manager must decide; `sending` says whether the person's own wish sends it, or only a press."""

    reason: Reason
    clauses: tuple[Located, ...]
    sending: Sending


@dataclass(frozen=True, kw_only=True, slots=True)
class Sensitive:
    """A sensitive matter: its lane's contacts and clauses, and nothing is sent."""

    lane: Lane
    clauses: tuple[Located, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NotCovered:
    """The policy is silent (on `topic`, where knowledge names it), or the question is not about it."""

    topic: Topic | None
    near: tuple[Located, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SmallTalk:
    """A greeting, thanks, or a question about the bot."""

    talk: Talk


Judgement = Answer | Clarify | AskManager | Sensitive | NotCovered | SmallTalk
