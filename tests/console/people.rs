//! People of establishments at work: what they see, what they may, what stops them, and that nobody sees a word of another
//! establishment.

use std::fmt::Write;
use std::fs;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::support::house::{House, PASSWORD, sign_in, told};
use crate::support::people::{first_sign_in, mailed};
use crate::support::pty::{Key, Terminal};

const LIMIT: Duration = Duration::from_mins(1);

/// Two establishments, each with a department and somebody whose names stand nowhere else.
fn house() -> House {
    let house = House::new();
    for (name, number, code, login) in
        [("Lycée Zéphyrin", "1", "RT", "dupont"), ("Collège Yggdrasil", "2", "GEII", "quillian")]
    {
        house.add(name, "");
        house.ok(&[
            "department",
            "add",
            "--establishment",
            number,
            "--code",
            code,
            "--name",
            &format!("Département {name}"),
        ]);
        add(&house, number, (login, code));
        house.ok(&["user", "grant", login, "--role", &format!("Admin_{code}"), "--establishment", number]);
    }
    house
}

fn add(house: &House, number: &str, (login, home): (&str, &str)) {
    let email = format!("{login}@ecole.invalid");
    let names = ["--login", login, "--last-name", login, "--email", &email, "--home", home];
    house.ok(&[&["user", "add", "--establishment", number][..], &names].concat());
}

/// The people's console, in which somebody has signed in for the first time and chosen a password.
fn enter(house: &House, number: &str, login: &str) -> Terminal {
    enter_by(house, (number, login), &format!("{login}@ecole.invalid"))
}

fn enter_by(house: &House, (number, login): (&str, &str), address: &str) -> Terminal {
    let password = mailed(house, address);
    let mut console = Terminal::spawn(house.console("fr").args(["--people", "--establishment", number]));
    console.set_deadline(LIMIT);
    first_sign_in(&mut console, login, &password);
    console
}

/// Filters the list that is open.
fn look(console: &mut Terminal, filter: &str) {
    console.send("/");
    console.key(Key::Ctrl('u'));
    console.send(filter);
    console.key(Key::Enter);
}

/// Opens a list from the home.
fn open(console: &mut Terminal, list: &str) {
    // Behind each stands its key.
    let is_at = |line: &str, word: &str| line.trim().split("  ").next() == Some(word);
    let at = |console: &Terminal, word: &str| (0..24).find(|row| is_at(&console.row(*row), word));
    let (first, wanted) = (at(console, "Départements").unwrap(), at(console, list).unwrap());
    console.key(Key::Home);
    for _ in first..wanted {
        console.key(Key::Down);
    }
    console.key(Key::Enter);
    console.wait_text(&format!("Intendant · {list}"));
}

/// Opens the list of accounts from the home, and looks for one.
fn find(console: &mut Terminal, login: &str) {
    look(console, login);
    console.wait_text("1 sur 1");
    console.wait_text(&format!("▸[ ] {login}"));
}

/// The seed's Dupont administers RT alone, though a teacher of GEII too: who is refused reads why, and what would change that.
#[test]
fn dupont_manages_the_people_of_rt_only() {
    let house = house();
    house.ok(&["department", "add", "--establishment", "1", "--code", "GEII", "--name", "Génie électrique"]);
    house.ok(&["user", "grant", "dupont", "--role", "Ens_GEII", "--establishment", "1"]);
    add(&house, "1", ("martin", "RT"));
    add(&house, "1", ("durand", "GEII"));
    let mut console = enter(&house, "1", "dupont");
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("1 sur 4");
    find(&mut console, "martin");
    console.send("b");
    console.wait_text("o oui · Échap non");
    console.send("o");
    console.wait_text("Compte martin désactivé.");
    find(&mut console, "durand");
    console.send("b");
    // In the place of the question.
    console.wait_text("dupont – désactiver un compte (user.deactivate) – durand");
    console.wait_text("donner à durand le département d'attache RT");
    let active = |login: &str| house.records(&["user", "show", login, "--establishment", "1"])[0]["status"].clone();
    assert_eq!((active("martin"), active("durand")), ("deactivated".into(), "activated".into()));
}

