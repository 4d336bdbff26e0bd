"""Generated probes: an id of a hidden record put wherever a form, an import or a default takes one (design §10).

A probe is right when its answer neither holds what only the other zone knows nor differs from the answer to an id that
does not exist. Plain helper code, shared with ``bench/``.
"""

import itertools
import json
import re

OPERATIONS = (
    "create",
    "write",
    "onchange",
    "web_save",
    "default_get",
    "name_create",
    "load",
    "load_xmlid",
)
DIRECT = (
    "read",
    "web_read",
    "write",
    "unlink",
    "copy",
    "get_metadata",
    "get_external_id",
    "export_data",
    "message_post",
    "web_save",
    "onchange",
)
#: differs between any two calls: numbers and addresses of new records, tokens, times. Numbers that only the other zone
#: knows are among the secrets that are looked for before.
NOISE = re.compile(r"NewId_0x[0-9a-f]+|/chat/[^\"]*|(?<=\"uuid\": )\"[^\"]*|[0-9a-f]{32,}|[0-9]+")
#: an id that no table of a test or demonstration database reaches
NOWHERE = 2_000_000_000
TEXTS, AMOUNTS = ("char", "text", "html"), ("monetary", "float")


class Prober:
    """Sends probes of one user.

    :param call: callable(model, method, *args, **kwargs) → answer as JSON text, refusals included; leaves no trace
    :param models: {model: (fields as by fields_get, id of an own record or None)} that the user may create or write
    :param hidden: {model: id of a record that the user must not see}
    :param secrets: words that only the other zone knows
    :param readable: {model: fields as by fields_get} that the user may search
    :param xmlids: {model: external id of the hidden record}
    :param wizards: the models among them that are opened on records of other models
    """

    def __init__(self, call, models, hidden, secrets, readable=(), xmlids=(), wizards=()):
        self.call, self.models, self.hidden, self.secrets = call, models, hidden, secrets
        self.readable, self.xmlids, self.wizards = dict(readable), dict(xmlids), wizards
        self.amounts = tuple(int(secret) for secret in secrets if secret.isdigit())

    def probes(self):
        """(model, field, operation) of all probes; a field of None is the record itself."""
        for model, (fields, own) in sorted(self.models.items()):
            for name, field in sorted(fields.items()):
                if (
                    field["type"] in ("many2one", "many2many")
                    and field.get("relation") in self.hidden
                ):
                    for operation in OPERATIONS:
                        if operation != "write" or own:
                            yield model, name, operation
            if model in self.hidden:
                yield from ((model, None, operation) for operation in DIRECT)
            if model in self.wizards:
                yield from ((model, target, "context") for target in self._targets(fields))
        for model, fields in sorted(self.readable.items()):
            yield model, None, "search"
            yield from (
                (model, name, operation)
                for name, field in sorted(fields.items())
                if field.get("relation") in self.hidden and field.get("searchable")
                for operation in ("export", "filter")
            )
            yield from (
                (model, name, "search")
                for name, field in sorted(fields.items())
                if self._is_path(field)
            )

    def _targets(self, fields):
        """Models on whose records a wizard is opened; a hidden id that is also an own record's of another model would
        only show that wizards trust ``active_id``."""
        owned = {own for _fields, own in self.models.values()}
        linked = {field.get("relation") for field in fields.values()}
        return sorted(
            model
            for model, identifier in self.hidden.items()
            if model in linked and identifier not in owned
        )

    @staticmethod
    def _is_path(field):
        return field["type"] in ("many2one", "many2many", "one2many") and field.get(
            "searchable", True
        )

    def reveals(self, model, name, operation):
        """What a probe reveals, or None."""
        if operation == "search":
            answers = [
                self._searched(model, name, *sought)
                for sought in (
                    (self.secrets, self.amounts),
                    (
                        [unlike(word) for word in self.secrets],
                        [int(unlike(str(n))) for n in self.amounts],
                    ),
                )
            ]
        elif operation == "context":
            answers = [
                self._opened(model, name, identifier) for identifier in (self.hidden[name], NOWHERE)
            ]
        elif name:
            fields = (
                self.readable[model] if operation in ("export", "filter") else self.models[model][0]
            )
            hidden = self.hidden[fields[name]["relation"]]
            answers = [
                self._linked(model, name, operation, identifier) for identifier in (hidden, NOWHERE)
            ]
        else:
            hidden = self.hidden[model]
            answers = [
                self._direct(model, operation, identifier) for identifier in (hidden, NOWHERE)
            ]
        for secret in self.secrets:
            if secret in answers[0]:
                return f"{model}.{name} {operation}: says {secret}: {answers[0][:300]}"
        plain = [NOISE.sub("#", answer) for answer in answers]
        if plain[0] != plain[1]:
            return f"{model}.{name} {operation}: differs: {plain[0][:300]} | {plain[1][:300]}"
        return None

    def _value(self, field, identifier):
        return identifier if field["type"] == "many2one" else [[4, identifier]]

    def _linked(self, model, name, operation, identifier):
        if operation in ("export", "filter"):
            return self._filtered(model, name, identifier, operation)
        fields, own = self.models[model]
        value = self._value(fields[name], identifier)
        label = next((key for key in ("name", "summary", "subject") if key in fields), None)
        values = {name: value, **({label: "试探"} if label and label != name else {})}
        if operation == "create":
            return self.call(model, "create", values)
        if operation == "write":
            return self.call(model, "write", [own], {name: value})
        if operation == "web_save":
            return self.call(
                model, "web_save", [], values, {name: self._spec(fields[name]), "display_name": {}}
            )
        if operation == "onchange":
            return self.call(model, "onchange", [], values, [name], self._wide_spec(fields))
        if operation == "default_get":
            return self.call(
                model,
                "onchange",
                [],
                {},
                [],
                self._wide_spec(fields),
                context={f"default_{name}": identifier},
            )
        if operation == "name_create":
            return self.call(model, "name_create", "试探", context={f"default_{name}": identifier})
        return self._loaded(model, name, operation, identifier, label)

    def _loaded(self, model, name, operation, identifier, label):
        """What an import of a row says that links to an id or an external id."""
        fields = self.models[model][0]
        column, guess = f"{name}/.id", str(identifier)
        if operation == "load_xmlid":
            column = f"{name}/id"
            guess = (
                self.xmlids.get(fields[name]["relation"], "no.such")
                if identifier != NOWHERE
                else "guessed.nothing"
            )
        answer = self.call(
            model,
            "load",
            [column, *([label] if label else [])],
            [[guess, *(["试探"] if label else [])]],
        )
        return answer.replace(guess, "#")

    def _filtered(self, model, name, identifier, operation):
        """The rows that link to an id, as a list shows them or as an export writes them."""
        domain = [[name, "in", [identifier]]]
        if operation == "filter":
            return self.call(model, "formatted_read_group", domain, [], ["__count"]) + self.call(
                model, "web_search_read", domain, {"display_name": {}}, limit=20
            )
        ids = (
            json.loads(answer)
            if (answer := self.call(model, "search", domain, limit=20)).startswith("[")
            else []
        )
        return answer + self.call(model, "export_data", ids, [f"{name}/id", f"{name}/display_name"])

    def _opened(self, model, target, identifier):
        """What a wizard says that is opened on a record of another model."""
        fields, _own = self.models[model]
        return self.call(
            model,
            "onchange",
            [],
            {},
            [],
            self._wide_spec(fields),
            context={"active_model": target, "active_id": identifier, "active_ids": [identifier]},
        )

    def _direct(self, model, operation, identifier):
        arguments = {
            "read": ([identifier], ["display_name"]),
            "web_read": (
                [identifier],
                {"display_name": {}, "create_uid": {"fields": {"display_name": {}}}},
            ),
            "write": ([identifier], {}),
            "export_data": ([identifier], ["id", "display_name"]),
            "message_post": ([identifier],),
            "web_save": ([identifier], {}, {"display_name": {}}),
            "onchange": ([identifier], {}, [], {"display_name": {}}),
        }.get(operation, ([identifier],))
        return self.call(model, operation, *arguments)

    @staticmethod
    def _spec(_field):
        return {"fields": {"display_name": {}}}

    def _wide_spec(self, fields):
        """What a form of all plain fields and links would ask for."""
        return {
            name: self._spec(field) if field["type"] == "many2one" else {}
            for name, field in fields.items()
            if field["type"] in ("char", "text", "many2one", "selection", "date", "monetary")
        }

    def _searched(self, model, name, words, amounts):
        """What a search for words and amounts finds, along one link or in the model itself.

        All fields at once; one by one where one of them cannot be searched.
        """
        fields = self.readable[model]
        if name:
            fields = self.readable.get(fields[name].get("relation"), {})
        fields = {key: field for key, field in fields.items() if field.get("searchable")}
        terms = [["display_name", "ilike", word] for word in words]
        terms += [
            [key, "ilike", word]
            for word in words
            for key, field in fields.items()
            if field["type"] in TEXTS
        ]
        terms += [
            [key, "in", list(amounts)] for key, field in fields.items() if field["type"] in AMOUNTS
        ]
        return self._any_of(model, name, terms)

    def _any_of(self, model, name, terms):
        domain = ["|"] * (len(terms) - 1) + terms
        answer = self.call(model, "search", [[name, "any", domain]] if name else domain, limit=50)
        if answer.startswith("["):
            return answer
        if len(terms) == 1:
            return answer.partition(":")[0]
        half = len(terms) // 2
        return self._any_of(model, name, terms[:half]) + self._any_of(model, name, terms[half:])


def unlike(word):
    """A word of the same shape that occurs nowhere: a search takes both in the same way."""
    return "".join(
        str((int(char) + 3) % 10)
        if char.isdigit()
        else chr(ord(char) ^ 3)
        if char.isascii() and char.isalpha()
        else char
        if char.isascii()
        else "无"
        for char in word
    )


def run(prober, step=1, start=0):
    """(number of probes, reveals) of every ``step``-th probe."""
    count, found = 0, []
    for probe in itertools.islice(prober.probes(), start, None, step):
        count += 1
        reveal = prober.reveals(*probe)
        if reveal:
            found.append(reveal)
    return count, found


def text(value):
    """An answer as text in which words can be looked for."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
