//! What people read: both languages in full, and what no text may do.

use super::*;

#[test]
fn a_good_play_reads_well_in_both_languages() {
    insta::assert_snapshot!("good_ja", GOOD.markdown(Lang::Ja));
    insta::assert_snapshot!("good_en", GOOD.markdown(Lang::En));
}

#[test]
fn a_careless_play_reads_well_in_both_languages() {
    insta::assert_snapshot!("careless_ja", CARELESS.markdown(Lang::Ja));
    insta::assert_snapshot!("careless_en", CARELESS.markdown(Lang::En));
}

#[test]
fn a_play_in_which_nobody_acted_reads_well_in_both_languages() {
    insta::assert_snapshot!("nobody_ja", NOBODY.markdown(Lang::Ja));
    insta::assert_snapshot!("nobody_en", NOBODY.markdown(Lang::En));
}

#[test]
fn every_key_that_a_debrief_names_has_a_text() {
    let sources = [
        include_str!("../record.rs"),
        include_str!("../course.rs"),
        include_str!("../grade.rs"),
        include_str!("../advice.rs"),
        include_str!("../page.rs"),
        include_str!("../figure.rs"),
    ];
    let mut keys: Vec<String> = page::dimension_keys();
    let verdicts = ["helped", "hurt", "no-effect", "failed", "refused", "too-early"];
    keys.extend(verdicts.map(|name| format!("debrief-verdict-{name}")));
    for source in sources {
        let literals = source.split("\"debrief-").skip(1).filter_map(|rest| rest.split_once('"'));
        keys.extend(literals.map(|(end, _)| format!("debrief-{end}")).filter(|key| !key.contains('{')));
    }
    for key in keys {
        assert!(crate::words::has(Lang::Ja, &key), "{key} has no text");
    }
}
