"""How a question asks: for permission, for a duty, for information; and what it admits."""

from collections.abc import Sequence
from enum import StrEnum

from bot.cues import Cues
from bot.text import words


class Form(StrEnum):
    """What kind of answer a question wants."""

    PERMISSION = "permission"
    DUTY = "duty"
    INFORMATION = "information"


PERMISSION = (
    "can i", "can we", "could i", "could we", "may i", "may we", "cn i", "am i allowed", "am i aloud", "are we allowed",
    "allowed to", "aloud to", "is it ok", "is it okay", "is it alright", "is it fine", "is it all right", "is that ok",
    "is that okay", "is that alright", "ok to", "okay to", "alright to", "fine to", "ok if", "okay if", "alright if",
    "do you mind if", "permitted", "permissible", "is it acceptable", "was i wrong", "was it wrong", "is it wrong", "is this wrong",
    "is that wrong", "is it bad", "in the wrong", "against the rules", "against policy", "against the policy", "break/breaks/breaking the policy",
    "breach/breaches/breaching the policy", "anything stopping me", "wanna", "want to", "id like to", "id love to",
    "thinking of", "thinking about", "planning to", "going to post", "gonna post", "allowed or not", "is that allowed",
    "is this allowed", "is it allowed", "is he/she/they allowed", "was he/she allowed", "should i tweet/post/share", "fair game", "would it be ok",
    "would it be alright", "would it be a problem", "could that be a problem", "is there a problem", "does it matter if",
    "get away with", "within my rights", "whats appropriate", "acceptable", "what can i",
)  # fmt: skip
DUTY = (
    "do i have to", "do we have to", "do i need", "do we need", "have to have", "must i", "must we", "am i required",
    "are we required", "am i obliged", "am i supposed to", "are we supposed to", "was she/he/i supposed to", "are we meant to",
    "am i meant to", "how should", "how are we", "should i put", "should i add", "should i have", "should i include", "should i use",
    "should i say its", "should she/he/they have", "should we put", "should we have", "should there be", "is it mandatory",
    "is it compulsory", "is it necessary", "necessary to", "expected of", "expected to", "what do i have to", "what do i need",
    "what should i", "what should we", "what am i expected", "wot words", "do staff have to", "do staff need", "does she/he need",
    "do they have to", "does it have to", "need to put", "need to say", "what does the policy want from", "whose job", "whose responsibility",
    "responsible for",
)  # fmt: skip
INFORMATION = (
    "what happens", "what will happen", "what would happen", "what can happen", "what could happen", "what are the consequences",
    "who decides", "who is", "who are", "who do", "who does", "who gets", "who can", "who should", "whos", "when was", "when is", "whens", "when will", "when does", "how often",
    "how long", "how do", "how does", "how can", "why is", "why does", "what is", "whats the", "what are", "what does", "what do you mean", "what exact", "which",
    "does the policy", "does this policy", "does it cover", "does it say", "does it apply", "does that count", "does this count", "do they",
    "does someone", "does anyone", "is there a", "can they", "can he/she", "could they", "will they", "are they", "would they", "have they", "has the", "do you lot",
    "does that matter", "can my employer/work/boss/manager/company", "can the charity/company/organisation/employer/boss/manager/office/bosses/managers",
    "could the charity/company/organisation/employer/boss/manager", "can work", "can management", "can hr", "can my workplace", "can you see", "can you lot",
    "can a charity", "could i lose", "can i lose", "will i lose", "will i get", "will i be", "could i be", "could i get", "can i be", "can i get sacked/fired/disciplined/done/in",
    "would i be", "would i get", "am i going to", "am i in trouble", "am i covered", "am i being", "get in trouble", "be in trouble", "in trouble for", "get sacked",
    "get fired", "lose my job", "is this correct", "is it true", "is this true", "is it right that", "is this legal", "is that legal", "is it legal", "legally", "have i any right", "have i got",
    "any right to", "the right to", "their rights", "can we challenge", "is that what", "tell me about", "explain", "how is that", "how come", "whats going to happen", "where do",
    "where does", "is it private", "is that private", "do i get", "did i", "can it affect", "could it affect",
)  # fmt: skip
CONSEQUENCES = (
    "what happens", "what will happen", "what would happen", "what could happen", "what are the consequences", "can they", "could they", "will they", "are they allowed to",
    "have they got", "could i lose", "can i lose", "will i lose", "will i get", "will i be", "could i be", "could i get", "can i be", "can i get sacked/fired/disciplined", "would i be",
    "would i get", "am i going to", "am i in trouble", "get sacked", "get fired", "lose my job", "is this correct", "is it true", "any right to", "the right to", "can we challenge",
    "have i any right", "disciplining me", "disciplined for", "suspended for", "can my employer", "can work", "can my boss/manager", "how is that my fault", "can they do that",
    "been suspended", "got suspended", "what is the punishment", "whats the punishment", "in trouble",
)  # fmt: skip
DONE = (
    "i just put", "i then put", "and i put", "so i put", "i posted", "i have posted", "ive posted", "i already posted", "ive already", "i shared", "ive shared", "i have put", "ive put", "i uploaded", "ive uploaded", "i tweeted",
    "ive tweeted", "i sent", "ive sent", "i commented", "ive commented", "i wrote", "ive written", "i messaged", "i told", "ive told", "i slagged", "i called", "i liked",
    "i accidentally", "by accident i", "i deleted", "i took it down", "i did a", "did a dumb", "i made a mistake", "i messed up", "i screwed up", "ive used", "stuck it",
    "posted it", "i streamed", "i screenshotted", "i tagged", "i leaked", "i let slip", "i mentioned", "was it wrong", "was i wrong", "did i do", "have i broken", "did i break", "i logged",
)  # fmt: skip
OTHERS = (
    "someone i work with", "someone from/at/in/here/on", "somebody from/at/in/here/on", "one of my/our/the * has/keeps/posted/put/is", "one of the others/team/staff/lads/girls", "my colleague", "a colleague",
    "colleague has/put/posted/keeps/shared", "coworker", "co worker", "a lad in", "a member of staff", "a member of my team", "my workmate", "a mate of mine", "one of mine", "is she/he allowed", "are they allowed",
    "was she/he/it ok", "is that on", "thats not on", "are your staff", "an employee", "she filmed", "he filmed", "he says", "she says", "he posted", "she posted", "they posted", "he put", "she put", "kicking off",
)  # fmt: skip

_permission, _duty, _information, _consequences, _others = map(
    Cues, (PERMISSION, DUTY, INFORMATION, CONSEQUENCES, OTHERS)
)
_done = Cues(DONE, read=words)


def form_of(question: Sequence[str]) -> Form:
    """Read the form of *question* (stems, stop words included); a bare statement asks for permission."""
    if _duty.found(question):
        return Form.DUTY
    if _consequences.found(question) or (_information.found(question) and not _permission.found(question)):
        return Form.INFORMATION
    return Form.PERMISSION


def asks_for_consequences(question: Sequence[str]) -> bool:
    """Tell whether *question* is about what follows, rather than about what is allowed."""
    return bool(_consequences.found(question))


def admits(text: str) -> bool:
    """Tell whether *text* admits to something already done; tense matters, so its words are read as they are."""
    return bool(_done.found(words(text)))


def of_others(question: Sequence[str]) -> bool:
    """Tell whether *question* is about what somebody else did."""
    return bool(_others.found(question))
