//! Runs a command with `fault.c` and reads what it noted.
#![expect(clippy::panic, reason = "test support: a fault that cannot be injected is a failed test")]
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::io::{Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;
use std::{fs, thread};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags};

use super::super::preload;
use super::{Call, Kind, Outcome, Run, scratch_dir};

/// How long one run may last; longer means that the fault made the program hang.
const RUN_DEADLINE: Duration = Duration::from_mins(1);
pub(super) fn run_under_shim(run: Run, root: &Path, fault: Option<(u64, Kind)>) -> Outcome {
    let Run { mut command, input } = run;
    let notes = scratch_dir();
    let count_file = notes.path().join("count");
    let trace_file = notes.path().join("trace");
    let libraries = preload::with(&command, &preload::library("fault.c"));
    command.env(preload::VARIABLE, libraries);
    command.env("FAULT_ROOT", root.canonicalize().expect("the watched directory exists"));
    command.env("FAULT_COUNT_FILE", &count_file).env("FAULT_TRACE", &trace_file);
    for name in ["FAULT_AT", "FAULT_KIND", "FAULT_STICKY"] {
        command.env_remove(name);
    }
    if let Some((number, kind)) = fault {
        command.env("FAULT_AT", number.to_string());
        command.env("FAULT_KIND", kind.name()).env("FAULT_STICKY", kind.sticky());
    }
    let (status, stdout, stderr) = run_to_end(&mut command, &input);
    let counters = fs::read(&count_file).unwrap_or_default();
    let counter = |index: usize| {
        let bytes = counters.get(index * 8..index * 8 + 8).and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, u64::from_ne_bytes)
    };
    let trace = fs::read(&trace_file).unwrap_or_default();
    let mut calls: Vec<Call> = String::from_utf8_lossy(&trace).lines().filter_map(read_call).collect();
    calls.sort_by_key(|call| call.number);
    let kind = fault.map(|(_, kind)| kind);
    Outcome { kind, status, stdout, stderr, calls, hits: counter(1), mapped: counter(2) }
}

fn read_call(line: &str) -> Option<Call> {
    let mut fields = line.splitn(6, '\t');
    Some(Call {
        number: fields.next()?.parse().ok()?,
        faulted: fields.next()? == "!",
        class: fields.next()?.to_owned(),
        name: fields.next()?.to_owned(),
        size: fields.next()?.parse().ok()?,
        path: fields.next()?.to_owned(),
    })
}

/// Runs a command with its input, reading both outputs meanwhile; kills it and fails when it hangs.
fn run_to_end(command: &mut Command, input: &[u8]) -> (ExitStatus, String, String) {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that was killed or does not read its input is not an error of the test.
            stdin.map(|mut stdin| stdin.write_all(input))
        });
        let stdout = scope.spawn(move || read_all(stdout));
        let stderr = scope.spawn(move || read_all(stderr));
        let in_time = wait_for_end(&child);
        if !in_time {
            let _already_gone = child.kill();
        }
        let status = child.wait().expect("a child can be waited for");
        let (stdout, stderr) = (stdout.join().unwrap_or_default(), stderr.join().unwrap_or_default());
        assert!(in_time, "hung for {RUN_DEADLINE:?}: {command:?}\nstdout: {stdout}\nstderr: {stderr}");
        (status, stdout, stderr)
    })
}

fn read_all(source: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut source) = source {
        // What came before an error is worth showing.
        let _what_came = source.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn wait_for_end(child: &Child) -> bool {
    let exit = rustix::process::pidfd_open(Pid::from_child(child), PidfdFlags::empty());
    let exit = exit.expect("a child has a descriptor");
    let deadline = Timespec::try_from(RUN_DEADLINE).expect("a deadline is a minute away");
    loop {
        match poll(&mut [PollFd::new(&exit, PollFlags::IN)], Some(&deadline)) {
            Ok(ready) => return ready > 0,
            Err(Errno::INTR) => {}
            Err(error) => panic!("poll: {error}"),
        }
    }
}
