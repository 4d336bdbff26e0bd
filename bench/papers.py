"""Files, followers and messages of projects, by SQL: one by one, the chatter would take most of the time of a preparation."""

import base64
import hashlib

from psycopg2.extras import execute_values

CONTENT = b"evidence"
#: models whose records own the files; on stock Odoo the opportunities themselves do
OWNERS = ("crm.lead", "kfz.agreement", "kfz.milestone", "kfz.interaction")


def upload(cr, zone, count):
    """The ids of new files that belong to no record yet. They are the manager's, so that evidence created by the superuser
    does not claim them one by one."""
    if not count:
        return []
    cr.execute(
        """INSERT INTO ir_attachment (name, type, db_datas, file_size, checksum, mimetype, company_id, public,
                                      create_uid, create_date, write_uid, write_date)
           SELECT '示例文件' || number || '.txt', 'binary', decode(%s, 'base64'), %s, %s, 'text/plain', %s, FALSE, %s, now(), %s, now()
             FROM generate_series(1, %s) number RETURNING id""",
        (
            base64.b64encode(CONTENT).decode(),
            len(CONTENT),
            hashlib.sha1(CONTENT).hexdigest(),
            zone.company.id,
            zone.manager.id,
            zone.manager.id,
            count,
        ),
    )
    return [row[0] for row in cr.fetchall()]


def file_with_evidence(cr):
    """Each file belongs to the agreement, milestone or visit that refers to it, as after an upload."""
    for model in OWNERS[1:]:
        word = model.removeprefix("kfz.")
        cr.execute(
            f"""UPDATE ir_attachment file SET res_model = '{model}', res_id = link.{word}_id
                  FROM kfz_{word}_attachment_rel link
                 WHERE link.attachment_id = file.id AND file.res_model IS NULL"""
        )


def file_with_leads(cr, counts, files):
    """So many files belong to each opportunity, as those added to its chatter do."""
    pairs = [(next(files), lead) for lead, count in counts.items() for _file in range(count)]
    execute_values(
        cr._obj,
        "UPDATE ir_attachment SET res_model = 'crm.lead', res_id = data.lead FROM (VALUES %s) data (file, lead) WHERE id = data.file",
        pairs,
        page_size=1000,
    )


def follow(env, zone, leads):
    """The manager follows each project, and a colleague every second one, both with the default subtypes."""
    env.cr.execute(
        """WITH lead AS (SELECT unnest(%(leads)s) id),
           follower AS (INSERT INTO mail_followers (res_model, res_id, partner_id)
                        SELECT 'crm.lead', id, %(manager)s FROM lead UNION ALL
                        SELECT 'crm.lead', id, (%(colleagues)s)[1 + mod(id / 2, %(count)s)] FROM lead WHERE mod(id, 2) = 0
                        RETURNING id)
           INSERT INTO mail_followers_mail_message_subtype_rel (mail_followers_id, mail_message_subtype_id)
           SELECT follower.id, subtype FROM follower, unnest(%(subtypes)s) subtype""",
        {
            "leads": leads.ids,
            "manager": zone.manager.partner_id.id,
            "colleagues": [user.partner_id.id for user in zone.colleagues],
            "count": len(zone.colleagues),
            "subtypes": env["mail.message.subtype"].default_subtypes("crm.lead")[0].ids,
        },
    )


def post(env, zone, leads):
    """A colleague wrote a message about each project, and the manager a note."""
    writers = (
        (zone.colleagues[0], env.ref("mail.mt_comment"), False),
        (zone.manager, env.ref("mail.mt_note"), True),
    )
    for writer, subtype, internal in writers:
        env.cr.execute(
            """INSERT INTO mail_message (model, res_id, message_type, subtype_id, is_internal, author_id, email_from, body, date,
                                         message_id, create_uid, create_date, write_uid, write_date)
               SELECT 'crm.lead', id, 'comment', %(subtype)s, %(internal)s, %(author)s, %(email)s, '<p>示例消息</p>', now(),
                      '<' || id || '-' || %(subtype)s || '@example.com>', %(user)s, now(), %(user)s, now()
                 FROM unnest(%(leads)s) id""",
            {
                "subtype": subtype.id,
                "internal": internal,
                "author": writer.partner_id.id,
                "email": writer.email,
                "user": writer.id,
                "leads": leads.ids,
            },
        )
