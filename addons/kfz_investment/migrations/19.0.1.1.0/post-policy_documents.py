"""Tie the documents of policies to their policies.

A document that was uploaded before its policy was saved stayed with its uploader: colleagues did not see it, and it was
not published when somebody else published the policy.
"""


def migrate(cr, version):
    """Give each loose document to the earliest policy that lists it; say where publishing may have left one out."""
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
