//! What may be said in other words, and what may not.

use super::*;
use crate::words::Lang;

fn told(source: &str, said: &str) -> String {
    let lang = if source.is_ascii() { Lang::En } else { Lang::Ja };
    let mut retelling = Retelling::of(source, lang, true);
    for c in said.chars() {
        retelling.push(&c.to_string());
    }
    retelling.finish().settled
}

const EN: &str = "checkout: error rate 34.2% (normally 0.1%). cart is as usual.";
const JA: &str = "checkout: エラー率 34.2%（通常 0.1%）。cart は普段どおりです。";

#[test]
fn little_words_come_and_go_and_atmosphere_is_chosen() {
    assert_eq!(
        told(EN, "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). The cart is as usual."),
        "The screen glows. checkout, the error rate: 34.2% (normally 0.1%). The cart is as usual."
    );
    assert_eq!(
        told(JA, "画面が光る。checkout、エラー率34.2%（通常0.1%）です。cart は普段どおりだ。"),
        "画面が光る。checkout、エラー率34.2%（通常0.1%）です。cart は普段どおりです。",
        "what is joined to another word is a part of it"
    );
    let mut dry = Retelling::of(EN, Lang::En, false);
    dry.push("The screen glows. ");
    assert_eq!(dry.finish().settled, EN, "only a vivid voice has an atmosphere");
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
        "What you see here is noise.",
        "The pager rings.",
        "Please wait.",
        "checkout is fine, its error rate is not 34.2%.",
        "Roll back checkout!",
        "ch eck out v1 43",
        "c-a-u-s-e: v-1-4-3",
        "Причина в релизе",
        "thirty five percent",
        "",
        "<b>checkout</b>",
        "✅ checkout: error rate 34.2% (normally 0.1%). ✅ cart is as usual.",
        "checkout: error rate -34.2% (normally ~0.1%). cart is as usual.",
        "checkout: error rate −34.2% (normally ≥0.1%). cart is as usual.",
        "checkout: error rate .34.2% (normally .0.1%). cart is as usual.",
        "🔟 📉 🇨🇦 ⠍⠑ ⺠",
        "checkout: \u{2067}error rate 34.2% (normally 0.1%)\u{2069}. cart is as usual.",
    ] {
        assert_eq!(told(EN, lie), EN, "{lie}");
    }
    for lie in [
        "checkout: エラー率 34.3%（通常 0.1%）。cart は普段どおりです。",
        "cart: エラー率 34.2%（通常 0.1%）。checkout は普段どおりです。",
        "checkout: エラー率 34.2%（通常 0.1%）ではありません。cart は普段どおりではないです。",
        "わるいのは checkout: エラー率 34.2%（通常 0.1%）。",
        "もう復旧しました。",
        "げんいんは めもりりーく。",
        "答めもり、答りーく。",
        "原因はメモリリークです。",
        "すべて大丈夫。",
        "なおりました。",
        "はい、いいですよ。",
        "さがっている。へっている。",
        "この通知はわるい。",
    ] {
        assert_eq!(told(JA, lie), JA, "{lie}");
    }
}

#[test]
fn what_is_seen_while_it_is_written_is_the_facts_in_order_and_sentences_that_are_ours() {
    let source = facts(EN);
    for said in
        [EN, "checkout: the fix is v143.", "cart, checkout, 34.2%", "It is a memory leak in checkout. "]
    {
        let mut retelling = Retelling::of(EN, Lang::En, true);
        for c in said.chars() {
            let seen = facts(&retelling.push(&c.to_string()).text());
            assert!(source.starts_with(&seen), "{seen:?} while {said}");
        }
    }
    let mut retelling = Retelling::of(EN, Lang::En, true);
    assert_eq!(retelling.push("The screen g").text(), "The screen ");
    assert_eq!(retelling.push("ives up ").text(), "");
}

#[test]
fn whoever_may_not_miss_anything_reads_the_rest_in_the_templates_words_meanwhile() {
    let mut retelling = Retelling::of(EN, Lang::En, true);
    for c in "checkout, the error rate: 34.2% (normally 0.1%). The".chars() {
        let whole = retelling.push(&c.to_string()).whole();
        assert_eq!(facts(&whole), facts(EN), "nothing twice, nothing missing");
    }
    assert_eq!(
        retelling.push(" ").whole(),
        "checkout, the error rate: 34.2% (normally 0.1%). cart is as usual."
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
        ("It's back.", "We are back."),
        ("Mori has it.", "Mori is asking you to wait."),
        ("失敗しています", "失敗していません"),
        ("失敗しています", "失敗していました"),
        ("02:13 から", "02:13 まで"),
        ("02:13 から", "02:13 のせいで"),
        ("遅い", "遅くない"),
        ("戻った", "戻らなかった"),
        ("止まっている", "止まらん"),
        ("変更の記録なし", "変更の記録あります"),
        ("まだだ。", "もういい。"),
        ("了解。", "了解、はい、いいですよ。"),
        ("checkout が payments を呼ぶ", "checkout を payments が呼ぶ"),
        ("34 ms", ".34 ms"),
        ("120 件", "1,20 件"),
    ] {
        assert_ne!(facts(one), facts(other), "{one} / {other}");
    }
    for (one, other) in [
        ("1,204 件です", "1204件である"),
        ("A checkout", "the checkout"),
        ("切り戻し開始", "切り戻し開始します。"),
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

#[test]
fn a_sentence_of_atmosphere_is_one_sentence_without_a_number() {
    for lang in Lang::ALL {
        for colour in colours(lang) {
            assert_eq!(sentences(colour).len(), 1, "{colour}");
            assert!(!colour.contains(|c: char| c.is_numeric()), "{colour}");
        }
    }
}
