//! Words and rules: no I/O, no clock, no SQL, no terminal.
//!
//! Invariant: everything here is a pure function of its arguments, so each rule can be tested from a table.
//!
//! # Glossary
//! | word | meaning | on screen |
//! |---|---|---|
//! | establishment | a hosted school, with a database of its own | établissement |
//! | number | the establishment's identifier, never given twice | numéro |
//! | zone | a named group of establishments, in an order of the host's choice | zone géographique |
//! | location | postcode and town | localisation |
//! | denomination | the establishment's name | dénomination |
//! | UAI | the ministry's identifier of a school, see [`uai`] | UAI |
//! | contact | the person who receives the letters and the first administrator's credentials | contact référent |
//! | administrator | an account *inside* an establishment that runs it; never changed by changing the contact | administrateur |
//! | webmaster | a named account of the host, that runs this program | webmestre |
//! | block | a reason why nobody may enter an establishment; three of them stack, see [`block`] | blocage |
//! | outbox | mails to be sent, written in the transaction of what they tell of | courriels |
//! | registration mail | connection address and first credentials, sent to the contact | courriel d'inscription |
//! | actor | who acts: a webmaster, the owner of the data directory, or the program itself | auteur |
//! | duty | what a webmaster is there for: everything, to read everything, or some zones, see [`duty`] | mission |
//! | act | a verb on a noun, one of a closed set, see [`act`] | action |
//! | permit | that an act was decided upon and allowed, see [`access`] | – |
//! | task | what is done to each target, with its settings | action |
//! | person | an account inside an establishment, staff or learner, see [`person`] | utilisateur |
//! | role | a named set of permissions, held in one department or in all of them | rôle |
//! | group | accounts under one name | groupe |
//! | profile | what somebody who is no Superadmin may administer, over the users and things of their scope | profil |
//! | staff, learner | what an account's person is at an establishment; whoever left counts no more | personnel, élève |
//! | permission | something that may be done in a department of an establishment, see [`rights`] | permission |
//! | role | a named set of permissions, open to change; whoever has Manager has them all | rôle |
//! | grant | a role that an account has, in a department or in every one, for ever or until a day | attribution |
//! | level | how far somebody administers whatever their roles: User, Power User, Superadmin | niveau |
//! | profile, scope | what a Power User may do, and to whom | profil, périmètre |
//! | home | the department that says which administrator an account belongs to; it gives no right | département d'attache |
//! | code | what replaces a forgotten password, see [`reset`] | code |
//! | standing | an account with all its rights, resolved for one day | – |
//! | enrolment | a person's role in a course, and where it stands, see [`enrolment`] | inscription |
//! | figures | what is counted in one establishment, see [`statistics`] | statistiques |
//! | snapshot | the figures of all establishments, or of some, at a date | relevé |
//! | job | a task and its frozen targets: planned, then carried out, reported, undone, see [`job`] | traitement |
//! | plan | a job that was not started | plan |
//! | target | what a job acts on, one row of its report | cible |
//! | forecast | what a plan expects of a target | prévision |
//! | verdict | what became of a target: done, skipped, failed | résultat |
//! | letter | subject and body with placeholders, written to the contacts of many, see [`mailing`] | lettre |
//! | placeholder | a name in braces that stands for a value of each recipient | champ |
//! | template | a letter that is kept to be written again | modèle |
//! | filter | the conditions under which rows are listed, one grammar for every list, see [`filter`] | filtre |
//! | retention | for how long a kind of row or file is kept that nobody needs any more, see [`retention`] | durée de conservation |
//! | tick | the mark that puts a row into the selection | coche |

pub mod access;
pub mod account;
pub mod act;
pub mod actor;
pub mod administration;
pub mod block;
pub mod checker;
pub mod columns;
pub mod contact;
pub mod contained;
pub mod dated;
pub mod day;
pub mod department;
pub mod duty;
pub mod enrolment;
pub mod erased;
pub mod establishment;
pub mod exit;
pub mod explanation;
pub mod export;
pub mod fault;
pub mod field;
pub mod filled;
pub mod filter;
pub mod host;
pub mod identity;
pub mod import;
pub mod job;
pub mod language;
pub mod lockout;
pub mod looked;
pub mod mail;
pub mod mailing;
pub mod message;
pub mod object;
pub mod password;
pub mod people_group;
pub mod person;
mod problem;
pub mod profile;
pub mod record;
pub mod reset;
pub mod retention;
pub mod rights;
pub mod role;
pub mod said;
pub mod school;
pub mod search;
pub mod session;
pub mod sought;
pub mod statistics;
pub mod stop;
pub mod text;
pub mod time;
pub mod uai;
pub mod unreadable;
pub mod user;
pub mod user_line;
mod verb;
#[cfg(test)]
mod visit_test;
pub mod webmaster;
pub mod worker;
pub mod zone;
