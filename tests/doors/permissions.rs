//! Who may do what, in words: the acts by who asks, and what a key over SSH is let through for.

use std::fmt::Write as _;

use intendant::cli::{self, remote};
use intendant::domain::access::{Actor, At, Identity, Object, decide};
use intendant::domain::act::Act;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::language::Language;
use intendant::domain::webmaster::Login;
use intendant::i18n::{Catalogue, audit};
use intendant::operations::{Clock, Context, Home, Options, session};

use crate::support::house::House;

/// Acts that leave nothing in the log, or nothing under their own name, hence have no words there.
const WORDS: [(Act, &str); 60] = [
    (Act::USER_IMPORT, "importer des comptes"),
    (Act::ACCESS_LIST, "voir ce que l'on peut faire dans un établissement"),
    (Act::ACCESS_EXPLAIN, "demander pourquoi l'on peut ou non"),
    (Act::ACCESS_WHO_CAN, "demander qui peut faire quelque chose"),
    (Act::ACCESS_MATRIX, "voir ce que permettent rôles et niveaux"),
    (Act::ACCESS_SIMULATE, "essayer des droits sans rien changer"),
    (Act::ANOMALY_LIST, "voir les anomalies des droits"),
    (Act::ANOMALY_OPEN, "ouvrir les comptes d'une anomalie"),
    (Act::USER_LIST, "voir les comptes d'un établissement"),
    (Act::USER_SHOW, "voir un compte d'un établissement"),
    (Act::DEPARTMENT_IMPORT, "importer des départements"),
    (Act::DEPARTMENT_LIST, "voir les départements d'un établissement"),
    (Act::DEPARTMENT_SHOW, "voir un département"),
    (Act::ROLE_LIST, "voir les rôles d'un établissement"),
    (Act::ROLE_SHOW, "voir un rôle"),
    (Act::ROLE_MATRIX, "voir ce que permet chaque rôle"),
    (Act::GROUP_IMPORT, "importer des groupes"),
    (Act::GROUP_LIST, "voir les groupes d'un établissement"),
    (Act::GROUP_SHOW, "voir un groupe"),
    (Act::PROFILE_LIST, "voir les profils d'un établissement"),
    (Act::PROFILE_SHOW, "voir un profil"),
    (Act::HOST_SHOW, "voir les réglages"),
    (Act::HOST_UPKEEP, "finir ce qu'un arrêt a interrompu (au démarrage)"),
    (Act::HOST_WELCOME, "voir l'écran de connexion"),
    (Act::SESSION_LIST, "voir qui est connecté"),
    (Act::SESSION_TOUCH, "rester connecté"),
    (Act::ESTABLISHMENT_LIST, "voir la liste des établissements"),
    (Act::ESTABLISHMENT_SHOW, "voir un établissement"),
    (Act::ESTABLISHMENT_MOVE, "changer des établissements de zone"),
    (Act::ESTABLISHMENT_MAIL, "écrire aux contacts"),
    (Act::ESTABLISHMENT_ADMINISTRATORS, "voir les administrateurs d'un établissement"),
    (Act::STATISTICS_LIST, "voir les statistiques"),
    (Act::STATISTICS_COMPUTE, "calculer les statistiques"),
    (Act::ZONE_LIST, "voir les zones"),
    (Act::ZONE_EARLIER, "monter une zone"),
    (Act::ZONE_LATER, "descendre une zone"),
    (Act::ZONE_OPEN, "voir les établissements d'une zone"),
    (Act::ZONE_MAIL, "écrire aux contacts d'une zone"),
    (Act::ZONE_ACADEMIES, "ajouter les académies"),
    (Act::WEBMASTER_LIST, "voir les webmestres"),
    (Act::WEBMASTER_SHOW, "voir un webmestre"),
    (Act::SSH_KEY_LIST, "voir les clés SSH"),
    (Act::TEMPLATE_LIST, "voir les modèles de lettres"),
    (Act::TEMPLATE_SHOW, "lire un modèle de lettre"),
    (Act::MAIL_LIST, "voir les courriels"),
    (Act::MAIL_SHOW, "lire un courriel"),
    (Act::MAIL_SEND, "faire partir les courriels en attente"),
    (Act::AUDIT_LIST, "lire le journal"),
    (Act::AUDIT_VERIFY, "vérifier le journal"),
    (Act::JOB_LIST, "voir les traitements"),
    (Act::JOB_SHOW, "lire le compte rendu d'un traitement"),
    (Act::JOB_UNDO, "défaire un traitement"),
    (Act::JOB_RETRY, "reprendre les échecs d'un traitement"),
    (Act::EXPORT_LIST, "voir les exports"),
    (Act::EXPORT_VERIFY, "vérifier des exports"),
    (Act::EXPORT_KEEP, "changer la durée de conservation des exports"),
    (Act::RETENTION_SHOW, "voir les durées de conservation"),
    (Act::IMPORT_FIND_MAPPING, "retrouver comment un fichier a été lu"),
    (Act::DOCTOR_EXAMINE, "examiner le serveur"),
    (Act::CLOCK_DOUBT, "voir si l'heure est sûre"),
];

