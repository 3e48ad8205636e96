//! Runs the cases on all processors, each in a process that is asked for one case after the other: a crash or a hang
//! is the failure of its case alone.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::suite::{Case, Suite};
use crate::verdict::Judge;

/// The argument that makes this program a worker.
pub(crate) const WORKER: &str = "--worker";

/// The suite counts a case that takes longer as a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a worker answers for a case that passes.
const PASSED: &str = "passed";

/// How one case went.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) case: Case,
    /// `None` where it passes.
    pub(crate) failure: Option<String>,
}

/// The outcome of each case, in the order of the suite.
pub(crate) fn run(suite: &Suite) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut answers: Vec<(usize, String)> = thread::scope(|scope| {
        let started: Vec<_> =
            (0..workers).map(|_| scope.spawn(|| answers(&next, suite.cases.len()))).collect();
        started.into_iter().flat_map(|worker| worker.join().expect("a worker's thread only waits")).collect()
    });
    answers.sort_unstable();
    let outcome = |(case, (_, answer)): (&Case, (usize, String))| Outcome {
        case: case.clone(),
        failure: (answer != PASSED).then_some(answer),
    };
    suite.cases.iter().zip(answers).map(outcome).collect()
}

/// Neighbouring cases that one worker takes: they share schemas.
const BLOCK: usize = 32;

/// The answers of one worker at a time, to the cases that no other has taken.
fn answers(next: &AtomicUsize, cases: usize) -> Vec<(usize, String)> {
    let mut worker = Worker::start();
    let mut answers = Vec::new();
    loop {
        let first = next.fetch_add(BLOCK, Ordering::Relaxed);
        if first >= cases {
            return answers;
        }
        for index in first..cases.min(first + BLOCK) {
            let answer = worker.ask(index).unwrap_or_else(|failure| {
                worker = Worker::start();
                failure.to_owned()
            });
            answers.push((index, answer));
        }
    }
}

/// A process of this program that answers for cases.
struct Worker {
    process: Child,
    questions: ChildStdin,
    answers: Receiver<String>,
}

impl Worker {
    fn start() -> Self {
        let program = env::current_exe().expect("a running program has a file");
        let mut command = Command::new(program);
        let command = command.arg(WORKER).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("this program can start itself");
        let questions = process.stdin.take().expect("the input is piped");
        let output = BufReader::new(process.stdout.take().expect("the output is piped"));
        let (sender, answers) = mpsc::channel();
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { process, questions, answers }
    }

    fn ask(&mut self, index: usize) -> Result<String, &'static str> {
        writeln!(self.questions, "{index}").map_err(|_| "crash")?;
        self.answers.recv_timeout(PATIENCE).map_err(|error| match error {
            RecvTimeoutError::Timeout => "hang",
            RecvTimeoutError::Disconnected => "crash",
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Answers for the cases that the standard input asks for, by their numbers, a line each.
pub(crate) fn answer(suite: &Suite) {
    let mut judge = Judge::new(&suite.root);
    for line in io::stdin().lines().map_while(Result::ok) {
        let Some(case) = line.parse().ok().and_then(|index: usize| suite.cases.get(index)) else {
            break;
        };
        let answer = judge.failure(case).unwrap_or_else(|| PASSED.to_owned());
        crate::say(&answer.replace(['\n', '\r'], " "));
    }
}
