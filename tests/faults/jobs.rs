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
pub(crate) const MOVE: Act = Act { prepare: with_move, arguments: START, check: moved };
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

/// Looks at what is left, lets the job go on if it is not over, and looks again: `effects` of both looks are given.
fn resumed(root: &Path, told: Told, id: &str, effects: impl Fn(&mut Look) -> usize) -> usize {
    let before = effects(&mut Look::sound(root));
    assert!(before <= 3, "{before} effects");
    assert!(told == Told::Nothing || before == 3, "acknowledged and lost");
    let resume = intendant(root, &["job", "resume", id, "--yes", "--above-threshold"]).output().expect("it starts");
    let code = resume.status.code();
    // 3: a target failed with the machine and never stopped the rest; 4: it was over, whatever the first process said.
    assert!(matches!(code, Some(0 | 3 | 4)), "{before} effects, then {resume:?}");
    let tally = Look::sound(root).tally(id);
    assert_eq!((tally.done + tally.failed, tally.waiting), (3, 0), "{tally:?}");
    if tally.failed > 0 {
        run(root, &["job", "retry", id, "--yes"]);
    }
    effects(&mut Look::sound(root))
}

fn blocks(look: &mut Look) -> usize {
    (1..=3).filter(|number| !look.get(*number).blocks.is_empty()).count()
}

fn blocked(root: &Path, told: Told) {
    assert_eq!(resumed(root, told, "1", blocks), 3);
    assert_eq!(Look::sound(root).audited("establishment.block"), 3);
}

fn undone(root: &Path, told: Told) {
    assert_eq!(resumed(root, told, "2", |look| 3 - blocks(look)), 3);
    assert_eq!(Look::sound(root).audited("establishment.unblock"), 3);
}

fn moved(root: &Path, told: Told) {
    let in_west = |look: &mut Look| (1..=3).filter(|number| look.get(*number).zone.0 == 2).count();
    assert_eq!(resumed(root, told, "1", in_west), 3);
    assert_eq!(Look::sound(root).audited("establishment.edit"), 3);
}

fn reset(root: &Path, told: Told) {
    assert_eq!(resumed(root, told, "1", |look| look.mails(Kind::Reset)), 3);
    assert_eq!(Look::sound(root).audited("establishment.reset-password"), 3);
}

impl Look {
    /// Gives how many targets of a job stand where.
    fn tally(&mut self, id: &str) -> intendant::domain::job::Tally {
        let id = intendant::domain::job::JobId(id.parse().expect("a number"));
        intendant::operations::job::get(self.context(), id).expect("it is there").job.tally
    }

    fn get(&mut self, number: u32) -> intendant::domain::establishment::Establishment {
        establishment::get(self.context(), EstablishmentNumber(number)).expect("it is there")
    }
}
