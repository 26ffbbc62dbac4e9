//! Every rule has its sentence.

use super::access::said_rule;
use crate::domain::access::RuleId;
use crate::domain::duty::DutyRule;
use crate::domain::language::Language;
use crate::domain::rights::reason::Rule;
use crate::i18n::Catalogue;

#[test]
fn every_rule_that_can_be_named_has_a_sentence() {
    let rights = Rule::ALL.iter().map(|rule| RuleId::Right(*rule));
    let duties = DutyRule::ALL.map(RuleId::Duty);
    let rules: Vec<RuleId> = RuleId::ALL.into_iter().chain(duties).chain(rights).collect();
    for words in [Language::French, Language::English].map(Catalogue::new) {
        let is_bare = |rule: &&RuleId| !words.say(&said_rule(**rule)).contains(' ');
        assert_eq!(rules.iter().filter(is_bare).collect::<Vec<_>>(), Vec::<&RuleId>::new());
    }
}
