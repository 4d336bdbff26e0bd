"""Projects that go on get their first lights in the first night, by rules that are enforced from today on."""


def migrate(cr, version):
    cr.execute(
        """
        UPDATE crm_lead
           SET light_next = (now() AT TIME ZONE 'Asia/Shanghai')::date,
               light_edit_on = (write_date AT TIME ZONE 'UTC' AT TIME ZONE 'Asia/Shanghai')::date
         WHERE is_promotion AND condition NOT IN ('lost', 'terminated', 'transferred') AND light_next IS NULL
        """
    )
