"""The page robot: it opens each page that a role is offered, as a person does, and reads what is on it.

======================  ====================================================================================================
``chromium``            a browser, driven over its DevTools protocol; what it writes to the console, what it fails to load
``steer.js``            in the page: which pages there are, opening one, its first record, each tab, the form of a new record
``words.js``            in the page: everything that a reader sees, and what must not stand there
``layout.js``           in the page: what is cut, what is off the screen, columns of amounts
``words.json``          lists of words, each group with the reason why it is there
``faults.html``         a page with every fault once; the robot reads it first and must find each
``walk``                from page to page, for one role, language and width
``__main__``            the walks of a job; a line of JSON for each page and each finding
======================  ====================================================================================================

It runs in the Python of ``requirements/test.txt``; ``testing/pages.py`` gives it a server with the demonstration data.
"""
