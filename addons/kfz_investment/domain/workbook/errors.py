"""The one exception of the package, and the closed list of its codes."""

FILE_CODES = frozenset(
    {
        "empty",
        "too_big",
        "bomb",
        "too_many_rows",
        "too_many_columns",
        "too_many_cells",
        "too_slow",
        "encrypted",
        "html",
        "xml_2003",
        "ods",
        "word",
        "pdf",
        "image",
        "archive",
        "unknown_type",
        "damaged",
        "entities",
        "not_text",
        "no_sheet",
        "only_hidden",
        "no_header",
        "missing_columns",
        "no_rows",
        "transposed",
    }
)


class WorkbookError(Exception):
    """A whole file is refused: `code` is one of FILE_CODES, `params` fill its sentence."""

    def __init__(self, code, **params):
        if code not in FILE_CODES:
            raise ValueError(code)
        super().__init__(code)
        self.code = code
        self.params = params


class CellProblem(Exception):
    """One cell is refused or cannot be read: `code` names the sentence, `params` fill it."""

    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params
