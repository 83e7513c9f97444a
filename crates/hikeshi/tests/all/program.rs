//! Runs the real binary with a data folder of its own. Knows processes; not what is asserted about them.
#![allow(clippy::disallowed_methods, reason = "a process that hangs is found by the clock")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// A process that takes longer than this hangs [s]; a loaded machine in a debug build needs most of it.
const PATIENCE: Duration = Duration::from_secs(120);

/// A good player's words for the first night.
pub const GOOD: &str = "影響範囲を確認したい\n直近の変更\ncheckoutのログ見て\nSEV2で宣言\n\
    checkoutを1つ前に戻して\n3分待つ\n復旧した\n以上\n";

/// A data folder that lives as long as this.
pub struct Home {
    /// The folder.
    pub data: PathBuf,
}

/// What a run left.
#[derive(Debug)]
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// How it ended; `None` after a signal.
    pub code: Option<i32>,
}

impl Home {
    /// An empty one.
    pub fn new(name: &str) -> Home {
        let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("home-{name}"));
        let _ = std::fs::remove_dir_all(&data);
        std::fs::create_dir_all(&data).expect("the folder for tests takes folders");
        Home { data }
    }

    /// The program with these arguments, in Japanese, nothing connected yet.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
        command.args(args).env_clear();
        command.env("HIKESHI_DATA", &self.data).env("HIKESHI_NAME", "葵").env("LC_ALL", "ja_JP.UTF-8");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs to the end with this input.
    pub fn run(&self, args: &[&str], input: &str) -> Ran {
        finish(self.command(args).spawn().expect("the program starts"), input)
    }

    /// The files of all plays; none while the program has not begun one.
    pub fn plays(&self) -> Vec<PathBuf> {
        plays_in(&self.data)
    }

    /// The only play's file.
    pub fn play(&self) -> PathBuf {
        let mut plays = self.plays();
        assert_eq!(plays.len(), 1, "{plays:?}");
        plays.remove(0)
    }

    /// What the only play's file says.
    pub fn kept(&self) -> String {
        std::fs::read_to_string(self.play()).expect("a play is text")
    }
}

/// The files of all plays kept under a folder of data.
pub fn plays_in(data: &std::path::Path) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(data.join("plays")).into_iter().flatten();
    let files = folder.flatten().map(|entry| entry.path());
    files.filter(|path| path.extension().is_some_and(|end| end == "jsonl")).collect()
}

/// Gives the input and waits for the end.
pub fn finish(mut child: Child, input: &str) -> Ran {
    if let Some(mut stdin) = child.stdin.take() {
        // The program may end before it has read everything.
        let _ = stdin.write_all(input.as_bytes());
    }
    let out = reader(child.stdout.take());
    let err = reader(child.stderr.take());
    let status = wait(&mut child);
    Ran {
        out: out.join().expect("output is read"),
        err: err.join().expect("errors are read"),
        code: status.code(),
    }
}

fn reader(from: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut from) = from {
            let _ = from.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

/// Waits for a process, but not for ever.
pub fn wait(child: &mut Child) -> ExitStatus {
    let mut ended = None;
    until("the program ends", || {
        ended = child.try_wait().expect("a child can be waited for");
        ended.is_some()
    });
    ended.expect("it has ended")
}

/// Looks again and again until it holds.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < PATIENCE, "waited in vain: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Reads lines until one holds these words, and returns all of them.
pub fn read_until(from: &mut impl BufRead, words: &str) -> String {
    let mut seen = String::new();
    loop {
        let before = seen.len();
        let n = from.read_line(&mut seen).expect("output is text");
        assert!(n > 0, "the output ended before {words:?}:\n{seen}");
        if seen[before..].contains(words) {
            return seen;
        }
    }
}

/// Output of a running program, line by line.
pub fn lines(child: &mut Child) -> BufReader<std::process::ChildStdout> {
    BufReader::new(child.stdout.take().expect("output is piped"))
}

/// Sends a signal by name (`INT`, `KILL`).
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()), "the signal is sent");
}
