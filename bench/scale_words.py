"""The words of enterprises in a seed: names, codes, and what is searched, made by the product's own plain Python."""

import concurrent.futures
import importlib.util
import itertools
import pathlib
import sys

import harness
import scale_names
from psycopg2.extras import execute_values

#: enterprises whose words one process makes at a time
WORDS = 5000
WORKERS = 2
DOMAIN = harness.REPO / "addons" / "kfz_investment" / "domain"


def make(database, count):
    """The table `words.enterprise` of a seed: names, codes and what is searched, of at least as many enterprises."""
    connection = harness.connect(database)
    cursor = connection.cursor()
    cursor.execute(
        """CREATE SCHEMA IF NOT EXISTS words;
           CREATE TABLE IF NOT EXISTS words.enterprise (number int PRIMARY KEY, name text, code text, phone text, email text, project text,
                                    name_key text, search_text text, region_code text, region_name text)"""
    )
    cursor.execute("SELECT count(*) FROM words.enterprise")
    [there] = cursor.fetchone()
    with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
        for batch in pool.map(words_of, range(there, count, WORDS), itertools.repeat(count)):
            execute_values(cursor, "INSERT INTO words.enterprise VALUES %s", batch, page_size=1000)
    cursor.execute("ANALYZE words.enterprise")
    connection.close()


def words_of(start, count):
    """Some rows of `words.enterprise`."""
    search, names, uscc = (domain(name) for name in ("search", "names", "uscc"))
    return [
        word_of(number, search, names, uscc) for number in range(start, min(start + WORDS, count))
    ]


def word_of(number, search, names, uscc):
    """One row of `words.enterprise`."""
    name, code, phone = (
        of(number) for of in (scale_names.enterprise, scale_names.code, scale_names.phone)
    )
    email = f"office@e{number}.example.com"
    text = search.build(name, vat=code, phone=phone, others=(name, email))
    region = uscc.address_code(code)
    return (
        *(number, name, code, phone, email, scale_names.project(number), names.match_key(name)),
        *(text, region, uscc.region_name(region)),
    )


def domain(name):
    """A module of the product's plain Python, without Odoo."""
    package = "kfz_bench_domain"
    if package not in sys.modules:
        load(package, DOMAIN / "__init__.py", [str(DOMAIN)])
    return sys.modules.get(f"{package}.{name}") or load(f"{package}.{name}", DOMAIN / f"{name}.py")


def load(name, path, folders=None):
    """Import a file under a name."""
    spec = importlib.util.spec_from_file_location(
        name, pathlib.Path(path), submodule_search_locations=folders
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
