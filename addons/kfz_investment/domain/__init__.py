"""Plain Python: rules, money, dates, names, workbooks. Nothing in here imports odoo."""
