"""Errors of the launcher."""


class KfzError(Exception):
    """A failure that the user can fix: what happened, and one sentence on what to do."""

    def __init__(self, message: str, hint: str = "", log: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.log = log


class CommandError(KfzError):
    """A program that the launcher started ended with a failure; ``tail`` holds its last lines."""

    def __init__(self, message: str, hint: str = "", log: str = "", tail: str = ""):
        super().__init__(message, hint, log)
        self.tail = tail
