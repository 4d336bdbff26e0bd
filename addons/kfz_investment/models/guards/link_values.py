"""What a value of a link may look like, and the ids in it. Plain functions.

Core takes more: it stores ``"125"`` and ``125.0`` as 125, so that a check that looks for integers misses them. Here
whatever is not plainly an id or a well-formed command is :class:`Malformed`.
"""

import re

from odoo import models
from odoo.fields import Command
from odoo.orm.identifiers import NewId

#: the largest id that the database can hold
LARGEST = 2**31 - 1
CODES = frozenset(Command)
#: what follows the id of a command, where something does
LAST = {Command.CREATE: dict, Command.UPDATE: dict, Command.SET: (list, tuple)}
#: commands that make, change or delete the linked records themselves
EDITING = (Command.CREATE, Command.UPDATE, Command.DELETE)
REFERENCE = re.compile(r"([a-z0-9_.]+),([0-9]{1,10})")


class Malformed(ValueError):
    """A value that no form and no file of this system makes."""


def identifier(value):
    """The id in a value that links to one record; None for no link, or to a record that is not saved yet.

    :raise Malformed: for anything else
    """
    if type(value) is int:
        return _in_range(value) if value else None
    if isinstance(value, models.BaseModel):
        return _one_of(value)
    if isinstance(value, NewId):
        return identifier(value.origin)
    if value is None or value is False or value in ("", (), [], {}):
        # no link, as core reads them
        return None
    if isinstance(value, tuple):
        # an id with its name, as core's own code passes it
        return identifier(value[0])
    if isinstance(value, dict):
        # what a form that is not saved yet sends
        return identifier(value.get("id"))
    raise Malformed(value)


def default_id(env, name):
    """The id that the context gives as default of a link; None for none, or for what is no id."""
    try:
        return identifier(env.context.get(f"default_{name}"))
    except Malformed:
        return None


def is_malformed(field, value):
    """Whether a value of a field that links to records is none that a form or a file makes."""
    read = {
        "many2one": identifier,
        "many2one_reference": identifier,
        "one2many": identifiers,
        "many2many": identifiers,
        "reference": reference,
    }.get(field.type)
    if not read:
        return False
    try:
        read(value)
    except Malformed:
        return True
    return False


def all_identifiers(values):
    """The ids in the values of a link; most rows of a list give a plain one.

    :raise Malformed: for a value that is no id
    """
    values = list(values)
    ids = {value for value in values if type(value) is int}
    if ids and not (min(ids) >= 0 and max(ids) <= LARGEST):
        raise Malformed(values)
    ids.update(identifier(value) for value in values if type(value) is not int)
    return ids - {0, None}


def identifiers(value, form=False):
    """The ids that the value of a one2many or many2many links to, changes or deletes: commands, plain ids or records.

    :param form: also those that commands take off, which is a change of the record itself
    :raise Malformed: for a command that is none
    """
    if isinstance(value, models.BaseModel):
        return {each for each in map(identifier, value._ids) if each}
    if value is None or value is False:
        return set()
    if not isinstance(value, (list, tuple)):
        raise Malformed(value)
    ids = set()
    for command in value:
        ids.update(_commanded(command, form))
    return ids - {None}


def lines(value):
    """The values of the lines that commands create or change; none of what is no list of commands."""
    if not isinstance(value, (list, tuple)):
        return []
    return [
        command[2]
        for command in value
        if isinstance(command, (list, tuple)) and len(command) > 2 and isinstance(command[2], dict)
    ] + [command for command in value if isinstance(command, dict)]


def edits(value):
    """Whether the value of a link to many records makes, changes or deletes those records."""
    return isinstance(value, (list, tuple)) and any(
        isinstance(command, dict)
        or (isinstance(command, (list, tuple)) and command and command[0] in EDITING)
        for command in value
    )


def reference(value):
    """(model's name, id) of a reference field, or None.

    :raise Malformed: for anything but ``"model,id"`` and a record
    """
    if isinstance(value, models.BaseModel):
        return (value._name, _one_of(value)) if value else None
    if value is None or value is False or value == "":
        return None
    found = isinstance(value, str) and REFERENCE.fullmatch(value)
    if not found:
        raise Malformed(value)
    # a model with the id 0 is a kind that was chosen without a record yet
    return (found[1], identifier(int(found[2]))) if int(found[2]) else None


def _commanded(command, form):
    """The ids to which one command links."""
    if isinstance(command, (dict, NewId)) or type(command) is int:
        return [identifier(command)]
    code, rest = _parts(command)
    if code in (Command.CREATE, Command.CLEAR):
        return []
    if code == Command.SET:
        return [_known(each, command) for each in rest[1]]
    ident = _known(rest[0], command)
    return [ident] if code != Command.UNLINK or form else []


def _parts(command):
    """The code of a command and what it needs after it."""
    _check(isinstance(command, (list, tuple)) and command, command)
    code, *rest = command
    _check(isinstance(code, int) and not isinstance(code, bool) and code in CODES, command)
    kind = LAST.get(code)
    _check(len(rest) > bool(kind) or code == Command.CLEAR, command)
    _check(not kind or isinstance(rest[1], kind), command)
    return code, rest


def _known(value, command):
    """The id of a record that a command names; False and None name none."""
    _check(type(value) is int or isinstance(value, NewId), command)
    return identifier(value)


def _check(is_right, command):
    if not is_right:
        raise Malformed(command)


def _one_of(records):
    if len(records) > 1:
        raise Malformed(records)
    return identifier(records._ids[0]) if records else None


def _in_range(value):
    if not 0 < value <= LARGEST:
        raise Malformed(value)
    return value
