"""Pages and calls outside ``call_kw`` that take an id, a token or an address: each is asked about a hidden record and
about a missing one, and must answer the same (design §10). Plain helper code without an import of Odoo.
"""

from .guess_probes import NOISE

#: documents with a chatter
THREADS = (
    "crm.lead",
    "res.partner",
    "calendar.event",
    "kfz.interaction",
    "kfz.agreement",
    "kfz.milestone",
    "discuss.channel",
)
#: routes that take a document: $model and $id are put in
OF_DOCUMENTS = (
    (
        "/mail/data",
        {
            "fetch_params": [
                [
                    "mail.thread",
                    {
                        "thread_model": "$model",
                        "thread_id": "$id",
                        "request_list": [
                            "activities",
                            "attachments",
                            "contact_fields",
                            "followers",
                            "scheduledMessages",
                            "suggestedRecipients",
                        ],
                    },
                ]
            ]
        },
    ),
    ("/mail/thread/messages", {"thread_model": "$model", "thread_id": "$id"}),
    ("/mail/thread/recipients", {"thread_model": "$model", "thread_id": "$id"}),
    (
        "/mail/thread/recipients/get_suggested_recipients",
        {"thread_model": "$model", "thread_id": "$id"},
    ),
    (
        "/mail/message/post",
        {
            "thread_model": "$model",
            "thread_id": "$id",
            "post_data": {"body": "x", "message_type": "comment", "subtype_xmlid": "mail.mt_note"},
        },
    ),
    ("/mail/thread/subscribe", {"res_model": "$model", "res_id": "$id", "partner_ids": ["$me"]}),
    ("/mail/thread/unsubscribe", {"res_model": "$model", "res_id": "$id", "partner_ids": ["$me"]}),
    (
        "/mail/partner/from_email",
        {"thread_model": "$model", "thread_id": "$id", "emails": ["guess@example.com"]},
    ),
    ("/mail/chatter_fetch", {"thread_model": "$model", "thread_id": "$id"}),
    ("/portal/chatter_init", {"thread_model": "$model", "thread_id": "$id"}),
    ("/web/action/load_breadcrumbs", {"actions": [{"model": "$model", "resId": "$id"}]}),
    ("/html_editor/link_preview_internal", {"preview_url": "/odoo/$model/$id"}),
    (
        "/html_editor/bus_broadcast",
        {"model_name": "$model", "field_name": "description", "res_id": "$id", "bus_data": {}},
    ),
    (
        "/html_editor/attachment/add_data",
        {
            "name": "x.txt",
            "data": "eA==",
            "is_image": False,
            "res_model": "$model",
            "res_id": "$id",
        },
    ),
    ("/website/rating/comment", {"rating_id": "$id", "publisher_comment": "x"}),
    ("GET", "/web/image/$model/$id/image_128"),
    ("GET", "/web/image?model=$model&id=$id&field=image_1920"),
    ("GET", "/web/image?model=$model&id=$id&field=avatar_128"),
    ("GET", "/web/content/$model/$id/display_name"),
    ("GET", "/web/content?model=$model&id=$id&field=image_1920"),
    ("GET", "/mail/view?model=$model&res_id=$id"),
    ("GET", "/mail/unfollow?model=$model&res_id=$id&pid=1&token=guess"),
    ("GET", "/odoo/$model/$id"),
    ("GET", "/json/1/$model/$id"),
    ("GET", "/report/html/web.preview_externalreport/$id"),
)
#: routes that take a record of one model: $<model> is put in
OF_ONE_MODEL = (
    (
        "/mail/message/update_content",
        {"message_id": "$mail.message", "update_data": {"body": "x", "attachment_ids": []}},
    ),
    ("/mail/message/reaction", {"message_id": "$mail.message", "content": "+", "action": "add"}),
    ("/mail/message/translate", {"message_id": "$mail.message"}),
    ("/mail/link_preview", {"message_id": "$mail.message"}),
    ("/mail/link_preview/hide", {"message_link_preview_ids": ["$mail.message"]}),
    ("/mail/update_is_internal", {"message_id": "$mail.message", "is_internal": True}),
    ("/mail/attachment/delete", {"attachment_id": "$ir.attachment"}),
    ("/portal/attachment/remove", {"attachment_id": "$ir.attachment"}),
    ("/html_editor/attachment/remove", {"ids": ["$ir.attachment"]}),
    ("/html_editor/get_image_info", {"src": "/web/image/$ir.attachment"}),
    ("/html_editor/modify_image/$ir.attachment", {"name": "x", "data": "eA=="}),
    ("/mail/read_subscription_data", {"follower_id": "$mail.followers"}),
    (
        "/mail/message/post",
        {
            "thread_model": "crm.lead",
            "thread_id": "$own",
            "post_data": {
                "body": "x",
                "message_type": "comment",
                "attachment_ids": ["$ir.attachment"],
            },
        },
    ),
    (
        "/mail/message/post",
        {
            "thread_model": "crm.lead",
            "thread_id": "$own",
            "post_data": {"body": "x", "message_type": "comment", "partner_ids": ["$res.partner"]},
        },
    ),
    (
        "/mail/message/post",
        {
            "thread_model": "crm.lead",
            "thread_id": "$own",
            "post_data": {"body": "x", "message_type": "comment", "partner_emails": ["$email"]},
        },
    ),
    (
        "/mail/partner/from_email",
        {"thread_model": "crm.lead", "thread_id": "$own", "emails": ["$email"]},
    ),
    (
        "/mail/thread/recipients/get_suggested_recipients",
        {
            "thread_model": "crm.lead",
            "thread_id": "$own",
            "partner_ids": ["$res.partner"],
            "main_email": "$email",
        },
    ),
    (
        "/mail/data",
        {"fetch_params": [["avatar_card", {"id": "$res.partner", "model": "res.partner"}]]},
    ),
    ("/mail/data", {"fetch_params": [["discuss.channel", ["$discuss.channel"]]]}),
    (
        "/mail/action",
        {"fetch_params": [["/discuss/get_or_create_chat", {"partners_to": ["$res.partner"]}]]},
    ),
    ("/discuss/channel/messages", {"channel_id": "$discuss.channel"}),
    ("/discuss/channel/members", {"channel_id": "$discuss.channel", "known_member_ids": []}),
    ("/discuss/channel/pinned_messages", {"channel_id": "$discuss.channel"}),
    ("/discuss/channel/attachments", {"channel_id": "$discuss.channel"}),
    ("/discuss/channel/join", {"channel_id": "$discuss.channel"}),
    ("/discuss/channel/mark_as_read", {"channel_id": "$discuss.channel", "last_message_id": 1}),
    ("/discuss/channel/notify_typing", {"channel_id": "$discuss.channel", "is_typing": True}),
    ("/discuss/channel/sub_channel/create", {"parent_channel_id": "$discuss.channel"}),
    ("/discuss/channel/sub_channel/fetch", {"parent_channel_id": "$discuss.channel"}),
    ("/discuss/channel/update_avatar", {"channel_id": "$discuss.channel", "data": ""}),
    ("/discuss/settings/mute", {"minutes": 1, "channel_id": "$discuss.channel"}),
    ("/mail/rtc/channel/join_call", {"channel_id": "$discuss.channel"}),
    ("/discuss/search", {"term": "$word"}),
    ("GET", "/mail/message/$mail.message"),
    ("GET", "/mail/avatar/mail.message/$mail.message/author_avatar/50x50"),
    ("GET", "/mail/view?message_id=$mail.message"),
    ("GET", "/web/content/$ir.attachment"),
    ("GET", "/web/image/$ir.attachment"),
    ("GET", "/web/content/$ir.attachment?access_token=guess"),
    ("GET", "/web/content/$ir.attachment-guess/x.txt?download=1"),
    ("GET", "/mail/attachment/pdf_first_page/$ir.attachment"),
    ("GET", "/web_enterprise/partner/$res.partner/vcard"),
    ("GET", "/web/partner/vcard?partner_ids=$res.partner"),
    ("GET", "/discuss/channel/$discuss.channel"),
    ("GET", "/chat/$discuss.channel/guess"),
    ("GET", "/lead/case_mark_won?res_id=$crm.lead&token=guess"),
    ("GET", "/lead/case_mark_lost?res_id=$crm.lead&token=guess"),
    ("GET", "/lead/convert?res_id=$crm.lead&token=guess"),
    ("GET", "/calendar/meeting/join?token=guess$calendar.event"),
    ("GET", "/calendar/meeting/view?token=guess&id=$calendar.event"),
    ("GET", "/calendar/join_videocall/guess$calendar.event"),
    ("GET", '/json/1/crm.lead?domain=[["partner_id","=",$res.partner]]'),
    ("GET", '/json/1/res.partner?domain=[["child_ids","=",$res.partner]]'),
)


