"""The checks of an import of accounts in plain Python, on a copy of the database: accounts.py DATABASE FILE dry|real

Reads a CSV file, finds each account by its folded login, checks its cells, its department and its roles, compares value by
value, and, where it is real, writes the row, its roles and one line of a log in transactions of 200. It knows nothing of who
may do what, hashes no log, and nothing can be undone.
"""
import csv
import datetime
import re
import sqlite3
import sys
import time
import unicodedata

path, file, how = sys.argv[1:]
database = sqlite3.connect(path, isolation_level=None)
database.execute("pragma synchronous = full")
database.execute("create table if not exists python_log (id integer primary key, what text)")


def fold(text):
    return "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))


departments = {fold(code): code for (code,) in database.execute("select code from department")}
roles = {fold(name): name for (name,) in database.execute("select name from role")}
LOGIN = re.compile(r"[a-z0-9._-]+$")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")
counts = {"done": 0, "unchanged": 0, "refused": 0}
(last,) = database.execute("select max(id) from account").fetchone()
real = how == "real"
for place, row in enumerate(csv.DictReader(open(file, encoding="utf-8", newline=""), delimiter=";")):
    if real and place % 200 == 0:
        if place:
            database.execute("commit")
        database.execute("begin immediate")
    login, last_name, first_name, email = (row[name].strip() for name in ("username", "last_name", "first_name", "email"))
    home, held, day = row["department"].strip(), row["roles"].split(","), row["expiration_date"].strip()
    wrong = not LOGIN.match(login) or not last_name or (email and not EMAIL.match(email))
    wrong = wrong or (home and fold(home) not in departments)
    grants = []
    for role in filter(None, map(str.strip, held)):
        name, _, code = role.partition("_")
        wrong = wrong or fold(name) not in roles or (code and fold(code) not in departments)
        grants.append((name, code))
    if day:
        try:
            datetime.date.fromisoformat(day)
        except ValueError:
            wrong = True
    if wrong:
        counts["refused"] += 1
        continue
    found = database.execute(
        "select id, last_name, first_name, email, home_department, expires_on from account where login_key = ?", [fold(login)]
    ).fetchone()
    values = (last_name, first_name, email, home, day)
    if found:
        has = database.execute("select role, department from account_role where account_id = ?", [found[0]]).fetchall()
        if found[1:] == values and sorted(has) == sorted(grants):
            counts["unchanged"] += 1
            continue
    counts["done"] += 1
    if not real:
        continue
    if found:
        database.execute(
            "update account set last_name = ?, first_name = ?, email = ?, home_department = ?, expires_on = ?, rev = rev + 1"
            " where id = ?",
            [*values, found[0]],
        )
        account = found[0]
    else:
        last += 1
        account = last
        key = "  ".join(map(fold, (last_name, first_name, login)))
        words = "".join(f" {word}" for word in sorted({fold(part) for part in (login, last_name, first_name, email)}))
        database.execute(
            "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password, must_change,"
            " created_at, rev, category, home_department, login_key, name_key, words)"
            " values (?, ?, ?, ?, ?, 'user', 1, ?, '', 0, ?, 1, 'staff', ?, ?, ?, ?)",
            [account, login, last_name, first_name, email, day, int(time.time()), home, fold(login), key, words],
        )
    database.executemany("insert or ignore into account_role (account_id, role, department) values (?, ?, ?)",
                         [(account, name, code) for name, code in grants])
    database.execute("insert into python_log (what) values (?)", [f"import {login}"])
if real and database.in_transaction:
    database.execute("commit")
print(counts)
