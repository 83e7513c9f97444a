//! Measures understanding against utterances that people would type (`corpus/*.tsv`), and checks the
//! laws that matter more than coverage.

mod law;
mod measure;
mod shop;
mod told;

use std::sync::LazyLock;

use super::*;
use crate::intent::{Look, Table, Wanted};
use shop::shop;
use world::intervention::Intervention;

static SHOP: LazyLock<Lexicon> = LazyLock::new(shop);

fn said(text: &str, asked: Option<&Asked>) -> Understood {
    understand(text, &SHOP, asked)
}

fn order(line: &str) -> Intent {
    Intent::Do(line.parse::<Intervention>().unwrap())
}

fn table(table: Table) -> Understood {
    Understood::Clear(Intent::Table(table))
}

#[test]
fn japanese_is_understood_as_meant_and_nothing_else_is_executed() {
    measure::holds("ja", include_str!("../../corpus/ja.tsv"));
}

#[test]
fn english_is_understood_as_meant_and_nothing_else_is_executed() {
    measure::holds("en", include_str!("../../corpus/en.tsv"));
}

#[test]
fn japanese_written_after_the_rules_is_understood_as_well() {
    measure::holds("ja, fresh", include_str!("../../corpus/fresh-ja.tsv"));
}

#[test]
fn english_written_after_the_rules_is_understood_as_well() {
    measure::holds("en, fresh", include_str!("../../corpus/fresh-en.tsv"));
}

#[test]
fn what_three_more_writers_typed_is_understood_as_well() {
    measure::holds("ja, three writers", include_str!("../../corpus/writers-ja.tsv"));
    measure::holds("en, three writers", include_str!("../../corpus/writers-en.tsv"));
}

#[test]
fn what_was_typed_in_play_and_gone_wrong_is_understood_without_exception() {
    measure::measured("ja, played", include_str!("../../corpus/played-ja.tsv"), 1.0);
    measure::measured("en, played", include_str!("../../corpus/played-en.tsv"), 1.0);
}

#[test]
fn what_was_written_last_is_mostly_understood_and_nothing_else_is_executed() {
    // Measured once before anything was mended for it: the figure to expect of words nobody wrote down yet.
    measure::measured("ja, unseen", include_str!("../../corpus/unseen-ja.tsv"), 0.85);
    measure::measured("en, unseen", include_str!("../../corpus/unseen-en.tsv"), 0.85);
}

#[test]
fn what_names_an_order_and_is_none_is_never_executed() {
    measure::never("ja", include_str!("../../corpus/ja-never.tsv"));
    measure::never("en", include_str!("../../corpus/en-never.tsv"));
}

#[test]
fn an_answer_to_a_confirmation_is_yes_no_or_something_else() {
    let asked = Asked::Confirm(order("restart checkout"));
    for yes in [
        "はい",
        "y",
        "お願いします",
        "yes, do it",
        "はい、再起動して",
        "yes, restart it",
        "うん、やって",
        "ok, go ahead!",
    ] {
        assert_eq!(said(yes, Some(&asked)), table(Table::Yes), "{yes}");
    }
    for no in [
        "いいえ",
        "待って",
        "no",
        "まだ再起動しないで",
        "no, don't restart it",
        "absolutely not",
        "not now",
        "yes but not now",
        "やっぱりやめた",
        "今じゃない",
        "うーん、やめとこう",
        "hold on a second",
        "leave it",
        "ちょっと待った",
        "not yet, sorry",
    ] {
        assert_eq!(said(no, Some(&asked)), table(Table::No), "{no}");
    }
    assert!(matches!(said("先にcheckoutのログ見せて", Some(&asked)), Understood::Clear(Intent::Look(_))));
    // Asked for once more, it is asked about once more.
    for unsure in
        ["はい？", "yes, but check the logs first", "大丈夫かな？", "restart checkout", "再起動して"]
    {
        assert_ne!(said(unsure, Some(&asked)), table(Table::Yes), "{unsure}");
    }
}

#[test]
fn a_choice_is_made_by_number_word_or_name() {
    let asked = Asked::Choices(vec![order("restart checkout"), order("restart cart"), order("restart web")]);
    for two in ["2", "２番", "二つ目", "the second", "cart", "カートで", "カートの方", "カートを再起動して"]
    {
        assert_eq!(said(two, Some(&asked)), table(Table::Choice(2)), "{two}");
    }
    for wish in [
        "checkoutのログ見て",
        "show me the checkout logs",
        "what about checkout?",
        "is cart ok?",
        "webは関係ない",
        "cartが遅い",
        "cart looks slow",
        "double the cart replicas",
        "checkoutの直近の変更",
        "not checkout",
        "cart以外",
        "tell Sato checkout is down",
    ] {
        assert!(answer(wish, &SHOP, &asked).is_none(), "{wish}");
    }
    assert_eq!(said("最後", Some(&asked)), table(Table::Choice(3)));
    assert_eq!(said("やめて", Some(&asked)), table(Table::No));
}

