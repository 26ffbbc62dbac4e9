//! What a case left, looked at from inside the test program: starting another one for each question took most of the
//! time.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::export::Presence;
use intendant::domain::job::{JobId, Standing};
use intendant::domain::mail::Kind;
use intendant::operations::audit::{self, AuditFilter};
use intendant::operations::doctor::{self, Severity};
use intendant::operations::export::{self, ExportFilter};
use intendant::operations::{Clock, Context, Home, Options, establishment, job, mail};
use rustix::fs::Mode;
use rustix::process::umask;

use super::ground::{data, run};

/// The establishment whose own work is looked at.
pub(crate) const INSIDE: At = At::Establishment(EstablishmentNumber(1));
/// More than any case makes.
const MANY: usize = 1000;

/// A data directory that was found sound.
pub(crate) struct Look {
    ctx: Context,
    root: PathBuf,
}

impl Look {
    /// Starts again without a fault. What was out of place before may be so still.
    pub(crate) fn started(root: &Path) -> Self {
        let (home, actor) = (Home::new(data(root)), owner());
        start_again(&home, &actor);
        let ctx = Context::open(&home, At::Host, actor, Clock::System, Options::default()).expect("it opens");
        Self { ctx, root: root.to_owned() }
    }

    /// Starts again without a fault, then checks that everything fits together.
    pub(crate) fn sound(root: &Path) -> Self {
        let (home, actor) = (Home::new(data(root)), owner());
        start_again(&home, &actor);
        let mut findings = doctor::examine_closed(&home, &actor).expect("it can be looked at");
        let mut ctx = Context::open(&home, At::Host, actor, Clock::System, Options::default()).expect("it opens");
        findings.extend(
            doctor::examine(&mut ctx, doctor::Thoroughness::Quick, &AtomicBool::new(false), &mut |_| {})
                .expect("it can be looked into"),
        );
        findings.retain(|finding| finding.severity() != Severity::Note);
        assert!(findings.is_empty(), "{findings:?}");
        let verified = audit::verify(&mut ctx).expect("it can be verified");
        assert!(verified.broken.is_none(), "{verified:?}");
        for entry in walk(&data(root)) {
            let new = entry.extension().is_some_and(|extension| extension == "new");
            assert!(!new, "left over: {}", entry.display());
        }
        Self { ctx, root: root.to_owned() }
    }

    /// Returns what reads the data directory.
    pub(crate) fn context(&mut self) -> &mut Context {
        &mut self.ctx
    }

    /// Counts the establishments, of which there are as many databases.
    pub(crate) fn establishments(&mut self) -> usize {
        let found = establishment::first_page(&mut self.ctx, 100).expect("they can be listed").len();
        let databases = self.files("establishments", "sqlite").len();
        assert_eq!(found, databases, "rows and databases differ");
        found
    }

    /// Returns the name of the first establishment.
    pub(crate) fn name(&mut self) -> String {
        establishment::get(&mut self.ctx, EstablishmentNumber(1)).expect("it is there").denomination
    }

    /// Counts the entries of the audit about an action.
    pub(crate) fn audited(&mut self, action: &str) -> usize {
        let filter = AuditFilter { action: action.to_owned(), ..AuditFilter::default() };
        let found = audit::list(&mut self.ctx, &filter, None, MANY).expect("it can be listed");
        found.iter().filter(|row| row.action == action).count()
    }

    /// Counts the exports of the catalogue, each of which must be whole.
    pub(crate) fn exports(&mut self) -> usize {
        let all = export::list(&mut self.ctx, &ExportFilter::default(), None, 100).expect("they can be listed");
        for one in &all {
            let found = export::verify(&mut self.ctx, &one.file).expect("it can be read");
            assert_eq!(found.presence, Presence::Verified, "{}", one.file);
        }
        all.len()
    }

    /// Runs a command that must succeed, and looks again.
    pub(crate) fn after(self, arguments: &[&str]) -> Self {
        let Self { ctx, root } = self;
        drop(ctx);
        run(&root, arguments);
        Self::sound(&root)
    }

    /// Tells how a job is brought to its end.
    pub(crate) fn goes_on(&mut self, at: At, job: i64) -> GoesOn {
        match self.ctx.within(at, |ctx| job::get(ctx, JobId(job))).ok() {
            None => GoesOn::Absent,
            Some(found) if found.standing == Standing::Planned => GoesOn::Begins,
            Some(found) if found.standing.can_resume() => GoesOn::Resumes,
            Some(found) if found.job.tally.failed > 0 => GoesOn::Retries,
            Some(_) => GoesOn::Ended,
        }
    }

    /// Counts the mails of a kind.
    pub(crate) fn mails(&mut self, kind: Kind) -> usize {
        let all = mail::list(&mut self.ctx, None, 100).expect("they can be listed");
        all.iter().filter(|mail| mail.kind == kind).count()
    }

    /// Lists the files below a folder of the data directory that end in an extension.
    pub(crate) fn files(&self, folder: &str, extension: &str) -> Vec<PathBuf> {
        let mut found = walk(&data(&self.root).join(folder));
        found.retain(|path| path.extension().is_some_and(|found| found == extension));
        found
    }
}

pub(crate) fn owner() -> Actor {
    let none = String::new;
    Actor { identity: Identity::Owner, os_user: "root".into(), ssh_client: none(), ssh_key: none() }
}

/// Does what `intendant mail send` does: the next start finishes or undoes, the next sender takes up what a dead one had.
fn start_again(home: &Home, actor: &Actor) {
    // As the program does before anything else.
    umask(Mode::from_raw_mode(0o077));
    let mut ctx = Context::start(home, At::Host, actor.clone(), Clock::System, Options::default()).expect("it starts");
    let mut sender = mail::sender(&mut ctx).expect("there is a sender");
    mail::send_due(&mut ctx, &mut sender, mail::Limit::default()).expect("it sends");
}

/// How a job is brought to its end.
pub(crate) enum GoesOn {
    /// It is not there.
    Absent,
    /// It was never started.
    Begins,
    /// It was interrupted.
    Resumes,
    /// Targets failed.
    Retries,
    /// All its targets were done.
    Ended,
}

/// Checks that rows, databases and audit tell the same.
pub(crate) fn whole(root: &Path) {
    let mut look = Look::sound(root);
    let audited = look.audited("establishment.add") - look.audited("establishment.delete");
    assert_eq!(look.establishments(), audited, "rows and audit differ");
}

pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}
