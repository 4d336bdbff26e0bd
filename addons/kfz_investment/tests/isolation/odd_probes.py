"""Generated probes of what attackers send: ids in odd shapes wherever a link, a default or a record's id goes.

They are judged like the guess probes: nothing that only the other zone knows, and the same answer as to an id of no
record. Plain helper code, shared with ``bench/``.
"""

import collections
import re

from . import odd_ids
from .guess_probes import DIRECT, NOISE, NOWHERE, Prober

#: what a client may be told; any other exception is a crash
REFUSALS = frozenset(
    {
        "AccessDenied",
        "AccessError",
        "LockError",
        "MissingError",
        "RedirectWarning",
        "UserError",
        "ValidationError",
    }
)
EXCEPTION = re.compile(r"([A-Z]\w+): ")
LINKS = ("many2one", "many2many", "one2many", "reference", "many2one_reference")
#: shapes in a filter
FILTERS = ("text", "padded", "decimal", "decimal text", "dict")
OPERATIONS = (
    "create",
    "write",
    "onchange",
    "unchanged",
    "web_save",
    "default_get",
    "name_create",
    "load",
)
#: what depends on the length of a guess: where the database points into its statement, a text taken for its characters
LENGTHS = re.compile(r"\nLINE.*", re.DOTALL), re.compile(r"(?:'#', )+(?='#')")
#: the guess itself changes its length in these: a padded or wide number is noise like any other
NUMBERS = re.compile(r"[\s+-]*[0-9０-９#]+(?:\.[0-9#]+)?(?:e[+]?[0-9#]+)?")


def crash_of(answer):
    """The name of the exception behind an answer that is neither a result nor a refusal, or None."""
    found = EXCEPTION.match(answer)
    return found[1] if found and found[1] not in REFUSALS else None


