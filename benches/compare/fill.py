"""Fills every establishment's database with users, grades and enrolments: fill.py DATA_DIRECTORY USERS"""
import glob
import os
import random
import shutil
import sqlite3
import sys
import time

folder, users = sys.argv[1], int(sys.argv[2])
now = int(time.time())
day = 86400
random.seed(1)


def ago(days):
    return now - day * random.randrange(days)


people = range(2, users + 2)
STATUSES = ["enrolled", "in-progress", "completed", "waiting", "to-confirm", "suspended", "overbooked"]
accounts = [
    (n, f"u{n}", f"NOM{n}", f"Prénom{n}", f"u{n}@ecole.invalid", now - 700 * day, ago(400), "learner" if n > 20 else "staff")
    for n in people
]
grades = [(e, n, ago(400)) for e in range(1, 6) for n in people]
enrolments = [(c, n, random.choice(STATUSES), ago(400)) for c in range(1, 31) for n in people]
# The rows are made once; every database copies them.
paths = sorted(glob.glob(folder + "/establishments/*/*.sqlite"))
template = folder + "/template.sqlite"
shutil.copy(paths[0], template)
with sqlite3.connect(template) as database:
    database.executemany(
        """insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
        password_until, must_change, created_at, last_sign_in_at, rev, category)
        values (?, ?, ?, ?, ?, 'user', 1, '', 'x', null, 0, ?, ?, 1, ?)""",
        accounts,
    )
    database.execute("insert into department (id, code, code_key, name, name_key, rev) values (1, 'G', 'g', 'G', 'g', 1)")
    database.execute("insert into semester values (1, 'G', 'S', '2026-09-01', '2027-06-01', 0, 1)")
    database.execute("insert into teaching_module values (1, 1, 'M', 'M', 2, 1)")
    database.executemany(
        "insert into evaluation values (?, 1, 'E', '', 2, ?, 1)", [(e, now - e * 30 * day) for e in range(1, 6)]
    )
    database.executemany("insert into grade values (?, ?, 'value', 1000, 2, ?, 1)", grades)
    database.executemany("insert into course values (?, ?, 'C', 'e-learning', 0, 1)", [(c, f"C{c}") for c in range(1, 31)])
    database.executemany("insert into enrolment values (?, ?, 'learner', ?, '', ?, null, 1)", enrolments)
database.close()
TABLES = ["department", "semester", "teaching_module", "evaluation", "grade", "course", "enrolment"]
for path in paths:
    database = sqlite3.connect(path)
    database.execute("pragma synchronous = off")
    database.execute("attach ? as template", [template])
    with database:
        database.execute("insert into account select * from template.account where id > 1")
        for table in TABLES:
            database.execute(f"insert into {table} select * from template.{table}")
    database.close()
os.unlink(template)