/// S32, as far as there are grades: a block, a deactivation and a lost role stop whoever is connected at the next act, with the
/// reason.
#[test]
fn s32_whoever_is_connected_is_stopped_at_the_next_act_with_the_reason() {
    let house = house();
    for (what, told) in [
        (&["establishment", "block", "1", "--reason", "Impayé"][..], "Impayé"),
        (&["user", "deactivate", "dupont", "--disconnect", "--establishment", "1", "--yes"], "désactivé"),
    ] {
        let mut console = if what[0] == "user" {
            house.ok(&["establishment", "unblock", "1"]);
            let mut console = Terminal::spawn(house.console("fr").args(["--people", "--establishment", "1"]));
            console.set_deadline(LIMIT);
            sign_in(&mut console, "dupont", PASSWORD);
            console.wait_text("Accueil");
            console
        } else {
            enter(&house, "1", "dupont")
        };
        console.keys(&[Key::Down, Key::Enter]);
        console.wait_text("1 sur 2");
        house.ok(what);
        console.key(Key::Ctrl('r'));
        console.wait_text(told);
    }
}

/// Two people of two establishments at once: no byte that either terminal is sent has a word of the other's.
#[test]
fn two_people_of_two_establishments_see_no_word_of_each_other() {
    let house = house();
    let (mut one, mut other) = (enter(&house, "1", "dupont"), enter(&house, "2", "quillian"));
    for console in [&mut one, &mut other] {
        console.keys(&[Key::Enter]);
        console.wait_text("1 département");
        console.key(Key::Esc);
        console.wait_gone("1 département");
        console.keys(&[Key::Down, Key::Enter]);
        console.wait_text("1 sur 2");
        console.send("?");
        console.wait_text("Aide");
        console.key(Key::Esc);
        // What is looked for elsewhere is not there.
        console.send("/");
        console.key(Key::Ctrl('u'));
        console.send("a");
        console.key(Key::Enter);
        console.drain_until_quiet(Duration::from_millis(300));
    }
    let seen = |console: &Terminal| String::from_utf8_lossy(console.raw_output()).into_owned();
    let (one, other) = (seen(&one), seen(&other));
    for word in ["Zéphyrin", "dupont"] {
        assert!(one.contains(word) && !other.contains(word), "{word}");
    }
    for word in ["Yggdrasil", "quillian"] {
        assert!(other.contains(word) && !one.contains(word), "{word}");
    }
}

