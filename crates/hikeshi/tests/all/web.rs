//! The war room in real browsers, on both databases. The scripts are in `tests/browser`; what they need is put into `target`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::postgres::{Postgres, free_port};

const PACKAGES: &str =
    "no packages for the browser tests: `./check` installs them, or `npm install` in target/browser";
const BROWSER: &str =
    "no /usr/bin/chromium: install the package `chromium` (Debian: apt-get install chromium)";

fn scripts() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target = here.join("../../target/browser");
    assert!(target.join("node_modules/playwright-core").exists(), "{PACKAGES}");
    assert!(Path::new("/usr/bin/chromium").exists(), "{BROWSER}");
    // Packages are found beside the script that asks for them.
    for script in ["team.mjs", "room.mjs", "hands.mjs", "plain.mjs", "people.mjs", "drill.mjs"] {
        std::fs::copy(here.join("tests/browser").join(script), target.join(script))
            .expect("a copy of the script");
    }
    target
}

fn played(script: &str, database: &str) {
    let folder = scripts();
    let program = env!("CARGO_BIN_EXE_hikeshi");
    let port = free_port().to_string();
    let mut node = Command::new("node");
    node.current_dir(&folder).arg(script).args([program, database, &port]);
    let pictures = std::env::var_os("HIKESHI_PICTURES");
    let done = node.args(pictures).output().expect("node starts: install the package `nodejs`");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

fn played_on_sqlite(script: &str) {
    let file = std::env::temp_dir().join(format!("hikeshi-{script}-{}.db", std::process::id()));
    played(script, &file.display().to_string());
    std::fs::remove_file(file).expect("the server made it");
}

#[test]
fn two_browsers_share_a_room_on_a_server_that_dies_in_the_middle_on_sqlite() {
    played_on_sqlite("room.mjs");
}

#[test]
fn a_room_is_led_by_its_forms_alone() {
    played_on_sqlite("hands.mjs");
}

#[test]
fn every_form_of_a_room_posts_and_works_without_a_script() {
    played_on_sqlite("plain.mjs");
}

#[test]
fn ones_own_page_and_who_may_come_in_keep_nobody_out() {
    played_on_sqlite("people.mjs");
}

#[test]
fn two_browsers_share_a_room_on_a_server_that_dies_in_the_middle_on_postgresql() {
    let postgres = Postgres::start();
    played("room.mjs", &postgres.url());
}

#[test]
fn two_browsers_play_a_drill_to_its_debrief_on_a_server_that_dies_in_the_middle_on_sqlite() {
    played_on_sqlite("drill.mjs");
}

#[test]
fn two_browsers_play_a_drill_to_its_debrief_on_a_server_that_dies_in_the_middle_on_postgresql() {
    let postgres = Postgres::start();
    played("drill.mjs", &postgres.url());
}
