//! What the three pure crates may not touch, as a second lock beside `clippy.toml`: clippy sees calls,
//! this sees names, also where a call is allowed away. Knows nothing of why a number came out.

use crate::complaint::{Complaint, none};
use crate::source::Code;
use crate::tree::with_extension;

/// A name that a pure crate may not use, and what to use instead.
const BANNED: [(&str, &str); 12] = [
    ("Instant", "time arrives as an argument"),
    ("SystemTime", "time arrives as an argument"),
    ("std::env", "settings arrive as arguments"),
    ("std::fs", "the program reads and writes files"),
    ("std::net", "the program speaks to networks"),
    ("std::process", "the program starts processes"),
    ("std::io", "return what is to be said; the program prints it"),
    ("std::thread", "a drill is one thread: its order of events is its truth"),
    ("HashMap", "its order is random: use BTreeMap"),
    ("HashSet", "its order is random: use BTreeSet"),
    ("RandomState", "its order is random: use an ordered map"),
    ("println!", "return what is to be said; the program prints it"),
];

#[test]
fn the_pure_crates_know_no_clock_entropy_environment_or_hash_order() {
    let mut complaints = Vec::new();
    let pure = ["crates/world/src/", "crates/room/src/", "crates/drill/src/"];
    for file in with_extension("rs").iter().filter(|file| pure.iter().any(|path| file.path.starts_with(path)))
    {
        let code = Code::of(file);
        for (name, instead) in BANNED {
            for at in code.find(name).into_iter().filter(|at| !code.in_test(*at)) {
                let mend = format!("`{name}` in a pure crate: {instead}");
                complaints.push(Complaint::new(&file.path, code.line(at), mend));
            }
        }
    }
    none(complaints);
}

#[test]
fn clippy_bans_what_the_pure_crates_may_not_touch() {
    let clippy = crate::tree::read("clippy.toml").text;
    let needed = [
        "Instant::now",
        "SystemTime::now",
        "std::env::var",
        "thread::sleep",
        "HashMap",
        "HashSet",
        "f64::exp",
    ];
    let missing = needed.into_iter().filter(|name| !clippy.contains(name));
    none(
        missing
            .map(|name| Complaint::new("clippy.toml", 0, format!("ban `{name}` with its replacement")))
            .collect(),
    );
}
