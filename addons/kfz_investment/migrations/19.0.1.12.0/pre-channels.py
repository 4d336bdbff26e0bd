"""Before the index that keeps one test on its way for each channel: of several, the latest stays."""


def migrate(cr, version):
    cr.execute("SELECT to_regclass('kfz_outbox')")
    if not cr.fetchone()[0]:
        return
    cr.execute(
        """
        UPDATE kfz_outbox AS former
           SET state = 'given_up', result = 'off'
         WHERE former.kind = 'test' AND former.state IN ('waiting', 'sending')
           AND EXISTS (SELECT FROM kfz_outbox AS later
                        WHERE later.robot_id = former.robot_id AND later.kind = 'test'
                          AND later.state IN ('waiting', 'sending') AND later.id > former.id)
        """
    )
