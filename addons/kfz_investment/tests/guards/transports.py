"""The ways by which a call reaches the server: each gives callable(model, method, args, kwargs) → answer as text."""

import datetime
import json
import xmlrpc.client

from ..isolation.noninterference import Refused

#: names of the arguments after the records, which JSON-2 asks for
NAMES = {
    "create": ("vals_list",),
    "read": ("fields",),
    "unlink": (),
    "web_read": ("specification",),
    "web_save": ("vals", "specification"),
    "write": ("vals",),
    "load": ("fields", "data"),
    "onchange": ("values", "field_names", "fields_spec"),
    "set": ("model_name", "field_name", "value", "user_id"),
}
#: methods that take no records
OF_MODELS = ("create", "load", "set")


def web_client(case, user):
    """As the web client calls."""
    post = case._session(user)

    def call(model, method, args, kwargs):
        try:
            answer = post(
                f"/web/dataset/call_kw/{model}/{method}",
                {"model": model, "method": method, "args": args, "kwargs": kwargs},
            )
        except Refused as refused:
            return f"{refused.name.rpartition('.')[2]}: {refused.message}"
        return json.dumps(answer, ensure_ascii=False)

    return call


def xml_rpc(case, user):
    """``/xmlrpc/2/object``."""
    proxy = case.xmlrpc_object

    def call(model, method, args, kwargs):
        try:
            answer = proxy.execute_kw(
                case.cr.dbname, user.id, user.login, model, method, args, kwargs
            )
        except xmlrpc.client.Fault as fault:
            return f"{_kind(fault.faultCode)}: {fault.faultString.strip().splitlines()[-1]}"
        except xmlrpc.client.ProtocolError as error:
            return f"ServerError: {error.errcode}"
        return json.dumps(answer, ensure_ascii=False, default=str)

    return call


def _kind(code):
    """What XML-RPC's numbers of faults stand for."""
    return {2: "UserError", 3: "AccessDenied", 4: "AccessError"}.get(code, "ServerError")


def _without_session(case):
    """A callable(route, data, headers) that posts without anybody's session."""
    case.authenticate(None, None)
    # the next authenticate() would delete this session: forget it here, so that it lives on
    opener, case.session = case.opener, None

    def post(route, data, **headers):
        case.opener = opener
        return case.url_open(
            route, data=json.dumps(data), headers={"Content-Type": "application/json", **headers}
        )

    return post


def json_rpc(case, user):
    """``/jsonrpc``."""
    post = _without_session(case)

    def call(model, method, args, kwargs):
        given = [case.cr.dbname, user.id, user.login, model, method, args, kwargs]
        response = post(
            "/jsonrpc",
            {
                "jsonrpc": "2.0",
                "method": "call",
                "params": {"service": "object", "method": "execute_kw", "args": given},
            },
        ).json()
        if "error" in response:
            data = response["error"]["data"]
            return f"{data['name'].rpartition('.')[2]}: {data['message']}"
        return json.dumps(response.get("result"), ensure_ascii=False)

    return call


def json_2(case, user):
    """``/json/2/<model>/<method>`` with a key of the user's."""
    # sudo: a key is made as its page makes one, after a password
    keys = case.env["res.users.apikeys"].with_user(user).sudo()
    post = _without_session(case)
    key = keys._generate("rpc", "示例", datetime.datetime.now() + datetime.timedelta(days=1))

    def call(model, method, args, kwargs):
        args = list(args)
        given = {} if method in OF_MODELS else {"ids": args.pop(0)}
        names = NAMES.get(method)
        given.update(zip(names or (), args, strict=False))
        response = post(
            f"/json/2/{model}/{method}", {**given, **kwargs}, Authorization=f"Bearer {key}"
        )
        if response.ok:
            return response.text
        answer = response.json()
        return f"{answer['name'].rpartition('.')[2]}: {answer['message']}"

    return call


TRANSPORTS = {
    "web client": web_client,
    "XML-RPC": xml_rpc,
    "JSON-RPC": json_rpc,
    "JSON-2": json_2,
}
