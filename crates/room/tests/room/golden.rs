//! Events of every release, as they were written: all of them still fold, and are written as they were.

use std::collections::BTreeSet;
use std::path::Path;

use room::view::{Arg, Timeline};
use room::{Entry, Event, Flow, message_keys};

pub fn golden() -> Vec<(String, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let lines = |file: &Path| std::fs::read_to_string(file).unwrap().lines().map(String::from).collect();
    files.iter().map(|file| (file.display().to_string(), lines(file))).collect()
}

#[test]
fn every_event_of_every_release_still_folds() {
    for (file, lines) in golden() {
        let read = |line: &String| {
            serde_json::from_str::<Entry>(line).unwrap_or_else(|e| panic!("{file}: {line}: {e}"))
        };
        let entries: Vec<Entry> = lines.iter().map(read).collect();
        let flow = Flow::replay(entries).unwrap();
        assert_eq!(Timeline::of(flow.entries()).rows.len(), lines.len());
    }
}

#[test]
fn events_of_this_release_and_the_next_are_written_as_they_were_read() {
    let this = concat!(env!("CARGO_PKG_VERSION"), ".jsonl");
    let all = golden();
    let first = all.iter().position(|(file, _)| file.ends_with(this)).expect("golden/<version>.jsonl");
    let mut seen = BTreeSet::new();
    for line in all[first..].iter().flat_map(|(_, lines)| lines) {
        let entry: Entry = serde_json::from_str(line).unwrap();
        assert_eq!(&serde_json::to_string(&entry).unwrap(), line);
        seen.insert(entry.event.key());
    }
    let missing: Vec<_> = Event::KEYS.iter().filter(|key| !seen.contains(**key)).collect();
    assert!(missing.is_empty(), "add a line to the newest file of golden/ for: {missing:?}");
}

#[test]
fn every_word_of_a_timeline_has_a_message() {
    let keys = message_keys();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "each key once");
    for (_, lines) in golden() {
        let entries: Vec<Entry> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
        for row in Timeline::of(&entries).rows {
            assert!(keys.contains(&row.key), "{}", row.key);
            for arg in row.args.values() {
                if let Arg::Word(word) = arg {
                    assert!(keys.contains(word), "{word} in {}", row.key);
                }
            }
        }
    }
}
