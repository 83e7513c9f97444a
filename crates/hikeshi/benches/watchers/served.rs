//! The real program as a server: started, looked at from outside, ended.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::http;

/// A running server, ended when it is dropped.
pub struct Served {
    pub port: u16,
    /// Somebody's session.
    pub cookie: String,
    child: Child,
}

/// A database's file that is not there.
pub fn scratch(name: &str) -> PathBuf {
    let file = std::env::temp_dir().join(format!("hikeshi-{name}-{}.db", std::process::id()));
    forget(&file);
    file
}

/// Takes a database away.
pub fn forget(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", file.display()));
    }
}

/// The program, to be told what to do with this database.
pub fn program(file: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hikeshi"));
    command.env("DATABASE_URL", file).args(["--lang", "en"]);
    command
}

impl Served {
    /// Starts one over this database, and says how long it took until somebody was let in.
    pub async fn start(file: &Path) -> (Served, Duration) {
        let bound = std::net::TcpListener::bind("127.0.0.1:0").and_then(|bound| bound.local_addr());
        let port = bound.expect("a port").port();
        let begin = Instant::now();
        let mut command = program(file);
        let command = command.args(["serve", "--listen", &format!("127.0.0.1:{port}")]);
        let child = command.stdout(Stdio::null()).spawn().expect("the server starts");
        let cookie = loop {
            match http::enter(port, "ana").await {
                Some(cookie) => break cookie,
                None => sleep(Duration::from_millis(1)).await,
            }
        };
        (Served { port, cookie, child }, begin.elapsed())
    }

    /// Resident memory [MB].
    pub fn memory(&self) -> u64 {
        let status = self.read("status");
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1_024
    }

    /// Processor time used so far [s].
    pub fn processor(&self) -> f64 {
        processor(self.child.id())
    }

    /// Files that it may hold open [count].
    pub fn files(&self) -> usize {
        let limits = self.read("limits");
        let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap_or_default();
        line.split_whitespace().nth(3).and_then(|files| files.parse().ok()).unwrap_or(usize::MAX)
    }

    fn read(&self, what: &str) -> String {
        std::fs::read_to_string(format!("/proc/{}/{what}", self.child.id())).unwrap_or_default()
    }
}

/// Processor time that a process has used so far [s].
pub fn processor(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
