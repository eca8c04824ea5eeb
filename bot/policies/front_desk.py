"""What knowledge says around answers on chat platforms: `front_desk.toml`."""

from bot.policies.guidance import Words
from bot.policies.tables import Table


class FrontDeskFile(Table):
    """`front_desk.toml`; every sentence must be there."""

    picture: Words
    file: Words
    not_read: Words
    follow_ups: tuple[Words, ...]
    where: Words
    where_here: Words
    preview: Words
    second_try: Words
    already: Words
    already_waiting: Words
    already_going: Words
    forgotten: Words
    changed: Words
    overtaken: Words
    gone: Words
    failed: Words
    outdated: Words
    not_opened: Words
    shared: Words
    shared_clarify: Words
    asked: Words
    own_message: Words
    maybe_shared: Words
    no_sharing: Words
    help_threads: Words
    help_commands: Words
    help_threads_discord: Words
    help_commands_discord: Words
    for_you_alone: Words
    read_answer: Words
    not_your_answer: Words
    unknown_command: Words
    disclaimer: Words
    disclaimer_clause: str = ""
    disclaimer_missing: Words
    which_clause: Words
    none_mine: Words
    none_waiting: Words
    mine: Words
    waiting: Words
    share: Words
    send: Words
    cancel: Words
    ask_box: Words
    ask: Words
    answered_in_messages: Words
    somebody: Words
    what_is_sent: Words
    your_question: Words
    a_question_for_you: Words
