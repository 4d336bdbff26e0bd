{
    'name': "Investment Promotion",
    'summary': "Enterprise directory, gated project pipeline and signed-versus-landed reports "
               "for zones that promote investment together",
    'version': '19.0.1.0.0',
    'category': 'Sales/CRM',
    'author': "kfz_investment team",
    'license': 'LGPL-3',
    'application': True,
    'depends': ['crm', 'spreadsheet_dashboard', 'base_import', 'portal', 'auth_totp', 'rpc'],
    'external_dependencies': {'python': ['xlsxwriter', 'requests', 'pypinyin', 'openpyxl']},
    'data': [
        # security
        'security/kfz_groups.xml',
        'security/ir.model.access.csv',
        'security/kfz_rules.xml',
        'security/kfz_directory_rules.xml',
        'security/kfz_import_rules.xml',
        'security/kfz_report_rules.xml',
        # data
        'data/res_company_data.xml',
        'data/kfz_area_data.xml',
        'data/crm_stage_data.xml',
        'data/mail_message_subtype_data.xml',
        'data/kfz_gate_rule_data.xml',
        'data/crm_lost_reason_data.xml',
        'data/kfz_entry_type_data.xml',
        'data/res_country_data.xml',
        'data/res.partner.industry.csv',
        'data/kfz_recognition_data.xml',
        'data/kfz.import.alias.csv',
        # wizard
        'wizard/kfz_import_views.xml',
        'wizard/kfz_lead_wizard_views.xml',
        # views
        'views/crm_lead_form_views.xml',
        'views/crm_lead_board_views.xml',
        'views/kfz_evidence_views.xml',
        'views/kfz_configuration_views.xml',
        'views/kfz_import_alias_views.xml',
        'views/res_partner_form_views.xml',
        'views/res_partner_views.xml',
        'views/res_partner_project_views.xml',
        'views/kfz_recognition_views.xml',
        # report
        'report/kfz_report_wizard_views.xml',
        'report/kfz_signed_landed_report_views.xml',
        # menus last
        'views/kfz_menus.xml',
        'views/kfz_import_menus.xml',
        'views/kfz_directory_menus.xml',
        'report/kfz_report_menus.xml',
        'report/kfz_report_dashboard.xml',
    ],
    'demo': ['demo/kfz_demo.xml'],
    'assets': {
        'web.assets_backend': [
            'kfz_investment/static/src/**/*',
        ],
        'web.assets_tests': ['kfz_investment/static/tests/tours/**/*'],
    },
}