/// Those who can ask: the two webmasters by their own accounts, the third one disabled.
fn people(house: &House) -> [(&'static str, Identity); 7] {
    let asks = |identity| Actor { identity, os_user: "ops".into(), ssh_client: String::new(), ssh_key: String::new() };
    let home = Home::new(house.data());
    let mut ctx = Context::open(&home, At::Host, asks(Identity::Nobody), Clock::System, Options::default()).unwrap();
    // What the sign-in, a key over SSH and a job in somebody's name all come to.
    let mut held = |login| {
        let login = Login::parse(login).unwrap();
        session::holder(&mut ctx, &login).unwrap().unwrap_or(Identity::Nobody)
    };
    [
        ("personne n'est connecté", Identity::Nobody),
        ("le premier webmestre", held("alice")),
        ("un autre webmestre, ses traitements, sa clé SSH", held("bruno")),
        ("un webmestre désactivé, ses traitements, sa clé SSH", held("carole")),
        ("quelqu'un dont le compte n'existe pas", held("dora")),
        ("le compte du serveur qui possède le dossier (commandes)", Identity::Owner),
        ("le programme lui-même (envoi des courriels, reprise)", Identity::Program),
    ]
}

fn said(words: &Catalogue, act: Act) -> String {
    let own = WORDS.iter().find(|(known, _)| *known == act).map(|(_, text)| (*text).to_owned());
    own.unwrap_or_else(|| audit::action(words, act.word()))
}

#[test]
fn who_may_do_what_in_words() {
    let house = House::new();
    for login in ["bruno", "carole"] {
        house.add_webmaster(login);
    }
    house.ok(&["webmaster", "disable", "carole"]);
    let (words, people) = (Catalogue::new(Language::French), people(&house));
    let mut text =
        String::from("Qui peut faire quoi chez l'hébergeur\n(la mise en service : tant que rien n'existe encore)\n\n");
    for (at, (who, _)) in people.iter().enumerate() {
        writeln!(text, "{} : {who}", at + 1).unwrap();
    }
    writeln!(text, "\n{}1   2   3   4   5   6   7", " ".repeat(56)).unwrap();
    for act in Act::ALL {
        let at = if act.noun().is_inside() { At::Establishment(EstablishmentNumber(1)) } else { At::Host };
        let may = |(_, identity): &(&str, Identity)| {
            let actor = Actor {
                identity: identity.clone(),
                os_user: "ops".into(),
                ssh_client: String::new(),
                ssh_key: String::new(),
            };
            if decide(&actor, *act, Object::at(at)).is_ok() { "oui" } else { " – " }
        };
        let said = said(&words, *act);
        assert!(!said.contains('.'), "{} has no words", act.word());
        writeln!(text, "{said:56}{}", people.iter().map(may).collect::<Vec<_>>().join(" ").trim_end()).unwrap();
    }
    writeln!(text, "\nCommandes qu'une clé SSH d'un webmestre actif peut lancer quand [ssh] verbs = \"read\"").unwrap();
    writeln!(text, "(toutes, sauf init et demo, quand verbs = \"all\" ; aucune quand verbs = \"none\") :").unwrap();
    for path in reading() {
        writeln!(text, "- {path}").unwrap();
    }
    insta::assert_snapshot!(text);
}

fn reading() -> Vec<String> {
    let root = cli::command(&Catalogue::new(Language::French));
    let nouns = root.get_subcommands().flat_map(|noun| {
        let verbs: Vec<&str> = noun.get_subcommands().map(clap::Command::get_name).collect();
        let verbs = if verbs.is_empty() { vec![""] } else { verbs };
        verbs.into_iter().map(|verb| (noun.get_name(), verb)).collect::<Vec<_>>()
    });
    let read = nouns.filter(|(noun, verb)| remote::only_reads(noun, verb));
    read.map(|(noun, verb)| format!("{noun} {verb}").trim_end().to_owned()).collect()
}
