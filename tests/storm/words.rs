//! What a person says to what doctor found.

use serde_json::Value;

use crate::ground::Ran;
use crate::model::Model;
use crate::random::Random;

/// After so many words everything that can be put right is.
const WORDS_MAX: usize = 16;

/// Whether nothing is left that a word or a repair could put right: an export that the catalogue of an older registry
/// knows and that was pruned since, nobody can bring back.
fn is_well(ran: &Ran) -> bool {
    let lost = |one: &Value| one["finding"] == "export-missing" || one["severity"] == "note";
    ran.done() || (!ran.findings().is_empty() && ran.findings().iter().all(lost))
}

impl Model {
    /// Asks doctor; what it says is compared with what is on the disk.
    pub(crate) fn examine(&mut self) -> Result<Ran, String> {
        let ran = self.ground.run(&["doctor", "--json"], None)?;
        let found = ran.findings();
        let codes: Vec<String> =
            found.iter().map(|one| format!("{} {}", one["finding"], one["object"]).replace('"', "")).collect();
        if !codes.is_empty() {
            self.ground.log.note(format!("      finds {}", codes.join(", ")));
        }
        self.check_doctor(&ran)?;
        Ok(ran)
    }

    /// A person decides about some of what was found, or about nothing.
    pub(crate) fn decide(&mut self, found: &[Value], random: &mut Random) -> Result<(), String> {
        let decides = |one: &Value| {
            let offers = one["choices"].as_array().is_some_and(|choices| !choices.is_empty());
            offers || one["needs_word"] == true || one["finding"] == "registry-held"
        };
        let open: Vec<&Value> = found.iter().filter(|one| decides(one)).collect();
        // Nothing else can be decided before it.
        let held = open.iter().find(|one| one["finding"] == "registry-held");
        let Some(one) = held.or_else(|| random.pick(&open)) else { return Ok(()) };
        self.answer(one, random)
    }

    fn answer(&mut self, one: &Value, random: &mut Random) -> Result<(), String> {
        if one["finding"] == "registry-held" {
            return self.accept();
        }
        if self.books().is_none_or(|books| self.is_held(&books)) {
            return Ok(());
        }
        if one["needs_word"] == true {
            let ran = self.ground.run(&["doctor", "--clock-is-right", "--json"], None)?;
            if ran.records().iter().any(|one| one["repaired"] == true) {
                self.doubt.confirm(self.ahead_s);
            }
            self.prove();
            return Ok(());
        }
        let choices: Vec<&str> = one["choices"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let Some(choice) = random.pick(&choices) else { return Ok(()) };
        let object = one["object"].as_str().unwrap_or_default();
        let ran = self.ground.run(&["doctor", &format!("--{choice}"), object, "--yes", "--json"], None)?;
        self.prove();
        let failed = ran.records().iter().any(|one| !one["chosen"].is_null() && !one["error"].is_null());
        if failed {
            self.ground.log.note(format!("    {choice} of {object} failed: {}", ran.stdout));
        }
        Ok(())
    }

    /// The registry that is held is the one that there is.
    fn accept(&mut self) -> Result<(), String> {
        let ran = self.ground.run(&["doctor", "--accept-registry", "--yes", "--json"], None)?;
        if !ran.done() {
            return Err(format!("a registry cannot be accepted: {}", ran.said));
        }
        self.beside_lost = false;
        // While it was held nothing was kept of the clock: whoever accepts it sees where that is.
        self.doubt.run(self.ahead_s);
        self.prove();
        Ok(())
    }

    /// Says everything that doctor asks for, until all is well; then people go on.
    pub(crate) fn settle(&mut self, random: &mut Random) -> Result<(), String> {
        self.ground.log.note("settled");
        self.set_clock(0);
        for _ in 0..WORDS_MAX {
            let ran = self.examine()?;
            if is_well(&ran) {
                return self.go_on(random);
            }
            let found = ran.findings();
            let first = |code: &str| found.iter().find(|one| one["finding"] == code);
            if let Some(held) = first("registry-held") {
                self.answer(held, random)?;
                continue;
            }
            for one in &found {
                self.answer(one, random)?;
                // An older copy inside was meant: the next change there says so, and nothing else does.
                if one["finding"] == "audit-inside-behind"
                    && let Some(number) = one["object"].as_str()
                {
                    self.made += 1;
                    let code = format!("D{}", self.made);
                    let add = ["department", "add", "--code", &code, "--name", &code, "--establishment", number];
                    self.ground.run(&add, None)?;
                }
            }
            self.ground.run(&["doctor", "--fix", "--json"], None)?;
            self.prove();
            self.check_people()?;
        }
        let left = self.ground.run(&["doctor", "--json"], None)?;
        Err(format!("what doctor offers does not make it well: {}", left.stdout))
    }

    fn go_on(&mut self, random: &mut Random) -> Result<(), String> {
        self.check_people()?;
        let verified = self.ground.run(&["audit", "verify"], None)?;
        if !verified.done() {
            return Err(format!("the audit is not whole: {}", verified.said));
        }
        let added = self.add(None, random)?;
        if !added.done() {
            return Err(format!("nothing can be added: {}", added.said));
        }
        self.prove();
        let ran = self.examine()?;
        if is_well(&ran) { self.check_people() } else { Err(format!("not well after an addition: {}", ran.stdout)) }
    }
}
