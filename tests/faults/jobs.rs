//! Jobs on three establishments, each kind under every fault: resumed, every target is done exactly once.

use std::path::Path;

use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::mail::Kind;
use intendant::operations::establishment;

use super::acts::{Act, Told, with_three};
use super::ground::{intendant, run};
use super::look::Look;

const START: &[&str] = &["job", "start", "1", "--yes", "--above-threshold"];

pub(crate) const BLOCK: Act = Act { prepare: with_block, arguments: START, check: blocked };
/// Lifting what the first job put is the second one.
pub(crate) const UNBLOCK: Act =
    Act { prepare: with_unblock, arguments: &["job", "start", "2", "--yes"], check: undone };
/// Adding the zone is the first job.
pub(crate) const MOVE: Act = Act { prepare: with_move, arguments: &["job", "start", "2", "--yes"], check: moved };
pub(crate) const RESETS: Act = Act { prepare: with_resets, arguments: START, check: reset };
/// Undoing the first job is the second one.
pub(crate) const UNDO: Act = Act { prepare: with_undo, arguments: &["job", "start", "2", "--yes"], check: undone };

fn planned(root: &Path, arguments: &[&str]) {
    with_three(root);
    run(root, &[arguments, &["--save", "plan"]].concat());
}

fn with_block(root: &Path) {
    planned(root, &["establishment", "block", "1", "2", "3", "--reason", "Travaux"]);
}

fn with_move(root: &Path) {
    with_three(root);
    run(root, &["zone", "add", "--name", "Ouest"]);
    run(root, &["establishment", "move", "1", "2", "3", "--zone", "2", "--save", "plan"]);
}

fn with_resets(root: &Path) {
    planned(root, &["establishment", "reset-password", "1", "2", "3"]);
}

fn with_undo(root: &Path) {
    with_block(root);
    run(root, START);
    run(root, &["job", "undo", "1", "--save", "plan"]);
}

fn with_unblock(root: &Path) {
    with_block(root);
    run(root, START);
    run(root, &["establishment", "unblock", "1", "2", "3", "--save", "plan"]);
}

/// Looks at what is left, lets the job go on if it is not over, and looks again: all of its effects are there, each with
/// its entry.
fn resumed(root: &Path, told: Told, id: &str, effects: impl Fn(&mut Look) -> usize, action: &str) {
    let mut look = Look::sound(root);
    let before = effects(&mut look);
    assert!(before <= 3, "{before} effects");
    assert!(told == Told::Nothing || before == 3, "acknowledged and lost");
    drop(look);
    let resume = intendant(root, &["job", "resume", id, "--yes", "--above-threshold"]).output().expect("it starts");
    let code = resume.status.code();
    // 3: a target failed with the machine and never stopped the rest; 4: it was over, whatever the first process said.
    assert!(matches!(code, Some(0 | 3 | 4)), "{before} effects, then {resume:?}");
    let mut look = Look::sound(root);
    let tally = look.tally(id);
    assert_eq!((tally.done + tally.failed, tally.waiting), (3, 0), "{tally:?}");
    if tally.failed > 0 {
        look = look.after(&["job", "retry", id, "--yes"]);
    }
    assert_eq!((effects(&mut look), look.audited(action)), (3, 3), "effects and entries");
}

fn blocks(look: &mut Look) -> usize {
    (1..=3).filter(|number| !look.get(*number).blocks.is_empty()).count()
}

fn blocked(root: &Path, told: Told) {
    resumed(root, told, "1", blocks, "establishment.block");
}

fn undone(root: &Path, told: Told) {
    resumed(root, told, "2", |look| 3 - blocks(look), "establishment.unblock");
}

fn moved(root: &Path, told: Told) {
    let in_west = |look: &mut Look| (1..=3).filter(|number| look.get(*number).zone.0 == 2).count();
    resumed(root, told, "2", in_west, "establishment.edit");
}

fn reset(root: &Path, told: Told) {
    resumed(root, told, "1", |look| look.mails(Kind::Reset), "establishment.reset-password");
}

impl Look {
    /// Returns how many targets of a job stand where.
    fn tally(&mut self, id: &str) -> intendant::domain::job::Tally {
        let id = intendant::domain::job::JobId(id.parse().expect("a number"));
        intendant::operations::job::get(self.context(), id).expect("it is there").job.tally
    }

    fn get(&mut self, number: u32) -> intendant::domain::establishment::Establishment {
        establishment::get(self.context(), EstablishmentNumber(number)).expect("it is there")
    }
}
