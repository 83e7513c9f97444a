//! What may be said in other words, and what may not.

use super::*;

fn told(source: &str, said: &str) -> String {
    let mut retelling = Retelling::of(source);
    for c in said.chars() {
        retelling.push(&c.to_string());
    }
    retelling.finish().settled
}

const EN: &str = "checkout: error rate 34.2% (normally 0.1%). cart is as usual.";
const JA: &str = "checkout: エラー率 34.2%（通常 0.1%）。cart は普段どおりです。";

#[test]
fn words_that_tell_nothing_come_and_go() {
    assert_eq!(
        told(EN, "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). And cart, as usual."),
        "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). And cart, as usual."
    );
    assert_eq!(
        told(JA, "画面が光る。checkout の エラー率が34.2%（通常0.1%）。そして cart は普段どおり。"),
        "画面が光る。checkout の エラー率が34.2%（通常0.1%）。そして cart は普段どおり。"
    );
}

#[test]
fn whatever_would_say_something_else_is_said_by_the_template() {
    for lie in [
        "checkout: error rate 35.2% (normally 0.1%). cart is as usual.",
        "cart: error rate 34.2% (normally 0.1%). checkout is as usual.",
        "checkout: error rate 0.1% (normally 34.2%). cart is as usual.",
        "checkout is as usual. cart: error rate 34.2% (normally 0.1%).",
        "checkout: no error rate 34.2% (normally 0.1%). cart is not as usual.",
        "It is fixed now. The cause is the release v143.",
        "checkout is fine, its error rate is not 34.2%.",
        "Roll back checkout!",
        "ch eck out v1 43",
        "c-a-u-s-e: v-1-4-3",
        "Причина в релизе",
        "thirty five percent",
        "",
        "<b>checkout</b>",
    ] {
        assert_eq!(told(EN, lie), EN, "{lie}");
    }
    for lie in [
        "checkout: エラー率 34.3%（通常 0.1%）。cart は普段どおりです。",
        "cart: エラー率 34.2%（通常 0.1%）。checkout は普段どおりです。",
        "checkout: エラー率 34.2%（通常 0.1%）ではありません。cart は普段どおりではないです。",
        "もう復旧しました。",
        "げんいんは めもりりーく。",
        "原因はメモリリークです。",
        "すべて大丈夫。",
        "なおりました。",
    ] {
        assert_eq!(told(JA, lie), JA, "{lie}");
    }
}

#[test]
fn what_is_seen_while_it_is_written_is_never_more_than_plain_words_and_the_facts_in_order() {
    let source = facts(EN);
    for said in [
        EN,
        "The screen glows. checkout: the fix is v143.",
        "cart, checkout, 34.2%",
        "It is a memory leak in checkout. ",
    ] {
        let mut retelling = Retelling::of(EN);
        for c in said.chars() {
            let seen = facts(&retelling.push(&c.to_string()).text());
            assert!(source.starts_with(&seen), "{seen:?} while {said}");
        }
    }
}

#[test]
fn whoever_may_not_miss_anything_reads_the_rest_in_the_templates_words_meanwhile() {
    let mut retelling = Retelling::of(EN);
    for c in "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). And".chars() {
        assert_eq!(
            facts(&retelling.push(&c.to_string()).whole()).len(),
            facts(EN).len(),
            "nothing twice, nothing missing"
        );
    }
    assert_eq!(
        retelling.push(" ").whole(),
        "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). And cart is as usual."
    );
}

#[test]
fn a_meaning_is_not_turned_by_little_words() {
    for (one, other) in [
        ("payments is failing", "payments was failing"),
        ("payments fails since 02:13", "payments fails until 02:13"),
        ("above 34%", "below 34%"),
        ("it fails", "it does not fail"),
        ("from v142 to v143", "to v142 from v143"),
        ("失敗しています", "失敗していません"),
        ("失敗しています", "失敗していました"),
        ("02:13 から", "02:13 まで"),
        ("遅い", "遅くない"),
        ("戻った", "戻らなかった"),
    ] {
        assert_ne!(facts(one), facts(other), "{one} / {other}");
    }
    for (one, other) in [
        ("1,204 件です", "1204件である"),
        ("It's in checkout", "This is in checkout"),
        ("失敗しています。", "失敗している"),
    ] {
        assert_eq!(facts(one), facts(other), "{one} / {other}");
    }
}

#[test]
fn sentences_together_are_their_text() {
    for text in ["", "a", "a. b", "34.2% of v1.2.3. Next!", "一。二！？「三。」四", "a\n\nb\n", "…。"]
    {
        assert_eq!(sentences(text).concat(), text);
    }
    assert_eq!(sentences("34.2% of v1.2.3. Next"), ["34.2% of v1.2.3. ", "Next"]);
}
