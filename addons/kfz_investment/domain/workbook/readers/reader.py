"""The way in: bytes of any kind to sheets of plain cells."""

import logging

from ..errors import WorkbookError
from ..limits import Limits, Meter, check_size
from . import text, xls, xlsx
from .sniff import kind_of

_logger = logging.getLogger(__name__)


def read(content, limits=None):
    """List of visible and hidden `Sheet`s of a .xlsx, .xls or .csv file, by its content.

    Raises WorkbookError and nothing else: whatever a damaged file makes a parser do becomes `damaged`.
    """
    limits = limits or Limits()
    try:
        check_size(content, limits)
        meter = Meter(limits)
        sheets = {"zip": xlsx.read, "ole": xls.read, "biff": xls.read, "text": text.read}[
            kind_of(content)
        ](content, limits, meter)
    except WorkbookError:
        raise
    except MemoryError as error:
        raise WorkbookError("too_many_cells", limit=limits.max_cells) from error
    except Exception as error:
        _logger.info("A workbook could not be read: %s: %s", type(error).__name__, error)
        raise WorkbookError("damaged") from error
    if not sheets:
        raise WorkbookError("no_sheet")
    return sheets