class OddProber(Prober):
    """Sends ids in odd shapes as one user. Beside what :class:`Prober` takes:

    :param chain: callable(talk) → what ``talk(call)`` gives as text, refusals included; leaves no trace
    :param model_fields: callable(model) → fields as by ``fields_get`` of a model to which a line leads
    """

    def __init__(self, chain, model_fields, **prober):
        super().__init__(**prober)
        self.chain, self.model_fields = chain, model_fields
        #: {(exception, model, operation): example}
        self.crashes = collections.OrderedDict()
        self.answers = 0

    def probes(self):
        """(model, field, operation, shape) of all; made one by one, since there are tens of thousands."""
        for model, (fields, own) in sorted(self.models.items()):
            for name, field in sorted(fields.items()):
                yield from self._of_field(model, name, field, own)
            if model in self.wizards:
                for target in self._targets(fields):
                    for shape in odd_ids.SINGLE_AND_FIXED:
                        yield model, target, "context", shape
            if model in self.hidden:
                for operation in DIRECT:
                    for shape in odd_ids.RECORDS:
                        yield model, None, operation, shape

        yield from self._of_filters()

    def _of_filters(self):
        for model in sorted(self.models.keys() & self.readable.keys()):
            for name, field in sorted(self.models[model][0].items()):
                # an id without its model filters the own records of another model, too
                if field.get("relation") in self.hidden:
                    for shape in FILTERS:
                        yield model, name, "filter", shape

    def _of_field(self, model, name, field, own):
        if field["type"] in LINKS and self._target(model, field):
            for operation in OPERATIONS:
                if own or operation != "write":
                    for shape in self._shapes(field, operation):
                        yield model, name, operation, shape
        if field["type"] in ("one2many", "many2many") and not field.get("readonly"):
            yield from self._of_lines(model, name, field, own)

    def _of_lines(self, model, name, field, own):
        for line in self._lines(field["relation"]):
            for operation in ("create", "onchange", "web_save", *(["write"] if own else [])):
                for shape in odd_ids.NESTED:
                    yield model, f"{name}/{line}", operation, shape

    def _shapes(self, field, operation):
        shapes = odd_ids.of_field(field)
        if operation == "load":
            return (
                [shape for shape in odd_ids.CELLS if shape in shapes]
                if field["type"] == "many2one"
                else ()
            )
        return shapes

    def _target(self, model, field):
        """The model of the hidden record to which a link may lead."""
        if field["type"] == "reference":
            models = [key for key, _label in field.get("selection") or () if key in self.hidden]
            return models[0] if models else None
        if field["type"] == "many2one_reference":
            return "crm.lead" if "crm.lead" in self.hidden else None
        return field["relation"] if field.get("relation") in self.hidden else None

    def _lines(self, model):
        """The fields of a line that lead to what is hidden."""
        return [
            name
            for name, field in sorted(self.model_fields(model).items())
            if field["type"] == "many2one" and field.get("relation") in self.hidden
        ]

    def reveals(self, model, name, operation, shape):
        """What a probe reveals, or None."""
        known = shape in odd_ids.FIXED or shape in ("true", "huge")
        guesses = [self._hidden_id(model, name, operation), *([] if known else [NOWHERE])]
        answers = [self._answer(model, name, operation, shape, guess) for guess in guesses]
        self.answers += len(answers)
        for answer in answers:
            if crash := crash_of(answer):
                self.crashes.setdefault(
                    (crash, model, operation),
                    f"{model}.{name} {operation} [{shape}]: {answer[:200]}",
                )
        label = f"{model}.{name} {operation} [{shape}]"
        for secret in self.secrets:
            if secret in answers[0]:
                return f"{label}: says {secret}: {answers[0][:300]}"
        bare = [plain(answer) for answer in answers]
        if bare[0] != bare[-1]:
            return f"{label}: differs: {bare[0][:300]} | {bare[1][:300]}"
        return None

    def _hidden_id(self, model, name, operation):
        if operation == "context":
            return self.hidden[name]
        if not name:
            return self.hidden[model]
        return self.hidden[self._target(model, self._field(model, name))]

    def _field(self, model, name):
        parent, _slash, line = name.partition("/")
        field = self.models[model][0][parent]
        return self.model_fields(field["relation"])[line] if line else field

    def _answer(self, model, name, operation, shape, guess):
        if operation == "context":
            value = odd_ids.SINGLE_AND_FIXED[shape](guess)
            return self._opened_oddly(model, name, value)
        if not name:
            return self._direct_oddly(model, operation, odd_ids.RECORDS[shape](guess))
        if operation == "filter":
            return self._filtered_oddly(model, name, odd_ids.SINGLE[shape](guess))
        value = self._odd_value(model, name, operation, shape, guess)
        talk = getattr(self, f"_{operation}_talk")
        return self.chain(lambda call: talk(call, model, name.partition("/")[0], value))

    def _odd_value(self, model, name, operation, shape, guess):
        """The values that carry the guess: the link itself or the line that holds it."""
        field = self._field(model, name)
        value = odd_ids.of_field(field)[shape](guess)
        if field["type"] == "reference":
            value = odd_ids.put_model(value, self._target(model, field))
        parent, _slash, line = name.partition("/")
        if line:
            return {parent: [[0, 0, {line: value}]]}
        values = {name: value}
        if field["type"] == "many2one_reference":
            reference = "res_model" if "res_model" in self.models[model][0] else "model"
            values[reference] = self._target(model, field)
        return values

    # what is said, and read back, in one go

    def _named(self, model, values):
        fields = self.models[model][0]
        label = next((key for key in ("name", "summary", "subject") if key in fields), None)
        return {**({label: "试探"} if label and label not in values else {}), **values}

    def _read_back(self, call, model, ids, name):
        """What a form shows of what was saved, and what it says when opened with the same value again."""
        fields = self.models[model][0]
        spec = {name: self._spec(fields[name]) if fields[name].get("relation") else {}}
        rows = call(model, "web_read", ids, {**spec, "display_name": {}})
        again = call(model, "onchange", ids, {}, [name], {**self._wide_spec(fields), **spec})
        return [rows, again]

    def _create_talk(self, call, model, name, value):
        made = call(model, "create", [self._named(model, value)])
        return [made, self._read_back(call, model, made, name)]

    def _write_talk(self, call, model, name, value):
        own = self.models[model][1]
        return [call(model, "write", [own], value), self._read_back(call, model, [own], name)]

    def _web_save_talk(self, call, model, name, value):
        spec = {name: self._spec(None) if self._is_link(model, name) else {}, "display_name": {}}
        return call(model, "web_save", [], self._named(model, value), spec)

    def _onchange_talk(self, call, model, name, value):
        spec = self._wide_spec(self.models[model][0])
        return call(model, "onchange", [], self._named(model, value), [name], spec)

    def _unchanged_talk(self, call, model, name, value):
        """An onchange that says that nothing changed: core then takes the value for one that was checked before."""
        spec = self._wide_spec(self.models[model][0])
        own = self.models[model][1]
        return call(model, "onchange", [own] if own else [], value, [], spec)

    def _default_get_talk(self, call, model, name, value):
        context = {f"default_{key}": part for key, part in value.items()}
        spec = self._wide_spec(self.models[model][0])
        return [
            call(model, "default_get", [*value, "display_name"], context=context),
            call(model, "onchange", [], {}, [], spec, context=context),
        ]

    def _name_create_talk(self, call, model, name, value):
        context = {f"default_{key}": part for key, part in value.items()}
        made = call(model, "name_create", "试探", context=context)
        return [made, self._read_back(call, model, [made[0]], name)]

    def _load_talk(self, call, model, name, value):
        labels = self._named(model, {})
        return call(model, "load", [f"{name}/.id", *labels], [[str(value[name]), *labels.values()]])

    def _is_link(self, model, name):
        return self.models[model][0][name]["type"] not in ("reference", "many2one_reference")

    def _opened_oddly(self, model, target, value):
        """What a wizard says that is opened on a record of another model, and what it does with it when saved."""
        context = {"active_model": target, "active_id": value}
        context["active_ids"] = value if isinstance(value, (list, str)) else [value]
        spec = self._wide_spec(self.models[model][0])
        return self.chain(
            lambda call: [
                call(model, "onchange", [], {}, [], spec, context=context),
                call(model, "web_save", [], {}, spec, context=context),
            ]
        )

    def _filtered_oddly(self, model, name, value):
        """What a list and a count say of a filter by an odd id."""
        domains = (
            [[name, "in", [value]]],
            [[name, "=", value]],
            ["!", [name, "any", [["id", "=", value]]]],
        )
        return "".join(
            self.call(model, "web_search_read", domain, {"display_name": {}}, limit=5)
            for domain in domains
        )

    def _direct_oddly(self, model, operation, ids):
        arguments = {
            "read": (["display_name"],),
            "web_read": ({"display_name": {}, "create_uid": {"fields": {"display_name": {}}}},),
            "write": ({},),
            "export_data": (["id", "display_name"],),
            "web_save": ({}, {"display_name": {}}),
            "onchange": ({}, [], {"display_name": {}}),
        }.get(operation, ())
        return self.call(model, operation, ids, *arguments)


def plain(answer):
    """An answer without the numbers and lengths in which two guesses differ anyway."""
    answer = NUMBERS.sub("#", NOISE.sub("#", answer))
    for length in LENGTHS:
        answer = length.sub("", answer)
    return answer
