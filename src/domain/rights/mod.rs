//! What the people of an establishment may do. Invariant: nobody is given here what whoever gives it lacks, and a
//! Manager who lasts is always left.
//!
//! Read in this order: permissions are held by roles, roles are granted in a department or in every one; beside them
//! stand levels, with the profiles and the scope of a Power User. [`standing`] is who acts, with all of it resolved for
//! one day. [`reason`] has the words of every refusal in the order of the guards, [`account_status`] what becomes of an
//! account, and [`account_acts`] decides who may act on whose. The decision tables that the tests read are in
//! `tests/fixtures/rules`.

pub mod set;

pub mod permission;

pub mod words;

pub mod role;

pub mod level;

pub mod reason;

pub mod account_status;

pub mod standing;

pub mod account_acts;

pub mod gate;

pub mod fixes;

pub mod effect;

pub mod returning;

use super::message::Message;

/// Says why somebody may not do something.
#[must_use]
pub fn message(rule: reason::Rule, why: reason::Reason) -> Message {
    let said = Message::new("account-refusal").with("why", why.word());
    Message::new("account-refused").with("rule", named(rule.word())).with("why", said)
}

/// Names a rule by its word: most are called by their number.
#[must_use]
pub fn named(word: &str) -> Message {
    Message::new("rule-name").with("rule", word.strip_prefix("gate ").unwrap_or(word))
}

#[cfg(test)]
mod account_acts_test;
#[cfg(test)]
mod account_status_test;
#[cfg(test)]
mod fixes_test;
#[cfg(test)]
mod random_test;
#[cfg(test)]
mod table_test;