def probes():
    """(method, route, params, model) of all; the model is the one of $model or None."""
    for first, second in OF_DOCUMENTS:
        for model in THREADS:
            yield (*_request(first, second), model)
    for first, second in OF_ONE_MODEL:
        yield (*_request(first, second), None)


def _request(first, second):
    return ("GET", second, {}) if first == "GET" else ("POST", first, second)


def reveal(ask, probe, hidden, nowhere, secrets):
    """What a probe gives away, or None.

    :param ask: callable(method, route, params) → answer as text
    :param hidden, nowhere: what is put in: {'crm.lead': id, …, 'email': …, 'word': …, 'me': …, 'own': …}
    """
    method, route, params, model = probe
    answers = []
    for values in (hidden, nowhere):
        values = {**values, "model": model, "id": values.get(model)}
        filled = _fill(route, values), _fill(params, values)
        answer = ask(method, *filled)
        for name in ("email", "word"):
            answer = answer.replace(str(values[name]), "#")
        answers.append(answer)
    label = f"{method} {route} {model or ''} {params or ''}"
    for secret in secrets:
        if secret in answers[0]:
            return f"{label}: says {secret}: {_around(answers[0], secret)}"
    plain = [NOISE.sub("#", answer) for answer in answers]
    if plain[0] != plain[1]:
        at = next(
            (index for index, pair in enumerate(zip(*plain, strict=False)) if pair[0] != pair[1]),
            min(map(len, plain)),
        )
        return f"{label}: differs: {plain[0][max(at - 80, 0) : at + 220]} | {plain[1][max(at - 80, 0) : at + 220]}"
    return None


def _around(text, word):
    at = text.index(word)
    return text[max(at - 60, 0) : at + 60]


def _fill(template, values):
    """Put the values in; a text that is nothing but one of them becomes the value itself."""
    if isinstance(template, dict):
        return {key: _fill(value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [_fill(value, values) for value in template]
    if not isinstance(template, str) or "$" not in template:
        return template
    if template[1:] in values:
        return values[template[1:]]
    for name in sorted(values, key=len, reverse=True):
        template = template.replace(f"${name}", str(values[name]))
    return template
