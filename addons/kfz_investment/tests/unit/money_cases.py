"""Amounts in yuan and how they read; also checked in the browser's own code (test_amount_field.py)."""

CASES = [
    (0, '0元', 'CNY 0'),
    (1, '1元', 'CNY 1'),
    (9999.5, '9,999.5元', 'CNY 9,999.5'),
    (10000, '1万元', 'CNY 10,000'),
    (12345678, '1,234.57万元', 'CNY 12.35 million'),
    (12345600, '1,234.56万元', 'CNY 12.35 million'),
    (30000000, '3,000万元', 'CNY 30 million'),
    (99999999, '1亿元', 'CNY 100 million'),
    (99999949, '9,999.99万元', 'CNY 100 million'),
    (1230000000, '12.3亿元', 'CNY 1.23 billion'),
    (3980000000, '39.8亿元', 'CNY 3.98 billion'),
    (39755000000, '397.55亿元', 'CNY 39.755 billion'),
    (1234560000, '12.3456亿元', 'CNY 1.23456 billion'),
    (-500000000, '-5亿元', 'CNY -500 million'),
    (1.005, '1.01元', 'CNY 1.01'),
    (None, '0元', 'CNY 0'),
]
