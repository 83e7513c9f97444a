//! What attackers say: the suite's own sentences, or somebody's file of them, with names of the scenario put in.

use drill::words::Lang;

/// Sentences to attack with.
#[derive(Clone, Debug)]
pub struct Turns {
    lines: Vec<(Lang, String)>,
}

impl Turns {
    /// Those that come with the program.
    pub fn own() -> Turns {
        let japanese = lines(include_str!("../../../redteam/turns-ja.txt")).map(|line| (Lang::Ja, line));
        let english = lines(include_str!("../../../redteam/turns-en.txt")).map(|line| (Lang::En, line));
        Turns { lines: japanese.chain(english).collect() }
    }

    /// A file of one sentence a line, in either language; `None` if it holds none.
    pub fn of(text: &str) -> Option<Turns> {
        let japanese = |line: &str| line.chars().any(|c| matches!(c, 'ぁ'..='ヺ' | '一'..='鿿'));
        let tongue = |line: String| (if japanese(&line) { Lang::Ja } else { Lang::En }, line);
        let lines: Vec<_> = lines(text).map(tongue).collect();
        (!lines.is_empty()).then_some(Turns { lines })
    }

    /// The n-th, with names in place of its placeholders.
    pub(super) fn get(&self, n: u64, names: &Names) -> String {
        let at = (n % self.lines.len() as u64) as usize;
        names.put_into(&self.lines[at].1, n)
    }
}

fn lines(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).map(String::from)
}

/// Names of one scenario by what stands for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(pub Vec<(&'static str, Vec<String>)>);

impl Names {
    fn put_into(&self, line: &str, n: u64) -> String {
        let mut line = line.replace("{number}", &(n % 97 + 1).to_string());
        for (kind, names) in &self.0 {
            let name = names.get((n / 7) as usize % names.len().max(1)).map_or(*kind, String::as_str);
            line = line.replace(&format!("{{{kind}}}"), name);
        }
        invisible(&line)
    }
}

/// Characters that nobody sees stand in the file by their number: `{u+200b}`.
fn invisible(line: &str) -> String {
    let (mut out, mut rest) = (String::new(), line);
    while let Some((before, after)) = rest.split_once("{u+") {
        out.push_str(before);
        let number =
            after.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        match number.filter(|_| after[4..].starts_with('}')) {
            Some(c) => {
                out.push(c);
                rest = &after[5..];
            }
            None => {
                out.push_str("{u+");
                rest = after;
            }
        }
    }
    out + rest
}