#[test]
fn a_correction_of_what_was_just_asked_is_about_that() {
    let asked = Asked::Confirm(order("restart cart"));
    let other = Understood::Choose(vec![order("restart checkout")]);
    for text in ["no wait, not that one. checkout", "no wait, checkout", "scratch that, checkout instead"] {
        assert_eq!(said(text, Some(&asked)), other, "{text}");
    }
    let asked = Asked::Choices(vec![order("restart checkout"), order("restart cart")]);
    assert_eq!(said("no wait, not that one. cart", Some(&asked)), table(Table::Choice(2)));
}

#[test]
fn a_missing_piece_completes_what_was_said() {
    let wish = |said: &str| Asked::Missing { said: said.into(), options: vec![order("scale checkout 4")] };
    assert_eq!(said("6", Some(&wish("scale checkout"))), Understood::Clear(order("scale checkout 6")));
    assert_eq!(said("6台", Some(&wish("checkoutを増やして"))), Understood::Clear(order("scale checkout 6")));
    let restart = Asked::Missing { said: "再起動して".into(), options: Vec::new() };
    assert_eq!(said("checkout", Some(&restart)), Understood::Clear(order("restart checkout")));
    assert!(matches!(said("checkoutのログ見せて", Some(&restart)), Understood::Clear(Intent::Look(_))));
}

#[test]
fn free_words_answer_a_question_for_status_and_for_countermeasures() {
    let told = said("現在調査中です。15分後に続報します", Some(&Asked::Status));
    assert!(matches!(told, Understood::Clear(Intent::Room(crate::intent::Act::Update { .. }))), "{told:?}");
    let named = said("add a canary stage to deploys", Some(&Asked::Countermeasures));
    assert!(
        matches!(named, Understood::Clear(Intent::Room(crate::intent::Act::Countermeasure { .. }))),
        "{named:?}"
    );
    assert!(matches!(said("checkoutを再起動して", Some(&Asked::Status)), Understood::Clear(Intent::Do(_))));
}

#[test]
fn a_version_alone_names_its_service_and_nothing_more_ends_the_drill() {
    for text in ["v141に戻して", "v141へロールバック", "go back to v141"] {
        assert_eq!(said(text, None), Understood::Clear(order("deploy checkout v141")), "{text}");
    }
    for end in ["以上です", "特にない", "nothing else", "that's it"] {
        assert_eq!(said(end, Some(&Asked::Countermeasures)), table(Table::End), "{end}");
    }
}

#[test]
fn every_form_of_every_order_is_among_the_lines() {
    let found: Vec<&str> = (measure::LINES.iter())
        .map(|line| measure::form(&line.parse().expect("a line is an order")))
        .collect();
    assert_eq!(found, measure::FORMS);
}

#[test]
fn every_order_is_understood_in_its_line_form() {
    for line in measure::LINES {
        assert_eq!(said(line, None), Understood::Clear(order(line)), "{line}");
        assert_ne!(said(&format!("{line}?"), None), Understood::Clear(order(line)), "{line}?");
        let negated = said(&format!("don't {line}"), None);
        assert!(!matches!(negated, Understood::Clear(Intent::Do(_))), "don't {line}: {negated:?}");
    }
}

#[test]
fn a_wish_without_a_target_offers_only_what_fits() {
    let Understood::Missing { wanted: Wanted::Target, options } = said("キャッシュをパージして", None)
    else {
        panic!("a purge without a cache asks which");
    };
    assert_eq!(options, [order("purge catalog-cache")]);
}

#[test]
fn nothing_that_is_typed_panics() {
    let odd = [
        "",
        " ",
        "？",
        "「",
        "\"",
        "checkout-",
        "checkout/99999999999",
        "#",
        "1.2.3.4.5",
        "9e99",
        "set a->",
        "/",
        "🔥🔥",
        "v",
        "10000000000000台に",
        "kubectl",
        "psql -c",
        "grep ",
        "''",
        "-",
        "kubectl scale --replicas",
    ];
    for text in odd {
        let _ = said(text, None);
        let _ = said(text, Some(&Asked::Missing { said: text.into(), options: Vec::new() }));
    }
    for line in include_str!("../../corpus/ja.tsv").lines() {
        for cut in (0..line.len()).step_by(7).filter(|i| line.is_char_boundary(*i)) {
            let _ = said(&line[cut..], None);
        }
    }
}
