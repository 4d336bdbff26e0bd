"""Requests that no page makes: each gets a sentence, none an error of the program."""

import decimal
import logging
import re

import psycopg2
import psycopg2.errors
from odoo import models
from odoo.exceptions import UserError
from odoo.http import request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

_logger = logging.getLogger(__name__)

#: what Python and the database say of a number, date, text or nesting that they cannot hold
TOO_LARGE = (
    RecursionError,
    OverflowError,
    decimal.InvalidOperation,
    psycopg2.DataError,
    psycopg2.errors.ProgramLimitExceeded,
    # a value of one type where a column has another
    psycopg2.errors.UndefinedFunction,
)
#: what they say of a text that is no number, date, file or JSON, or none that they can hold
NO_VALUE = re.compile(
    r"invalid literal for int|could not convert string|isoformat|does not match format|out of range|must be in 1\.\."
    r"|NUL \(0x00\)|surrogates not allowed|Expecting value|base64|Unsupported file|Expected singleton|Wrong value for"
)
#: what core says of a list that is to be searched, sorted or grouped by what is in no column of the database
NO_COLUMN = re.compile(r"to SQL because (it|[a-z_0-9]+) is not|Group by non-stored")
#: the functions of core that call a page, or a method, with what was sent
CALLERS = ("route_wrapper", "call_kw", "_call_kw_model", "_call_kw_multi")
#: the chosen companies, as the web client notes them in its cookie
COMPANIES = re.compile(r"[0-9]{1,9}(-[0-9]{1,9})*")


def raised_in(error):
    """The name of the function, and of its file, that raised an error."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    code = trace and trace.tb_frame.f_code
    return (code.co_name, code.co_filename.replace("\\", "/")) if code else ("", "")


def is_incomplete_call(error):
    """Whether an address was asked without what its page needs: core calls the page with what it has.

    A method without its records: core takes them from the list of arguments.
    """
    return isinstance(error, (TypeError, IndexError)) and raised_in(error)[0] in CALLERS


def is_unknown_model(error):
    """Whether an address names a model that there is not."""
    name, file = raised_in(error) if isinstance(error, KeyError) else ("", "")
    is_named = name == "__getitem__" and file.endswith("/orm/registry.py")
    # a model that the program itself looks for in vain, None, is a failure of the program; that of a record that is not
    # there is False
    return is_named and isinstance(error.args[0], (str, bool))


def is_odd_value(error):
    """Whether an error is about a value that was sent, and not about the program."""
    if isinstance(error, TypeError):
        # a list where core looks up a record by its id, or a language by its code
        return "unhashable type" in str(error) and "/kfz_investment/" not in raised_in(error)[1]
    if isinstance(error, psycopg2.ProgrammingError) and "can't adapt type" in str(error):
        return True
    return isinstance(error, TOO_LARGE) or (
        isinstance(error, ValueError) and NO_VALUE.search(str(error)) is not None
    )


def is_no_column(error):
    """Whether a list was asked for by a field that is worked out when a page is read."""
    is_value = isinstance(error, ValueError) and not isinstance(error, UserError)
    return is_value and NO_COLUMN.search(str(error)) is not None


def is_no_answer(error):
    """Whether core raised an answer that says nothing, as for what it cannot draw as a bar code."""
    return isinstance(error, HTTPException) and error.code is None and not error.response


class IrHttp(models.AbstractModel):
    """Plain answers to odd requests."""

    _inherit = "ir.http"

    @classmethod
    def _pre_dispatch(cls, rule, args):
        """As in core, which reads the cookies before it knows the database, so that nothing has looked at them."""
        cookies = MultiDict(request.cookies)
        cls._sanitize_cookies(cookies)
        request.cookies = ImmutableMultiDict(cookies)
        super()._pre_dispatch(rule, args)

    @classmethod
    def _sanitize_cookies(cls, cookies):
        """Without chosen companies that are no ids: core reads them in many places."""
        super()._sanitize_cookies(cookies)
        if not COMPANIES.fullmatch(cookies.get("cids") or "1"):
            del cookies["cids"]

    @classmethod
    def _kfz_no_column(cls):
        """The refusal of a list by a field that is in no column of the database."""
        return UserError(
            request.env._(
                "This list was to be searched, sorted or grouped by a field that is worked out only when it is read. "
                "Choose another one."
            )
        )

    @classmethod
    def _handle_error(cls, exception):
        """Core's answer; an odd value is a refusal, not a failure of the server."""
        if is_odd_value(exception):
            _logger.info("An odd request was refused.", exc_info=exception)
            if isinstance(exception, psycopg2.Error) and request.db:
                # to say so, the page reads again
                request.env.cr.rollback()
            exception = UserError(
                request.env._(
                    "A number, date, text or list in this request is none that the system can hold. Nothing was done: "
                    "correct it and try again."
                )
            )
        elif is_no_column(exception):
            exception = cls._kfz_no_column()
        elif is_no_answer(exception):
            # core's answer to what it cannot draw as a bar code
            exception = BadRequest(exception.description)
        elif isinstance(exception, FileNotFoundError):
            exception = NotFound()
        elif is_incomplete_call(exception) or is_unknown_model(exception):
            exception = BadRequest(request.env._("This address is incomplete or leads to nothing."))
        return super()._handle_error(exception)
