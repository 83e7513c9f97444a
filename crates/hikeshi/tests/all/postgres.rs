//! A real PostgreSQL for one test, from the server binaries that are installed: in a folder and on a port of its own, gone
//! when the test is.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long a fresh server may take until it answers.
const READY: Duration = Duration::from_secs(60);
/// Between two questions whether it answers.
const ASKED: Duration = Duration::from_millis(50);
const ABSENT: &str =
    "no PostgreSQL server binaries: install the package `postgresql` (Debian: apt-get install postgresql)";

/// A running server.
pub struct Postgres {
    folder: PathBuf,
    child: Child,
    port: u16,
}

impl Postgres {
    /// Makes an empty one.
    pub fn start() -> Postgres {
        let bin = binaries();
        let folder = std::env::temp_dir().join(format!("hikeshi-pg-{}-{}", std::process::id(), free_port()));
        std::fs::create_dir_all(&folder).expect("a folder for the server");
        let owner = owner();
        if let Some((user, group)) = owner {
            std::os::unix::fs::chown(&folder, Some(user), Some(group)).expect("root may give a folder away");
        }
        let data = folder.join("data");
        let made = run_as(owner, &bin.join("initdb"), &folder)
            .args(["-A", "trust", "-U", "hikeshi", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync", "-D"])
            .arg(&data)
            .stdout(Stdio::null())
            .status()
            .expect("initdb starts");
        assert!(made.success(), "initdb failed");
        let port = free_port();
        let child = run_as(owner, &bin.join("postgres"), &folder)
            .arg("-D")
            .arg(&data)
            .args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=100"])
            .arg("-c")
            .arg(format!("unix_socket_directories={}", folder.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let postgres = Postgres { folder, child, port };
        postgres.wait(&bin);
        postgres
    }

    /// Where its one database is.
    pub fn url(&self) -> String {
        format!("postgres://hikeshi@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&self, bin: &Path) {
        for _ in 0..READY.as_millis() / ASKED.as_millis() {
            let port = self.port.to_string();
            let asked =
                Command::new(bin.join("pg_isready")).args(["-q", "-h", "127.0.0.1", "-p", &port]).status();
            if asked.is_ok_and(|status| status.success()) {
                return;
            }
            #[allow(
                clippy::disallowed_methods,
                reason = "a server of somebody else's says nothing when it is ready"
            )]
            std::thread::sleep(ASKED);
        }
        panic!("the server did not answer within {READY:?}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The newest version installed.
fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|version| version.path().join("bin")).collect();
    found.extend(std::env::var_os("PATH").iter().flat_map(std::env::split_paths));
    found.retain(|bin| bin.join("initdb").exists() && bin.join("postgres").exists());
    found.sort();
    found.into_iter().next().expect(ABSENT)
}

/// The server refuses to run as root: then it runs as its own user.
fn owner() -> Option<(u32, u32)> {
    let mine = std::fs::metadata("/proc/self").ok().map(|own| std::os::unix::fs::MetadataExt::uid(&own));
    if mine != Some(0) {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").expect("the list of users");
    let line = users.lines().find(|line| line.starts_with("postgres:")).expect(ABSENT);
    let fields: Vec<&str> = line.split(':').collect();
    Some((fields[2].parse().expect("a user's number"), fields[3].parse().expect("a group's number")))
}

fn run_as(owner: Option<(u32, u32)>, program: &Path, folder: &Path) -> Command {
    use std::os::unix::process::CommandExt;
    let mut command = Command::new(program);
    command.current_dir(folder);
    if let Some((user, group)) = owner {
        command.uid(user).gid(group);
    }
    command
}

/// A port that nobody listens at now.
pub fn free_port() -> u16 {
    let bound = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    bound.expect("a free port").port()
}
