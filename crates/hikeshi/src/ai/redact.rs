//! What must not leave the building: people's names, mail addresses, secrets, addresses of machines, and patterns of one's own.
//! Each becomes a word that stands for it, the same for the same, and is put back into what comes home.

use std::sync::LazyLock;

use regex::Regex;

/// What is looked for, by what it becomes; secrets first, since what they hold may look like something else.
static PATTERNS: LazyLock<Vec<(&str, Regex)>> = LazyLock::new(|| {
    let patterns = [
        ("SECRET", r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)"),
        ("SECRET", r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*"),
        ("SECRET", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
        ("SECRET", r"\bgh[pousr]_[A-Za-z0-9]{20,}\b|\bgithub_pat_[A-Za-z0-9_]{20,}"),
        ("SECRET", r"\bxox[abeprs]-[A-Za-z0-9-]{8,}"),
        ("SECRET", r"\b(?:sk|pk|rk)[-_][A-Za-z0-9_-]{16,}"),
        ("SECRET", r"(?i)\bbearer\s+[A-Za-z0-9._~+/-]{8,}=*"),
        (
            "SECRET",
            r#"(?i)\b[A-Za-z0-9_-]*(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|credential)[A-Za-z0-9_-]*["']?\s*[:=]\s*["']?[^\s"',;]+"#,
        ),
        ("SECRET", r#"(?:パスワード|暗証番号|秘密鍵|トークン|キー|鍵)\s*(?:は|が|[:：=＝])\s*[^\s、。"']+"#),
        ("SECRET", r"://[^/\s:@]*:[^/\s@]+@"),
        ("SECRET", r"\bAIza[0-9A-Za-z_-]{30,}|\bglpat-[0-9A-Za-z_-]{16,}|\bhf_[0-9A-Za-z]{20,}"),
        ("SECRET", r"(?i)\bbasic\s+[A-Za-z0-9+/]{8,}=*"),
        ("SECRET", r"(?i)(?:password|passwd|secret|token)\s+(?:is|was)\s+\S+"),
        ("SECRET", r"(?i)--?(?:password|passwd|secret|token|api-key)[= ]\S+"),
        ("SECRET", r"\s-u\s+\S+:\S+"),
        ("MAIL", r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        ("IP", r"\b(?:\d{1,3}\.){3}\d{1,3}\b"),
        (
            "IP",
            r"(?i)\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|(?i)\b(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}\b",
        ),
        ("SECRET", r"\b[0-9a-fA-F]{32,}\b"),
        ("SECRET", r"\b[A-Za-z0-9+/]{40,}={0,2}"),
        ("PHONE", r"\b0\d{1,4}-\d{1,4}-\d{3,4}\b|\b0[789]0\d{8}\b|\+\d{1,3}[ -]?\d[\d -]{7,}\d"),
    ];
    // A word ends where Japanese begins, which to `\b` by itself it does not.
    let edges = |pattern: &str| pattern.replace(r"\b", r"(?-u:\b)");
    let pattern = |(name, pattern): (&'static str, &str)| {
        (name, Regex::new(&edges(pattern)).expect("a test reads every one of them"))
    };
    patterns.into_iter().map(pattern).collect()
});

/// Hides what must not leave, and puts it back.
#[derive(Clone, Debug)]
pub struct Redactor {
    own: Vec<Regex>,
    /// The longest first: `佐藤健` before `佐藤`.
    names: Vec<String>,
    /// What was hidden so far, each with what stands for it.
    hidden: Vec<(String, String)>,
}

impl Redactor {
    /// With patterns of one's own, and the names of those who are there.
    pub fn new(own: &[Regex], names: impl IntoIterator<Item = String>) -> Redactor {
        let mut names: Vec<String> = names.into_iter().filter(|name| name.len() > 1).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        names.dedup();
        Redactor { own: own.to_vec(), names, hidden: Vec::new() }
    }

    /// The text without what must not leave.
    pub fn hide(&mut self, text: &str) -> String {
        let mut text = text.to_string();
        for n in 0..self.own.len() {
            let pattern = self.own[n].clone();
            text = self.replace(&text, "OWN", &pattern);
        }
        for (name, pattern) in PATTERNS.iter() {
            text = self.replace(&text, name, pattern);
        }
        for name in self.names.clone() {
            text = self.name(&text, &name);
        }
        text
    }

    /// What came home, with everything in its place again.
    pub fn restore(&self, text: &str) -> String {
        // `IP_12` before `IP_1`.
        let mut hidden: Vec<&(String, String)> = self.hidden.iter().collect();
        hidden.sort_by_key(|(_, stands)| std::cmp::Reverse(stands.len()));
        hidden.into_iter().fold(text.into(), |text, (what, stands)| text.replace(stands.as_str(), what))
    }

    fn replace(&mut self, text: &str, kind: &str, pattern: &Regex) -> String {
        pattern.replace_all(text, |found: &regex::Captures<'_>| self.stands_for(kind, &found[0])).into_owned()
    }

    /// A Latin name is a whole word; 「佐藤さん」 has no ends.
    fn name(&mut self, text: &str, name: &str) -> String {
        let (mut out, mut rest) = (String::new(), text);
        while let Some(at) = rest.find(name) {
            let (before, after) = (rest[..at].chars().next_back(), rest[at + name.len()..].chars().next());
            let latin = name.is_ascii();
            let within = |c: Option<char>| latin && c.is_some_and(|c| c.is_ascii_alphanumeric());
            out.push_str(&rest[..at]);
            match within(before) || within(after) {
                true => out.push_str(name),
                false => out.push_str(&self.stands_for("PERSON", name)),
            }
            rest = &rest[at + name.len()..];
        }
        out + rest
    }

    fn stands_for(&mut self, kind: &str, what: &str) -> String {
        if let Some((_, stands)) = self.hidden.iter().find(|(hidden, _)| hidden == what) {
            return stands.clone();
        }
        let n = self.hidden.iter().filter(|(_, stands)| stands.starts_with(kind)).count() + 1;
        self.hidden.push((what.into(), format!("{kind}_{n}")));
        format!("{kind}_{n}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_leave_is_hidden_and_put_back() {
        let own = [Regex::new("ACME-[0-9]+").expect("a pattern")];
        let mut redactor = Redactor::new(&own, ["佐藤健".into(), "佐藤".into(), "Ana".into()]);
        let text = "Ana と佐藤健さん、佐藤さん: mail ana@example.com, 10.0.3.7, 2001:db8:0:1::7, ACME-42, password=hunter2, \
                    AKIAIOSFODNN7EXAMPLE, postgres://bo:geheim@db/x, パスワードは himitsu。Anaconda 02:13:07 v1.2.3";
        let hidden = redactor.hide(text);
        for secret in [
            "Ana ",
            "佐藤",
            "example.com",
            "10.0.3.7",
            "2001:db8",
            "ACME-42",
            "hunter2",
            "AKIA",
            "geheim",
            "himitsu",
        ] {
            assert!(!hidden.contains(secret), "{secret} in {hidden}");
        }
        for kept in ["Anaconda", "02:13:07", "v1.2.3", "@db/x".trim_start_matches('@')] {
            assert!(hidden.contains(kept), "{kept} in {hidden}");
        }
        assert_eq!(redactor.restore(&hidden), text);
        assert_eq!(redactor.hide("Ana"), redactor.hide("Ana"), "the same for the same");
    }

    #[test]
    fn it_is_found_between_japanese_words_too() {
        for (text, secret) in [
            ("サーバー10.0.3.7です", "10.0.3.7"),
            ("IDはAKIAIOSFODNN7EXAMPLEです", "AKIAIOSFODNN7EXAMPLE"),
            ("値0123456789abcdef0123456789abcdefを", "0123456789abcdef"),
            ("電話は090-1234-5678まで", "090-1234-5678"),
            ("携帯09012345678", "09012345678"),
            ("パスワードが hunter2 だ", "hunter2"),
            ("redis://:s3cr3t@cache:6379", "s3cr3t"),
            ("the password is hunter2", "hunter2"),
            ("mysql --password hunter2", "hunter2"),
            ("Authorization: Basic YWxhZGRpbjpvcGVu", "YWxhZGRpbjpvcGVu"),
        ] {
            assert!(!Redactor::new(&[], []).hide(text).contains(secret), "{text}");
        }
    }

    #[test]
    fn what_an_outage_is_told_in_stays() {
        let text = "checkout: エラー率 34.2%（通常 0.1%）, p95 2,310 ms, checkout-2, orders-db, 21:13, release checkout v142 -> v143";
        assert_eq!(Redactor::new(&[], []).hide(text), text);
    }
}
