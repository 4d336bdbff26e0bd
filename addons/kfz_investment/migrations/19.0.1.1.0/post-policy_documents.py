"""Tie the documents of policies to their policies.

A document that was uploaded before its policy was saved stayed with its uploader: colleagues did not see it, and it was
not published when somebody else published the policy. Versions and copies of a policy linked the same document, which went
when the policy that owned it was deleted; each gets its own.
"""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Give each loose document to the earliest policy that lists it, and others a copy; mark where publishing left one out."""
    cr.execute(
        """
        WITH tied AS (
            UPDATE ir_attachment document
               SET res_model = 'kfz.policy', res_id = link.policy_id
              FROM (SELECT attachment_id, min(policy_id) AS policy_id
                      FROM kfz_policy_attachment_rel
                     GROUP BY attachment_id) link
             WHERE document.id = link.attachment_id
               AND coalesce(document.res_id, 0) = 0
               AND document.res_field IS NULL
         RETURNING document.id, document.create_uid
        )
        UPDATE kfz_policy policy
           SET has_changes = TRUE
          FROM kfz_policy_attachment_rel link
          JOIN tied ON tied.id = link.attachment_id
         WHERE policy.id = link.policy_id
           AND policy.is_published
           AND policy.published_by_id != tied.create_uid
        """
    )
    env = api.Environment(cr, SUPERUSER_ID, {})
    for policy in env["kfz.policy"].search([("attachment_ids", "!=", False)]):
        shared = policy.attachment_ids.filtered(
            lambda a, own=policy: a.res_model == own._name and a.res_id != own.id
        )
        # a document of another zone's policy was not shown here before the update, and is not now
        owners = env["kfz.policy"].browse(shared.mapped("res_id")).exists()
        if shared and owners.company_id == policy.company_id:
            policy._kfz_copy_documents(shared)
