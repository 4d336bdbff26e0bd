"""Harness of the noninterference check (design §10): everything that a user can read over the web client's own calls.

Plain helper code without an import of Odoo, so that ``bench/`` runs it against a live server too. An observation is
(model, id, field) → value as JSON; calls without a record stand under the call's name. Two runs are compared; what
differs is a list of (model, field) pairs, which must be empty when only another zone worked in between.
"""

import json

#: values that change by themselves: (model or *, field) → reason. Nothing else is left out.
VOLATILE = {
    ("*", "im_status"): "presence of a colleague: online, away, offline",
    ("*", "offline_since"): "presence",
    ("res.users", "login_date"): "follows each login, of colleagues too; says nothing of records",
    ("res.users", "log_ids"): "one row a login",
    ("res.users", "device_ids"): "the reader's own sessions",
    ("res.users.log", "*"): "one row a login",
    ("res.device", "*"): "the reader's own sessions",
    ("res.device.log", "*"): "the reader's own sessions",
    (
        "*",
        "bus_id",
    ): "number of the last bus message of the whole server, no content (all fields that end so)",
    (
        "crm.lead",
        "duration_tracking",
    ): "seconds until now in the own projects' stages: follows the clock",
    ("*", "__last_update"): "follows write_date, which is observed",
}
#: types whose values are shown with the targets' names, as a form or list does
NAMED = ("many2one", "reference", "one2many", "many2many")
#: big binary content is compared by the fields that describe it (file size, checksum), not by its bytes
SKIPPED_TYPES = ("binary",)
PAGE = 5000


class Refused(Exception):
    """The server answered with an error: (name, message) as the client gets them."""

    def __init__(self, name, message):
        super().__init__(f"{name}: {message}")
        self.name, self.message = name, message


class Observer:
    """One signed-in user and what this user reads.

    :param post: callable(route, params) → result; raises :class:`Refused`
    :param models: technical names to try
    """

    def __init__(self, post, models):
        self.post, self.models = post, models
        self.seen = {}
        self._specs = {}

    def call(self, model, method, *args, **kwargs):
        """Call a model's method as the web client does."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            {"model": model, "method": method, "args": list(args), "kwargs": kwargs},
        )

    def observe(self):
        """Read everything and return {(model, id, field): value}."""
        self.seen = {}
        for model in self.models:
            self._observe_model(model)
        self._observe_pages()
        return self.seen

    @staticmethod
    def _is_volatile(model, field):
        name = "bus_id" if field.endswith("bus_id") else field.rsplit("/", 1)[-1]
        return bool({(model, name), ("*", name), (model, "*")} & VOLATILE.keys())

    def _add(self, model, key, field, value):
        if not self._is_volatile(model, field):
            self.seen[model, key, field] = json.dumps(
                value, sort_keys=True, ensure_ascii=False, default=str
            )

    def _try(self, model, key, method, *args, **kwargs):
        """Add the answer of one call, or its refusal; return it, or None."""
        try:
            value = self.call(model, method, *args, **kwargs)
        except Refused as refused:
            self._add(model, key, method, [refused.name, refused.message])
            return None
        if method != "web_search_read":
            self._add(model, key, method, value)
        return value

    def _observe_model(self, model):
        context = {"active_test": False}
        count = self._try(model, "all", "search_count", [], context=context)
        if count is None:
            return
        fields = self._fields(model)
        if count:
            self._observe_records(model, self._spec(model, fields), context)
        self._try(model, "all", "name_search", "", limit=1000)
        groups = [
            [name]
            for name, field in fields.items()
            if field["type"] == "many2one"
            and field.get("groupable", True)
            and field.get("store", True)
            and not self._is_volatile(model, name)
        ]
        for group, answer in zip(groups, self._groups(model, groups, context), strict=True):
            self._add(model, f"group {group[0]}", "formatted_read_group", answer)

    def _groups(self, model, groups, context):
        """The groups by each many2one, in one call; one by one where a field refuses."""
        if not groups:
            return []
        try:
            return self.call(
                model, "formatted_read_grouping_sets", [], groups, ["__count"], context=context
            )
        except Refused as refused:
            if len(groups) == 1:
                return [[refused.name, refused.message]]
            return [answer for group in groups for answer in self._groups(model, [group], context)]

    def _fields(self, model):
        if model not in self._specs:
            self._specs[model] = self.call(
                model, "fields_get", attributes=["type", "store", "groupable", "relation"]
            )
        return self._specs[model]

    def _spec(self, model, fields):
        return {
            name: {"fields": {"display_name": {}}} if field["type"] in NAMED else {}
            for name, field in fields.items()
            if field["type"] not in SKIPPED_TYPES and not self._is_volatile(model, name)
        }

    def _observe_records(self, model, spec, context):
        """All records with all fields; fields that cannot be read together are found by halving."""
        offset = 0
        while spec:
            try:
                rows = self.call(
                    model,
                    "web_search_read",
                    [],
                    spec,
                    offset=offset,
                    limit=PAGE,
                    order="id",
                    context=context,
                )["records"]
            except Refused as refused:
                if len(spec) == 1:
                    self._add(model, "all", next(iter(spec)), [refused.name, refused.message])
                    return
                names = list(spec)
                for half in (names[: len(names) // 2], names[len(names) // 2 :]):
                    self._observe_records(model, {name: spec[name] for name in half}, context)
                return
            for row in rows:
                for name in spec:
                    self._add(model, row["id"], name, row.get(name))
            offset += PAGE
            if len(rows) < PAGE:
                return

    def _observe_pages(self):
        for route, params in (
            (
                "/mail/data",
                {
                    "fetch_params": [
                        "init_messaging",
                        "failures",
                        "systray_get_activities",
                        "mail.canned.response",
                        "channels_as_member",
                    ]
                },
            ),
            ("/mail/inbox/messages", {}),
            ("/mail/history/messages", {}),
            ("/discuss/search", {"term": ""}),
        ):
            try:
                answer = self.post(route, params)
            except Refused as refused:
                self._add(route, "all", "refused", [refused.name, refused.message])
                continue
            self._flatten(route, "", answer)

    def _flatten(self, route, path, value):
        if isinstance(value, dict):
            for key, item in value.items():
                self._flatten(route, f"{path}/{key}" if path else str(key), item)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                key = item.get("id", "")
                for name, part in item.items():
                    self._add(route, f"{path}#{key}", name, part)
        else:
            self._add(route, "all", path, value)


def difference(before, after):
    """{(model, field): (id, value before, value after)} of what differs, one example each."""
    pairs = {}
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            pairs.setdefault((key[0], key[2]), (key[1], before.get(key), after.get(key)))
    return pairs


def report(pairs, limit=60):
    """The changed pairs as lines for a person."""
    return "\n".join(
        f"  {model}.{field} of {key}: {_short(old)} → {_short(new)}"
        for (model, field), (key, old, new) in sorted(pairs.items())[:limit]
    )


def _short(value):
    return "nothing" if value is None else value[:140]
