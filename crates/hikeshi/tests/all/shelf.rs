//! The list of drills: how difficult each was measured to be, which one has played, and nothing of a cause before that.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::program::{GOOD, Home};

fn rows(home: &Home) -> Vec<Value> {
    let list = home.run(&["scenario", "list", "--json"], "");
    let list: Value = serde_json::from_str(&list.out).expect("the list is JSON");
    list.as_array().expect("an array").clone()
}

fn row(home: &Home, id: &str) -> Value {
    rows(home).into_iter().find(|row| row["id"] == id).expect("it is in the list")
}

#[test]
fn what_kind_of_thing_it_was_is_told_only_to_who_has_played_it() {
    let home = Home::new("shelf");
    assert!(rows(&home).iter().all(|row| row["class"].is_null() && row["played"] == 0));
    assert!(!home.run(&["scenario", "list"], "").out.contains("回数"), "there is nothing to tell yet");
    assert_eq!(home.run(&["drill", "first-fire", "--seed", "1", "--plain"], GOOD).code, Some(0));
    let played = row(&home, "first-fire");
    assert!(played["played"] == 1 && played["class"] == "change", "{played}");
    assert!(row(&home, "tv-spot")["class"].is_null(), "another is as it was");
    for (lang, words) in [("ja", ["種類", "変更", "1回"]), ("en", ["kind", "change", "1×"])] {
        let shown = home.run(&["scenario", "show", "first-fire", "--lang", lang], "").out;
        let list = home.run(&["scenario", "list", "--lang", lang], "").out;
        let line = list.lines().find(|line| line.contains("first-fire")).expect("it is listed");
        assert!(list.contains(words[0]) && line.contains(words[1]) && line.contains(words[2]), "{list}");
        assert!(list.lines().all(|line| line.width() <= 80), "wider than a terminal: {list}");
        assert!(shown.contains(words[1]) && shown.contains(words[2]), "{shown}");
    }
}

#[test]
fn the_list_is_a_table_from_easy_to_hard_that_fits_a_terminal() {
    let home = Home::new("shelf-table");
    let difficulties: Vec<u64> = rows(&home).iter().filter_map(|row| row["difficulty"].as_u64()).collect();
    assert!(difficulties.is_sorted() && difficulties.iter().all(|level| (1..=5).contains(level)));
    assert!(rows(&home).iter().all(|row| row["measured"] == true), "none is only its author's guess");
    for lang in ["ja", "en"] {
        let list = home.run(&["scenario", "list", "--lang", lang], "").out;
        let wide = list.lines().find(|line| line.width() > 80);
        assert_eq!(wide, None, "wider than a terminal");
        let begins = |line: &str, words: &str| line.find(words).map(|at| line[..at].width());
        let one = list.lines().find_map(|line| begins(line, "first-fire"));
        let other = list.lines().find_map(|line| begins(line, "friday-sale"));
        assert!(one.is_some() && one == other, "names stand below one another: {list}");
    }
}

#[test]
fn the_list_and_the_debrief_name_the_drill_to_take_next() {
    let home = Home::new("shelf-next");
    let next = |home: &Home| {
        let row = rows(home).into_iter().find(|row| row["next"] == true).expect("one is recommended");
        row["id"].as_str().expect("a name").to_string()
    };
    let first = next(&home);
    let list = home.run(&["scenario", "list"], "").out;
    assert!(list.lines().any(|line| line.starts_with("> ") && line.contains(&first)), "{list}");
    assert!(list.contains(&format!("次のおすすめ: hikeshi drill {first}（")), "with its reason: {list}");
    let told = home.run(&["drill", "first-fire", "--seed", "1", "--plain"], GOOD).out;
    let after = next(&home);
    assert!(
        after != "first-fire" && told.contains(&format!("hikeshi drill {after}（難しさ")),
        "{after}: {told}"
    );
    let played = row(&home, "first-fire");
    assert!(played["best"].as_i64().is_some_and(|best| (0..=100).contains(&best)), "{played}");
    // Among those of one level, what was not played yet comes first.
    let level: Vec<bool> = (rows(&home).iter())
        .filter(|row| row["difficulty"] == played["difficulty"])
        .map(|row| row["played"].as_u64() > Some(0))
        .collect();
    assert!(level.is_sorted() && level.last() == Some(&true), "{level:?}");
}

#[test]
fn whose_outage_a_night_was_is_told_only_to_who_has_finished_it() {
    let home = Home::new("shelf-outage");
    assert!(!home.run(&["scenario", "list"], "").out.contains("GitHub"));
    assert!(rows(&home).iter().all(|row| row["outage"].is_null()));
    let script = "overview\n5分待つ\n/end\n";
    assert_eq!(home.run(&["drill", "two-shores", "--seed", "1", "--plain"], script).code, Some(0));
    let list = home.run(&["scenario", "list"], "").out;
    assert!(list.lines().any(|line| line.contains("two-shores") && line.contains("GitHub")), "{list}");
    assert!(list.lines().all(|line| line.width() <= 80), "wider than a terminal: {list}");
}
