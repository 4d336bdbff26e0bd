"""Odoo, loaded in this process."""

import contextlib
import json
import logging
import sys

import odoo.init  # noqa: F401 (prepares the package)
from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config


class Refused(Exception):
    """Something that the person who asked must be told, in one sentence."""


def guard(main) -> None:
    """Run ``main``; a refusal of the product becomes an answer instead of a traceback."""
    try:
        main()
    except (UserError, Refused, ValueError) as error:
        logging.getLogger("kfz").exception("refused")
        answer(refused=str(error.args[0] if error.args else error))


def request() -> dict:
    """What the launcher asks."""
    return json.load(sys.stdin)


def answer(**facts) -> None:
    """What the launcher reads."""
    print("KFZ " + json.dumps(facts, ensure_ascii=False, default=str), flush=True)


def configure(*options: str) -> None:
    """Read the configuration that ODOO_RC names; Odoo's log goes to standard error."""
    config.parse_config([*options, "--no-http"], setup_logging=True)
    logging.getLogger("odoo.sql_db").setLevel(logging.WARNING)


def first_login(database: str, logins: list[str]) -> str:
    """The first of the logins that somebody has.

    :raises Refused: where nobody has any, as in a database without demonstration data
    """
    with Registry(database).cursor() as cr:
        users = api.Environment(cr, SUPERUSER_ID, {})["res.users"]
        there = set(users.search([("login", "in", logins)]).mapped("login"))
    for login in logins:
        if login in there:
            return login
    raise Refused("Say who imports: add --login with the login of a user of the zone.")


@contextlib.contextmanager
def environment(database: str, login: str | None = None, **context):
    """An environment of ``database`` as the user ``login`` (default: the superuser); commits at the end."""
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        user = env["res.users"].search([("login", "=", login)]) if login else env.user
        if not user:
            raise Refused(f"No user has the login {login}.")
        mine = dict(user.context_get())
        if login:
            mine["allowed_company_ids"] = [
                user.company_id.id,
                *(user.company_ids - user.company_id).ids,
            ]
        yield api.Environment(cr, user.id, {**mine, **context})
        cr.commit()
