//! An establishment's own rows and jobs, in words.

use super::conversation::{Manner, PASSWORD, add, context, hold, home};
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::{department, role};

#[test]
fn accounts_are_added_and_shut_out_one_by_one_in_words() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "IUT de Brest")]);
        let accounts = "12";
        let asked = "alice PASSWORD 1 1 accounts 2 anne Martin Anne anne@ecoles.invalid 1 - 1 2 - - o 4 anne o 4 anne 5 anne o \
             6 anne 31/01/2020 4 anne 8 anne Ens - 1 0 0 0 0";
        let meant = |word| match word {
            "PASSWORD" => PASSWORD,
            "accounts" => accounts,
            "-" => "",
            word => word,
        };
        let lines: Vec<&str> = asked.split_whitespace().map(meant).collect();
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("accounts_{}", manner.language.code()), transcript);
    }
}

#[test]
fn departments_are_added_edited_deleted_together_and_brought_back() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "IUT de Brest")]);
        let (departments, jobs) = ("11", "19");
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "1",
            departments,
            "1",
            "2",
            "R T",
            "RT",
            "Réseaux",
            "2",
            "GEA",
            "Gestion",
            "2",
            "rt",
            "Autre",
            "TC",
            "3",
            "RT",
            "",
            "Réseaux et télécoms",
            "1",
            "4",
            "gea x",
            "GEA, tc",
            "3",
            "1",
            "2",
            "=",
            "0",
            jobs,
            "1",
            "1",
            "6",
            "5",
            "1",
            "o",
            "0",
            departments,
            "1",
            "6",
            "nam:gestion",
            "nom:gestion",
            "=",
            "0",
            "0",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("departments_{}", manner.language.code()), transcript);
        let mut ctx = context(root.path());
        ctx.go(At::Establishment(EstablishmentNumber(1)));
        let codes: Vec<_> = department::list(&mut ctx).unwrap().into_iter().map(|row| row.code).collect();
        assert_eq!(codes, ["GEA", "RT", "TC"]);
    }
}

#[test]
fn a_role_is_ticked_by_numbers_and_the_matrix_is_told_in_lines() {
    for manner in [Manner::ENGLISH, Manner::FRENCH] {
        let root = tempfile::tempdir().unwrap();
        home(root.path());
        add(root.path(), &[("29200 Brest", "IUT de Brest")]);
        let (roles, list, create, change, matrix) = ("13", "1", "2", "3", "4");
        let lines = [
            "alice",
            PASSWORD,
            "1",
            "1",
            roles,
            create,
            "Ens_RT",
            "Tuteur",
            "1-3 99",
            "1-3",
            "2",
            "",
            change,
            "ens",
            "",
            "editallnotes",
            "",
            list,
            matrix,
            "=",
            "0",
            "0",
            "0",
            "0",
        ];
        let transcript = hold(root.path(), &lines, manner);
        insta::assert_snapshot!(format!("roles_{}", manner.language.code()), transcript);
        let mut ctx = context(root.path());
        ctx.go(At::Establishment(EstablishmentNumber(1)));
        let role = role::get(&mut ctx, "Tuteur").unwrap();
        assert_eq!(role.draft.permissions, ["ScoView", "Observateur"]);
    }
}

/// Of a right it is asked what level somebody would have; most rights need none.
#[test]
fn a_choice_that_may_be_missing_is_left_out() {
    let root = tempfile::tempdir().unwrap();
    home(root.path());
    add(root.path(), &[("29200 Brest", "IUT de Brest")]);
    let rights = "16";
    let asked = ["2", "admin", "user.list", "", "", "", "", "", ""];
    let lines = [&["alice", PASSWORD, "1", "1", rights][..], &asked, &["0", "0", "0", "0"]].concat();
    let transcript = hold(root.path(), &lines, Manner::ENGLISH);
    assert!(transcript.contains("Level:\n> \nHome department:"), "{transcript}");
}
