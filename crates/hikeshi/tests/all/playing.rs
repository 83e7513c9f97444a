//! Whole plays through pipes: to a debrief, from a script, as JSON.

use crate::program::{GOOD, Home};

#[test]
fn a_play_through_a_pipe_comes_to_a_debrief_that_is_saved() {
    let home = Home::new("pipe");
    let ran = home.run(&["drill", "first-fire", "--seed", "1", "--plain"], GOOD);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for words in ["[発報]", "rollback checkout", "振り返り", "保存先"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(!ran.out.contains('⟦'), "every text is there");
    let debrief = home.play().with_extension("md");
    assert!(std::fs::read_to_string(debrief).expect("the debrief is saved").contains("# 振り返り"));
    let page = std::fs::read_to_string(home.play().with_extension("html")).expect("so is its page");
    assert!(page.contains("<svg"), "the page has charts");
    let kept = home.kept();
    assert!(kept.lines().next().is_some_and(|line| line.contains("first-fire")), "{kept}");
    assert!(kept.contains("{\"said\":\"checkoutのログ見て\"}"), "{kept}");
    assert!(kept.lines().last().is_some_and(|line| line.starts_with("{\"ended\"")), "{kept}");
}

#[test]
fn a_careless_play_has_another_debrief() {
    let debrief = |name: &str, words: &str| {
        let ran = Home::new(name).run(&["drill", "first-fire", "--seed", "1", "--json"], words);
        serde_json::from_str::<serde_json::Value>(&ran.out).expect("the debrief is JSON")
    };
    let (good, careless) =
        (debrief("good", GOOD), debrief("careless", "checkoutを再起動して\nはい\n20分待つ\n/end\n"));
    assert_ne!(good["outcome"], careless["outcome"]);
    assert_ne!(good["grades"], careless["grades"]);
}

#[test]
fn json_has_standard_output_to_itself_and_the_same_words_give_the_same_bytes() {
    let args = ["drill", "first-fire", "--seed", "7", "--json"];
    let (one, two) = (Home::new("json-1").run(&args, GOOD), Home::new("json-2").run(&args, GOOD));
    assert_eq!(one.code, Some(0), "{}", one.err);
    assert!(one.out.starts_with('{') && one.out.trim_end().ends_with('}'), "{}", one.out);
    assert_eq!(one.out, two.out);
}

#[test]
fn a_script_is_said_line_by_line_and_its_comments_are_not() {
    let home = Home::new("script");
    let script = home.data.join("words.txt");
    std::fs::write(&script, "# a good beginning\nwhat changed?\n\nroll back checkout\n")
        .expect("a script is written");
    let path = script.to_str().expect("the path is text");
    let ran = home.run(&["drill", "first-fire", "--seed", "1", "--lang", "en", "--script", path], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("> what changed?") && ran.out.contains("> roll back checkout"), "{}", ran.out);
    assert!(!ran.out.contains("a good beginning"));
    assert!(ran.out.contains("> /end"), "a script that ends, ends the play: {}", ran.out);
}

#[test]
fn the_clock_runs_by_itself_when_it_is_asked_to() {
    let home = Home::new("clock");
    let mut child =
        home.command(&["drill", "first-fire", "--seed", "1", "--clock", "x10"]).spawn().expect("starts");
    crate::program::until("time passes", || {
        home.plays()
            .first()
            .is_some_and(|play| std::fs::read_to_string(play).is_ok_and(|kept| kept.contains("passed")))
    });
    drop(child.stdin.take());
    let ran = crate::program::finish(child, "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("振り返り"));
}
