"""The calls that a page sends, taken from the steps of `scale_sides.py` instead of running them: `scale_requests.py SIDE DATABASE`; prints JSON.

Also makes a key for JSON-2.
"""

import datetime
import json
import sys

import harness
import scale_sides

#: the pages that are opened over HTTP
PAGES = ("board", "list", "form", "report_pivot", "pool")


class Recorder:
    """A model that writes down how it is called."""

    def __init__(self, calls, records, ids=None, context=None):
        self._calls, self._records = calls, records
        self._fields, self._ids, self._context = records._fields, ids, context or {}

    def with_context(self, **context):
        """The same with more context."""
        return Recorder(self._calls, self._records, self._ids, {**self._context, **context})

    def browse(self, ident):
        """The same for one record."""
        return Recorder(self._calls, self._records, [ident], self._context)

    def __getattr__(self, method):
        if method.startswith("_"):
            return getattr(self._records, method)

        def call(*args, **kwargs):
            given = args if self._ids is None else (self._ids, *args)
            self._calls.append(
                {
                    "model": self._records._name,
                    "method": method,
                    "args": given,
                    "kwargs": {**kwargs, "context": self._context},
                }
            )
            return {"groups": [], "records": []}

        return call


class RecordingEnvironment:
    """An environment of recorders."""

    def __init__(self, env):
        self.env, self.uid, self.calls = env, env.uid, []

    def __getitem__(self, model):
        return Recorder(self.calls, self.env[model])


def main(side, database):
    """{page: its calls}, and the key."""
    registry, api = harness.environment(database)
    found = {}
    with registry.cursor() as cr:
        pages = scale_sides.SIDES[side](side, api.Environment(cr, 1, {}))
    for page in PAGES:
        login = scale_sides.LOGINS.get(page, "bench_a")
        with registry.cursor() as cr:
            user = api.Environment(cr, 1, {})["res.users"].search([("login", "=", login)])
            env = api.Environment(
                cr, user.id, {"lang": "zh_CN", "allowed_company_ids": user.company_ids.ids}
            )
            getattr(pages, page)(env)  # so that the views are known
            recording = RecordingEnvironment(env)
            getattr(pages, page)(recording)
            found[page] = {"login": login, "calls": recording.calls}
    with registry.cursor() as cr:
        user = api.Environment(cr, 1, {})["res.users"].search([("login", "=", "bench_a")])
        env = api.Environment(cr, user.id, {})
        until = datetime.datetime.now() + datetime.timedelta(days=1)
        # sudo: a person would have to enter the password again
        key = env["res.users.apikeys"].sudo()._generate("rpc", "bench", until)
        cr.commit()
    print(json.dumps({"pages": found, "key": key}, default=str))


if __name__ == "__main__":
    main(*sys.argv[1:])
