//! Copies of a server: whole or not taken for whole, and whoever was let in is in again.

use std::path::PathBuf;

use crate::http::get;
use crate::postgres::free_port;
use crate::program::{Home, Ran};
use crate::rude::{House, house};
use crate::storm::start;
use crate::tokens::{admin, me_at, token};

/// A folder with a copy of a house in it.
struct Copy {
    home: Home,
    path: PathBuf,
    lines: Vec<String>,
}

impl Copy {
    fn of(house: &House, name: &str) -> Copy {
        let home = Home::new(name);
        let path = home.data.join("copy.jsonl");
        let ran = admin(house, &["backup", &path.display().to_string()]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let text = std::fs::read_to_string(&path).expect("the copy is there");
        Copy { home, path, lines: text.lines().map(String::from).collect() }
    }

    fn database(&self) -> String {
        self.home.data.join("restored.db").display().to_string()
    }

    /// Reads these bytes in as a copy.
    fn restored(&self, bytes: &[u8], more: &[&str]) -> Ran {
        std::fs::write(&self.path, bytes).expect("the copy is written");
        let (path, database) = (self.path.display().to_string(), self.database());
        let words = ["restore", &path, "--lang", "en", "--database-url", &database];
        self.home.run(&[&words[..], more].concat(), "")
    }
}

#[test]
fn a_copy_that_was_cut_short_or_damaged_is_named_and_nothing_of_it_is_read_in() {
    let house = house("damaged");
    let copy = Copy::of(&house, "copy-damaged");
    let whole = copy.lines.join("\n") + "\n";
    let cut = copy.lines[..copy.lines.len() - 1].join("\n") + "\n";
    let torn = &whole.as_bytes()[..whole.len() - 30];
    let mut bad = whole.clone().into_bytes();
    bad[copy.lines[0].len() + 10] = 0xff;
    let mut less = copy.lines.clone();
    less.remove(less.len() - 2);
    let more = format!("{whole}{}\n", copy.lines[0]);
    let last = copy.lines.len();
    for (bytes, words) in [
        (cut.as_bytes(), format!("after line {} without its last line", last - 1)),
        (torn, format!("line {last} is none")),
        (&bad, "line 2 is none".into()),
        (less.join("\n").as_bytes(), format!("line {} is none", last - 1)),
        (more.as_bytes(), format!("line {} is none", last + 1)),
        (b"", "after line 0".into()),
    ] {
        let ran = copy.restored(bytes, &[]);
        assert!(ran.code == Some(1) && ran.err.contains(&words), "{words}: {ran:?}");
        assert!(ran.err.contains("Nothing was read in"), "{ran:?}");
    }
    // What there is of a torn one is read in where somebody wants it, and only then.
    let ran = copy.restored(torn, &["--cut-short"]);
    assert!(
        ran.code == Some(0) && ran.out.contains("1 rooms") && ran.out.contains("no last line"),
        "{ran:?}"
    );
}

#[test]
fn whoever_was_let_in_when_the_copy_was_made_is_in_where_it_was_read_in() {
    let house = house("keys");
    let bot = token(&house, "ana", "act");
    let invited = admin(&house, &["invite"]).out;
    let invite = invited.split_whitespace().find(|word| word.starts_with("/join/")).expect("its path");
    let copy = Copy::of(&house, "copy-keys");
    let text = copy.lines.join("\n");
    for secret in [&bot[8..], &house.cookie["hikeshi_session=".len()..], &invite["/join/".len()..]] {
        assert!(!text.contains(secret), "only the hash of a secret is in a copy");
    }
    let ran = copy.restored(text.as_bytes(), &[]);
    assert!(ran.code == Some(0) && ran.out.contains("is in again"), "{ran:?}");
    let mut server = start(&copy.database(), free_port());
    assert_eq!(me_at(server.port, &bot), 200);
    assert_eq!(get(server.port, &house.room, &house.cookie).expect("an answer").status, 200);
    let page = crate::http::post(server.port, invite, "", "name=bo").expect("an answer");
    assert!(page.session().is_some(), "{page:?}");
    let _ = server.child.kill();
    let _ = server.child.wait();
}
