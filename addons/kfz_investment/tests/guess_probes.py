"""Generated probes: an id of a hidden record put wherever a form, an import or a default takes one (design §10).

A probe is right when its answer neither holds what only the other zone knows nor differs from the answer to an id that
does not exist. Plain helper code, shared with ``bench/``.
"""
import itertools
import json
import re

OPERATIONS = ('create', 'write', 'onchange', 'web_save', 'default_get', 'name_create', 'load')
DIRECT = ('read', 'web_read', 'write', 'unlink', 'copy', 'get_metadata', 'export_data', 'message_post', 'web_save', 'onchange')
#: differs between any two calls: numbers and addresses of new records, tokens, times. Numbers that only the other zone
#: knows are among the secrets that are looked for before.
NOISE = re.compile(r"NewId_0x[0-9a-f]+|/chat/[^\"]*|(?<=\"uuid\": )\"[^\"]*|[0-9a-f]{32,}|[0-9]+")
#: an id that no table of a test or demonstration database reaches
NOWHERE = 2_000_000_000


class Prober:
    """Sends probes of one user.

    :param call: callable(model, method, *args, **kwargs) → answer as JSON text, refusals included; leaves no trace
    :param models: {model: (fields as by fields_get, id of an own record or None)} that the user may create or write
    :param hidden: {model: id of a record that the user must not see}
    :param secrets: words that only the other zone knows
    """

    def __init__(self, call, models, hidden, secrets):
        self.call, self.models, self.hidden, self.secrets = call, models, hidden, secrets

    def probes(self):
        """(model, field, operation) of all probes; a field of None is the record itself."""
        for model, (fields, own) in sorted(self.models.items()):
            for name, field in sorted(fields.items()):
                if field['type'] in ('many2one', 'many2many') and field.get('relation') in self.hidden:
                    for operation in OPERATIONS:
                        if operation != 'write' or own:
                            yield model, name, operation
            if model in self.hidden:
                yield from ((model, None, operation) for operation in DIRECT)

    def reveals(self, model, name, operation):
        """What a probe gives away, or None."""
        if name:
            hidden = self.hidden[self.models[model][0][name]['relation']]
            answers = [self._linked(model, name, operation, identifier) for identifier in (hidden, NOWHERE)]
        else:
            hidden = self.hidden[model]
            answers = [self._direct(model, operation, identifier) for identifier in (hidden, NOWHERE)]
        for secret in self.secrets:
            if secret in answers[0]:
                return f"{model}.{name} {operation}: says {secret}: {answers[0][:300]}"
        plain = [NOISE.sub('#', answer) for answer in answers]
        if plain[0] != plain[1]:
            return f"{model}.{name} {operation}: differs: {plain[0][:300]} | {plain[1][:300]}"
        return None

    def _value(self, field, identifier):
        return identifier if field['type'] == 'many2one' else [[4, identifier]]

    def _linked(self, model, name, operation, identifier):
        fields, own = self.models[model]
        value = self._value(fields[name], identifier)
        label = next((key for key in ('name', 'summary', 'subject') if key in fields), None)
        values = {name: value, **({label: "试探"} if label and label != name else {})}
        if operation == 'create':
            return self.call(model, 'create', values)
        if operation == 'write':
            return self.call(model, 'write', [own], {name: value})
        if operation == 'web_save':
            return self.call(model, 'web_save', [], values, {name: self._spec(fields[name]), 'display_name': {}})
        if operation == 'onchange':
            return self.call(model, 'onchange', [], values, [name], self._wide_spec(fields))
        if operation == 'default_get':
            return self.call(model, 'onchange', [], {}, [], self._wide_spec(fields), context={f'default_{name}': identifier})
        if operation == 'name_create':
            return self.call(model, 'name_create', "试探", context={f'default_{name}': identifier})
        return self.call(model, 'load', [f'{name}/.id', *([label] if label else [])],
                         [[str(identifier), *(["试探"] if label else [])]])

    def _direct(self, model, operation, identifier):
        arguments = {
            'read': ([identifier], ['display_name']),
            'web_read': ([identifier], {'display_name': {}, 'create_uid': {'fields': {'display_name': {}}}}),
            'write': ([identifier], {}),
            'export_data': ([identifier], ['id', 'display_name']),
            'message_post': ([identifier],),
            'web_save': ([identifier], {}, {'display_name': {}}),
            'onchange': ([identifier], {}, [], {'display_name': {}}),
        }.get(operation, ([identifier],))
        return self.call(model, operation, *arguments)

    @staticmethod
    def _spec(_field):
        return {'fields': {'display_name': {}}}

    def _wide_spec(self, fields):
        """What a form of all plain fields and links would ask for."""
        return {name: self._spec(field) if field['type'] == 'many2one' else {}
                for name, field in fields.items()
                if field['type'] in ('char', 'text', 'many2one', 'selection', 'date', 'monetary')}


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
