"""Backup and restore of a database with its files: standard library and PostgreSQL's own programs only.

The launcher imports it (``./kfz backup``); in a container ``deploy/backup.py`` is its command line. ``archive`` is the file's form,
``postgres`` talks to the server, ``take`` writes a backup, ``restore`` brings one back, ``swap`` puts a database in another's place,
``keep`` names and removes old ones.
"""
