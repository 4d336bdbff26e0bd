"""Failures that a person can act on."""


class BackupError(Exception):
    """What happened, and one sentence on what to do."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint
