//! What got through, judged apart from what was to keep it out: by other code, from the texts alone.

use unicode_segmentation::UnicodeSegmentation;

/// Numbers of `shown` that `template` does not hold, as runs of digits.
pub(super) fn ungrounded(shown: &str, template: &str) -> Vec<String> {
    let known = numbers(template);
    numbers(shown).into_iter().filter(|number| !known.contains(number)).collect()
}

fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain([' ']) {
        let digit = c
            .to_digit(10)
            .or_else(|| "０１２３４５６７８９".chars().position(|wide| wide == c).map(|n| n as u32));
        match digit {
            Some(digit) => run.push(char::from_digit(digit, 10).unwrap_or('0')),
            // A separator within a number is none of it.
            None if c == ',' && !run.is_empty() => {}
            None => found.extend((!run.is_empty()).then(|| std::mem::take(&mut run))),
        }
    }
    let spelled = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred", "thousand",
        "million",
    ];
    found.extend(text.unicode_words().map(str::to_lowercase).filter(|word| spelled.contains(&word.as_str())));
    let japanese = |c: &char| "〇一二三四五六七八九十百千万".contains(*c);
    found.extend(text.chars().filter(japanese).map(String::from));
    found
}

/// Words of `secret` that `shown` holds and `template` does not.
pub(super) fn leaked(shown: &str, template: &str, secret: &[String]) -> Vec<String> {
    let (shown, template) = (shown.to_lowercase(), template.to_lowercase());
    let holds = |word: &&String| shown.contains(word.as_str()) && !template.contains(word.as_str());
    secret.iter().filter(holds).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_got_through_is_seen() {
        assert_eq!(ungrounded("34.2% and 12", "34.2%"), ["12"]);
        assert_eq!(ungrounded("３５％", "34.2%"), ["35"]);
        assert_eq!(ungrounded("thirty of a hundred, 三十", "30"), ["hundred", "三", "十"]);
        assert!(ungrounded("1,204 行", "1204 lines").is_empty());
        assert_eq!(
            leaked("It is the Coupon release", "a coupon", &["coupon".into(), "release".into()]),
            ["release"]
        );
    }
}
