//! Words of somebody who is not well. A game answers them with neither an example nor a joke: it stops being one for a moment.
//! Meant wide rather than narrow: who only groans is asked once more than needed.

use unicode_normalization::UnicodeNormalization;

/// Turns of speech, in lower case.
const SAID: [&str; 24] = [
    "死にたい",
    "しにたい",
    "死んでしまいたい",
    "消えたい",
    "消えてしまいたい",
    "消えてなくなりたい",
    "生きていたくない",
    "生きるのがつら",
    "生きるのが辛",
    "生きてる意味",
    "生きている意味",
    "自殺",
    "自分を傷つけ",
    "リストカット",
    "kill myself",
    "killing myself",
    "end my life",
    "want to die",
    "wanna die",
    "hurt myself",
    "suicid",
    "don't want to live",
    "don't want to be here any more",
    "don't want to be here anymore",
];

/// Whether these words may be more than a groan.
pub(super) fn speaks(text: &str) -> bool {
    let text = text.nfkc().collect::<String>().to_lowercase().replace('’', "'");
    SAID.iter().any(|said| text.contains(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_somebody_who_is_not_well_are_told_from_words_about_services() {
        for text in ["もう消えてしまいたい", "I don’t want to be here any more", "死にたい…"]
        {
            assert!(speaks(text), "{text}");
        }
        for text in [
            "kill the query",
            "プロセスが死んだ",
            "checkout is dying",
            "キャッシュを消したい",
            "このログ消えてる？",
        ] {
            assert!(!speaks(text), "{text}");
        }
    }
}