/// A file of accounts of a department: those who work, those who are deactivated, those who have expired.
fn leavers(house: &House) -> String {
    let mut text = String::from("username,last_name,first_name,email,active,expires_on,dept\n");
    for number in 1..=300 {
        let active = if (251..=280).contains(&number) { "no" } else { "yes" };
        let expires_on = if (281..=292).contains(&number) { "2026-01-10" } else { "" };
        let _infallible = writeln!(text, "p{number:03},Nom,Prénom,p{number:03}@ecole.invalid,{active},{expires_on},RT");
    }
    let file = house.folder().join("accounts.csv");
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

/// Eight of them, connected.
fn at_work(house: &House) -> Vec<Terminal> {
    let own = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    // Eight of them choose the administrator's own password, and work.
    let sql = "update account set must_change = 0, password_until = null,
        password = (select password from account where login = 'admin') where login >= 'p293'";
    assert_eq!(own.execute(sql, []).unwrap(), 8);
    (293..=300)
        .map(|number| {
            let mut console = Terminal::spawn(house.console("fr").args(["--people", "--establishment", "1"]));
            console.set_deadline(LIMIT);
            sign_in(&mut console, &format!("p{number}"), PASSWORD);
            console.wait_text("Accueil");
            console
        })
        .collect()
}

#[test]
fn s22_three_hundred_accounts_are_deactivated_each_as_it_stands() {
    let house = House::new();
    house.add("Lycée Zéphyrin", "");
    house.ok(&["department", "add", "--establishment", "1", "--code", "RT", "--name", "Réseaux"]);
    house.ok(&["user", "import", &leavers(&house), "--establishment", "1", "--yes"]);
    let mut console = enter_by(&house, ("1", "admin"), "anne@ecole.invalid");
    let connected = at_work(&house);
    console.keys(&[Key::Down, Key::Enter]);
    console.wait_text("1 sur 301");
    console.send("/dep:rt");
    console.key(Key::Enter);
    console.wait_text("1 sur 300");
    console.send("a");
    console.wait_text("300 cochés");
    console.send("b");
    console.wait_text("Fermer d'abord les sessions ouvertes");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("250 à faire · 30 sans objet · 20 refus");
    console.wait_text("Le compte est expiré");
    console.wait_text("La personne est connectée");
    console.key(Key::Enter);
    console.wait_text("Désactiver 250 comptes");
    console.send("o");
    console.wait_text("300 sur 300");
    console.wait_text("250 faits · 30 sans objet · 20 échecs");
    console.key(Key::Esc);
    console.wait_text("300 cochés");
    let count = |console: &mut Terminal, filter: &str, count: &str| {
        look(console, filter);
        console.wait_text(count);
    };
    count(&mut console, "statut:désactivé", " sur 280 · 301 en tout");
    console.send("u");
    console.wait_text("250 à faire · 0 sans objet · 0 refus");
    console.key(Key::Enter);
    console.wait_text("o oui");
    console.send("o");
    console.wait_text("250 sur 250");
    console.key(Key::Esc);
    console.wait_text("Échap Retour");
    count(&mut console, "statut:désactivé", " sur 30 · 301 en tout");
    // The file says the same of the same accounts.
    let file = house.folder().join("active.csv");
    let lines = (1..=300).map(|number| format!("p{number:03},no\n")).collect::<Vec<_>>().concat();
    fs::write(&file, format!("username,active\n{lines}")).unwrap();
    let import = ["user", "import", file.to_str().unwrap(), "--establishment", "1", "--yes"];
    let output = house.run(&import);
    assert_eq!(output.status.code(), Some(3), "some lines were refused");
    let words = told(&output);
    assert!(words.contains("250 done, 30 unchanged, 20 failed"), "{}", words.lines().last().unwrap());
    count(&mut console, "statut:désactivé", " sur 280 · 301 en tout");
    // Another day gives back what they were, and nothing else; one of them was deactivated meanwhile.
    count(&mut console, "statut:expiré", " sur 12 · 301 en tout");
    let shown = || house.records(&["user", "show", "p281", "--establishment", "1"])[0].clone();
    let before = shown();
    house.ok(&["user", "set-expiry", "p281", "--expires-on", "2099-01-01", "--establishment", "1"]);
    let after = shown();
    let changed = before.as_object().unwrap().keys().filter(|key| after[key.as_str()] != before[key.as_str()]);
    assert_eq!(changed.collect::<Vec<_>>(), ["expires_on", "rev", "status"]);
    assert_eq!([&before["status"], &after["status"]], ["expired", "activated"]);
    drop(connected);
}

#[test]
fn s31_a_base_is_put_back_by_its_administrator_and_nothing_else_changes() {
    let house = House::new();
    house.add("Lycée Zéphyrin", "");
    house.ok(&["department", "add", "--establishment", "1", "--code", "RT", "--name", "Réseaux"]);
    house.ok(&["user", "import", &leavers(&house), "--establishment", "1", "--yes"]);
    let mut console = enter_by(&house, ("1", "admin"), "anne@ecole.invalid");
    house.add("Collège Yggdrasil", "");
    open(&mut console, "Sauvegardes");
    console.send("n");
    console.wait_text("Sauvegarde faite et relue");
    // Forty accounts go by mistake, and what is another's stays as it is.
    let other = || fs::read(house.data().join("establishments/000/2.sqlite")).unwrap();
    let (others, tables) = (other(), registry(&house));
    console.key(Key::Esc);
    console.wait_text("Intendant · Accueil");
    open(&mut console, "Comptes");
    look(&mut console, "attache:rt -p1 -p2 -p3 -p04 -p05 -p06 -p07 -p08 -p09");
    console.wait_text("1 sur 39 · 301 en tout");
    console.send("a");
    console.wait_text("39 cochés");
    console.send("d");
    console.wait_text("39 à faire · 0 sans objet · 0 refus");
    console.key(Key::Enter);
    console.wait_text("Saisissez le nombre de comptes (39).");
    console.send("39");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("39 sur 39");
    for told in ["Échap Retour", "1 sur 262", "Intendant · Accueil"] {
        console.key(Key::Esc);
        console.wait_text(told);
    }
    open(&mut console, "Sauvegardes");
    console.wait_text("1 sauvegarde");
    console.send("r");
    console.wait_text("262 maintenant, 301 après.");
    console.send("Lycée Zéphyrin");
    console.keys(&[Key::Tab, Key::Enter]);
    // They come in again with the password of then.
    console.wait_text("Connexion");
    console.wait_text("L'état précédent est gardé");
    sign_in(&mut console, "admin", PASSWORD);
    console.wait_text("2 sauvegardes");
    console.key(Key::Esc);
    console.wait_text("Intendant · Accueil");
    open(&mut console, "Comptes");
    console.wait_text("sur 301");
    assert_eq!(other(), others, "the other establishment's database");
    assert_eq!(registry(&house), tables);
    house.ok(&["audit", "verify"]);
    house.ok(&["audit", "verify", "--establishment", "1"]);
}

/// What the registry holds, but for its audit, and where it keeps account of jobs, of the files of exports, and of how far
/// an establishment has come and what was placed there.
fn registry(house: &House) -> Vec<String> {
    let registry = house.registry();
    let sql = "select name from sqlite_master where type = 'table' and name not like 'audit%'
        and name not in ('counter', 'export', 'job', 'job_target', 'inside_counter', 'inside_reached', 'placed', 'content_origin')
        order by name";
    let names: Vec<String> =
        registry.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let dump = |name: &String| {
        let mut rows = registry.prepare(&format!("select * from \"{name}\"")).unwrap();
        let columns = rows.column_count();
        let rows =
            rows.query_map([], |row| (0..columns).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>());
        // What it knows of the clock goes on by itself.
        let is_clock = |row: &Vec<Value>| matches!(&row[0], Value::Text(key) if key.starts_with("clock:"));
        let kept: Vec<_> = rows.unwrap().map(Result::unwrap).filter(|row| !is_clock(row)).collect();
        format!("{name}: {kept:?}")
    };
    names.iter().map(dump).collect()
}

/// The last who administers does not take that from themselves, by any key.
fn stays(console: &mut Terminal) {
    for key in ["l", "b"] {
        find(console, "admin");
        console.send(key);
        // In the place of the form.
        console.wait_text("Règle A2");
        console.key(Key::Esc);
        console.wait_text("Échap Retour");
    }
    find(console, "admin");
    console.send("d");
    console.wait_text("(règle A2)");
}

#[test]
fn s27_the_first_day_of_an_administrator() {
    let house = House::new();
    house.add("Lycée Zéphyrin", "");
    let mut console = enter_by(&house, ("1", "admin"), "anne@ecole.invalid");
    console.key(Key::Enter);
    for (code, name) in [("RT", "Réseaux"), ("GEII", "Génie électrique")] {
        console.send("n");
        console.wait_text("Nouveau département");
        console.send(code);
        console.key(Key::Tab);
        console.send(name);
        console.keys(&[Key::Tab, Key::Enter]);
        console.wait_text(&format!("Département {code} ajouté"));
    }
    console.key(Key::Esc);
    console.wait_text("Intendant · Accueil");
    open(&mut console, "Comptes");
    console.wait_text("1 sur 1");
    console.send("I");
    console.wait_text("Collez l'en-tête");
    let mut text = String::from("user_name;nom;prenom;email;roles;dept\n");
    for number in 1..=200 {
        let code = if number <= 120 { "RT" } else { "GEII" };
        let _infallible =
            writeln!(text, "e{number:03};Nom{number};Prénom;e{number:03}@ecole.invalid;Ens_{code};{code}");
    }
    console.paste(&text);
    console.wait_text("202");
    console.keys(&[Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("200 à faire · 0 sans objet · 0 refus");
    console.key(Key::Enter);
    console.wait_text("o oui");
    console.send("o");
    console.wait_text("200 sur 200");
    console.key(Key::Esc);
    console.wait_text("Échap Retour");
    look(&mut console, "attache:rt");
    console.wait_text("1 sur 120 · 201 en tout");
    console.send("a");
    console.wait_text("120 cochés");
    console.send("+");
    console.wait_text("le rôle Ens dans le département RT");
    console.send("Secr_RT");
    console.keys(&[Key::Tab, Key::Tab, Key::Enter]);
    console.wait_text("120 à faire · 0 sans objet · 0 refus");
    console.wait_text("120 personnes gagnent des droits");
    console.key(Key::Enter);
    console.wait_text("o oui");
    console.send("o");
    console.wait_text("120 sur 120");
    console.key(Key::Esc);
    console.wait_text("120 cochés");
    console.send("A");
    console.wait_text("1 sur 120 · 201 en tout");
    stays(&mut console);
    let shown = house.records(&["user", "show", "admin", "--establishment", "1"])[0].clone();
    assert_eq!((&shown["level"], &shown["active"]), (&"superadmin".into(), &true.into()));
    let roles = "select count(*) from account_role";
    let own = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    // One each, another for those of RT, and the first administrator's own.
    assert_eq!(own.query_row(roles, [], |row| row.get::<_, i64>(0)).unwrap(), 321);
}

#[test]
fn s35_whoever_has_not_come_for_a_year_is_deactivated_and_brought_back() {
    let house = House::new();
    house.add("Lycée Zéphyrin", "");
    house.ok(&["department", "add", "--establishment", "1", "--code", "RT", "--name", "Réseaux"]);
    let mut console = enter_by(&house, ("1", "admin"), "anne@ecole.invalid");
    let mut text = String::from("username,last_name,first_name,email,dept,level,roles\n");
    for number in 1..=300 {
        let level = if number <= 3 { "power user" } else { "user" };
        let role = if number == 4 { "Admin_RT" } else { "Ens_RT" };
        let _infallible = writeln!(text, "p{number:03},Nom,Prénom,p{number:03}@ecole.invalid,RT,{level},{role}");
    }
    let file = house.folder().join("accounts.csv");
    fs::write(&file, text).unwrap();
    house.ok(&["user", "import", file.to_str().unwrap(), "--establishment", "1", "--yes"]);
    let own = Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    let sql = "update account set last_sign_in_at = created_at - 400 * 86400,
        first_activity_at = created_at - 400 * 86400, created_at = created_at - 500 * 86400 where login like 'p%'";
    assert_eq!(own.execute(sql, []).unwrap(), 300);
    open(&mut console, "Comptes");
    look(&mut console, "vu:>12m");
    console.wait_text("1 sur 300 · 301 en tout");
    console.send("a");
    console.wait_text("300 cochés");
    console.send("b");
    console.wait_text("Fermer d'abord");
    console.keys(&[Key::Tab, Key::Enter]);
    console.wait_text("300 à faire · 0 sans objet · 0 refus");
    console.wait_text("plus personne n'administre les comptes de RT");
    console.wait_text("3 gestionnaires (Power Users) en perdent");
    console.wait_text("p001, p002, p003.");
    console.key(Key::Enter);
    console.wait_text("o oui");
    console.send("o");
    console.wait_text("300 sur 300");
    console.key(Key::Esc);
    console.wait_text("Échap Retour");
    let active =
        || own.query_row("select count(*) from account where active = 1", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(active(), 1);
    console.send("u");
    console.wait_text("300 à faire · 0 sans objet · 0 refus");
    console.key(Key::Enter);
    console.wait_text("o oui");
    console.send("o");
    console.wait_text("300 sur 300");
    assert_eq!(active(), 301);
}
