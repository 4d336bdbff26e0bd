"""The first message of a project says that it was created: its kind had no words, and the chatter shows those alone."""


def migrate(cr, version):
    cr.execute(
        """UPDATE mail_message_subtype SET description = name
            WHERE description IS NULL AND id = (SELECT res_id FROM ir_model_data
                                                 WHERE module = 'kfz_investment' AND name = 'mt_project_create')"""
    )
