"""Knowledge for tests: small policies, folders and desks, each as plain as it can be."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from bot.answering import GuidanceDesk
from bot.errors import Fault, KnowledgeFaults
from bot.judging.forms import Asked, Form
from bot.model import FactId, Question, Reply
from bot.policies.folder import read_library
from bot.policies.library import Library
from bot.policies.model import Clause, Policy
from bot.policies.reader import read_policy

TODAY = date(2026, 11, 22)
POLICY_FILE = "policies/gifts.md"
FRONT = {"title": "Gifts", "owner": "People team", "last_reviewed": "2026-02", "next_review": "2027-01"}

A_BODY = """
## Accepting a gift {#accepting}

Staff must not:

- accept cash, whatever the amount
- accept a hamper without the consent of their manager

Staff may keep flowers.

## Offering a gift {#offering}

Staff must be authorised by their manager to offer a present to a supplier.

Every offer is written down in the register.
"""

GUIDANCE = """
policy = "gifts"

[[fact]]
id = "agreed"
question = "Has your manager agreed to it?"
choices = ["Yes", "No", "Not sure"]
fails = ["No"]
cites = { "Yes" = ["offering.2"] }
given = ["my manager agreed"]
missing = ["nobody knows"]

[[clause]]
id = "accepting.1a"
phrases = ["can i take a twenty pound note from a family", "a tenner slipped into my hand"]

[[clause]]
id = "accepting.1b"
facts = ["agreed"]
companions = ["accepting.2"]
phrases = ["can i take a hamper home", "a basket of jam and biscuits arrived for me"]

[[clause]]
id = "offering.2"
verdict = "required"
phrases = ["do i have to record what i gave away"]
"""

REQUESTS = """
[[request]]
id = "asked-for"
reason = "asked_for"
clauses = ["offering.1"]
cues = ["ask/tell my {manager}", "please escalate"]
unless = ["already asked"]
phrases = ["could you put this to whoever is in charge of me", "please ask my manager about it"]

[[talk]]
id = "greeting"
cues = ["hello", "good morning"]

[[talk]]
id = "thanks"
cues = ["thanks", "cheers"]

[[talk]]
id = "help"
cues = ["what can you do"]
"""

LANES = """
neutral = ["does the policy say"]
disclosing = ["right now"]

[groups]
boss = ["manager", "boss"]
manager = ["manager", "line manager"]

[[lane]]
id = "in-danger"
title = "In danger"
always = true
opening = "Please talk to a person."
contacts = ["listeners"]
signs = [["hurt myself"], ["want to", "die"]]
unless = ["die laughing"]
phrases = ["everything feels dark and pointless"]

[[lane]]
id = "manager-wrong"
title = "A wrong done by a manager"
opening = "This is about a manager."
contacts = ["listeners", "trustees"]
clauses = ["accepting.1a"]
signs = [["{boss}", "bribe"]]
"""

SILENCES = """
about = ["gift", "present", "hamper"]

[[topic]]
id = "parking"
title = "parking"
phrases = ["where can i park my car", "is there a space for my bike"]

[[topic]]
id = "raffles"
title = "raffles"
near = ["accepting.1a"]
phrases = ["may i win the raffle", "i bought tickets for the tombola"]
"""

LEXICON = """
[[same]]
words = ["gift", "gifts", "prezzie"]
"""

ORGANISATION = """
name = "The Society"

[[contact]]
id = "listeners"
role = "Someone to talk to"
name = "The Listeners"
reach = "116 000"

[[contact]]
id = "trustees"
role = "About a manager"
name = "A trustee"

[[document]]
id = "register"
title = "the register"
mentioned_in = ["offering.2"]
note = "Signpost does not hold the register."
"""

WHOLE = {
    "guidance/gifts.toml": GUIDANCE,
    "requests.toml": REQUESTS,
    "lanes.toml": LANES,
    "silences.toml": SILENCES,
    "lexicon.toml": LEXICON,
    "organisation.toml": ORGANISATION,
}
"""Every optional file but wording and forms, small and telling of gifts alone."""


def a_policy_text(body: str = A_BODY, **front: str) -> str:
    """Write a policy file; a front matter key set to the empty string is left out."""
    lines = [f'{key} = "{value}"' for key, value in {**FRONT, **front}.items() if value]
    return "\n".join(["+++", *lines, "+++", ""]) + body


FIRST_LINE = a_policy_text("").count("\n") + 1
"""The line on which a policy's body begins."""


def a_policy(body: str = A_BODY, **front: str) -> Policy:
    return read_policy(a_policy_text(body, **front), POLICY_FILE)


def a_clause(text: str, lead_in: str = "") -> Clause:
    """Read one clause off a policy that holds it, led in by *lead_in* if there is one."""
    body = f"## Rules\n\n{lead_in}\n\n- {text}\n" if lead_in else f"## Rules\n\n{text}\n"
    return a_policy(body).clauses[-1]


def an_asked(form: Form = Form.PERMISSION, *, consequences: bool = False) -> Asked:
    """Say how a question asks, without one: it tells nothing, and admits to nothing."""
    return Asked(stems=(), form=form, tells=False, consequences=consequences, admits=False, of_others=False)


def a_folder(parent: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a knowledge folder: the policy on gifts, and *files* by their place in it."""
    folder = parent / "knowledge"
    for place, content in {POLICY_FILE: a_policy_text(), **(files or {})}.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def a_library(parent: Path, files: Mapping[str, str | bytes] | None = None) -> Library:
    """Read a small folder that holds every optional file, *files* in the place of its own."""
    return read_library(a_folder(parent, {**WHOLE, **(files or {})}))


def a_desk(parent: Path, files: Mapping[str, str | bytes] | None = None) -> GuidanceDesk:
    """Open a desk on a small folder; words alone decide there."""
    return GuidanceDesk(a_library(parent, files), None)


def faults_of(folder: Path) -> list[Fault]:
    """Read *folder* and return what is wrong with it, nothing when it can be used."""
    try:
        read_library(folder)
    except KnowledgeFaults as error:
        return list(error.faults)
    return []


def asked(desk: GuidanceDesk, text: str, **answers: str) -> Reply:
    """Ask *desk*; *answers* are facts settled earlier, `_` in a name standing for `-`."""
    given = tuple((FactId(fact.replace("_", "-")), choice) for fact, choice in answers.items())
    return desk.ask(Question(text=text, answers=given), TODAY)


def verbatim(desk: GuidanceDesk, reply: Reply) -> bool:
    """Tell whether every quote of *reply*, and its lead-in, stand in their policy word for word."""
    sources = {policy.id: " ".join(policy.source.split()) for policy in desk.library.policies}
    return all(
        citation.quote in sources[citation.policy] and citation.lead_in in sources[citation.policy]
        for citation in reply.citations
    )
