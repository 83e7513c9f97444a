//! Cuts a line of shell into commands, and commands into words: quotes, pipes, lists, redirections,
//! what a command is wrapped in (`sudo`, `ssh host '…'`, `kubectl exec pod -- …`). Knows the grammar that
//! people type by habit; runs nothing and knows no tool.

/// One command of a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Command {
    /// Its first word, without a path.
    pub(super) program: String,
    /// The words after it, without quotes.
    pub(super) words: Vec<String>,
    /// Where it runs, if it was wrapped in something that says so.
    pub(super) place: String,
    /// What is piped into it from an `echo` or a `cat <<<`, and what its output is piped into.
    pub(super) fed: String,
    /// The commands that its output goes through.
    pub(super) through: Vec<Command>,
}

impl Command {
    /// All of it as one line, its place last: names are looked for here.
    pub(super) fn text(&self) -> String {
        let mut all = vec![self.program.as_str()];
        all.extend(self.words.iter().map(String::as_str));
        all.extend([self.fed.as_str(), self.place.as_str()]);
        all.retain(|w| !w.is_empty());
        all.join(" ")
    }

    /// The words that are no options, nor values of these options.
    pub(super) fn plain(&self, valued: &[&str]) -> Vec<&str> {
        let mut all = Vec::new();
        let mut words = self.words.iter().map(String::as_str);
        while let Some(word) = words.next() {
            if valued.contains(&word) {
                words.next();
            } else if !word.starts_with('-') {
                all.push(word);
            }
        }
        all
    }

    /// The value of an option, written `--name=value`, `--name value` or, for one letter, `-nvalue`.
    pub(super) fn option(&self, names: &[&str]) -> Option<&str> {
        for (index, word) in self.words.iter().enumerate() {
            for name in names {
                match word.strip_prefix(name) {
                    Some("") => return self.words.get(index + 1).map(String::as_str),
                    Some(rest) if rest.starts_with('=') => return Some(&rest[1..]),
                    Some(rest) if name.len() == 2 && !rest.is_empty() => return Some(rest),
                    _ => {}
                }
            }
        }
        None
    }

    /// One of its words is this.
    pub(super) fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    /// One of its words holds this.
    pub(super) fn holds(&self, piece: &str) -> bool {
        self.words.iter().any(|w| w.contains(piece))
    }
}

/// A word, and whether it was an operator of the shell.
#[derive(Debug, PartialEq)]
enum Piece {
    Word(String),
    Pipe,
    Next,
}

/// The commands of a line, each with what its output goes through; `None` if its quotes do not close.
pub(super) fn commands(line: &str) -> Option<Vec<Command>> {
    let mut all = Vec::new();
    for list in pieces(line)?.split(|p| *p == Piece::Next) {
        let mut stages: Vec<Command> = list
            .split(|p| *p == Piece::Pipe)
            .map(|words| words.iter().filter_map(word).collect::<Vec<_>>())
            .filter(|words| !words.is_empty())
            .filter_map(unwrapped)
            .collect();
        if stages.is_empty() {
            continue;
        }
        let mut first = stages.remove(0);
        // `echo flush_all | nc host port`: the text is the command.
        if matches!(first.program.as_str(), "echo" | "printf") && !stages.is_empty() {
            let fed = first.words.join(" ");
            first = stages.remove(0);
            first.fed = fed;
        }
        first.through = stages;
        all.push(first);
    }
    Some(all)
}

fn word(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Word(word) => Some(word.clone()),
        Piece::Pipe | Piece::Next => None,
    }
}

fn pieces(line: &str) -> Option<Vec<Piece>> {
    let mut all = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars().peekable();
    let mut skip_target = false;
    while let Some(c) = chars.next() {
        match c {
            '\'' | '"' => {
                let inner = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        Some(end) if end == c => break,
                        Some('\\') if c == '"' => inner.extend(chars.next()),
                        Some(other) => inner.push(other),
                        None => return None,
                    }
                }
            }
            '\\' => word.get_or_insert_default().extend(chars.next().filter(|c| *c != '\n')),
            '|' | '&' | ';' | '\n' => {
                flush(&mut all, &mut word, &mut skip_target);
                let double = chars.next_if_eq(&c).is_some();
                all.push(if c == '|' && !double { Piece::Pipe } else { Piece::Next });
            }
            '>' | '<' => {
                // `2>` belongs to the redirection, and so does its target.
                if word.as_deref().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit())) {
                    word = None;
                }
                flush(&mut all, &mut word, &mut skip_target);
                while chars.next_if(|c| matches!(c, '>' | '<' | '&')).is_some() {}
                skip_target = true;
            }
            '#' if word.is_none() => break,
            c if c.is_whitespace() => flush(&mut all, &mut word, &mut skip_target),
            c => word.get_or_insert_default().push(c),
        }
    }
    flush(&mut all, &mut word, &mut skip_target);
    Some(all)
}

fn flush(all: &mut Vec<Piece>, word: &mut Option<String>, skip: &mut bool) {
    if let Some(word) = word.take() {
        if *skip {
            *skip = false;
        } else {
            all.push(Piece::Word(word));
        }
    }
}

/// Options of wrappers that take a value.
const WRAPPED_VALUES: [&str; 14] = [
    "-u",
    "-n",
    "-i",
    "-p",
    "-l",
    "-c",
    "-o",
    "--namespace",
    "--context",
    "--container",
    "-g",
    "-F",
    "-J",
    "-w",
];

/// The command itself, out of `sudo`, `ssh host …`, `kubectl exec pod -- …` and the like.
fn unwrapped(mut words: Vec<String>) -> Option<Command> {
    let mut place: Vec<String> = Vec::new();
    // Deeper than this nobody wraps by hand.
    for _ in 0..6 {
        // FOO=bar before a command.
        while words.first().is_some_and(|w| assigns(w)) {
            words.remove(0);
        }
        let first = words.first()?.rsplit('/').next().unwrap_or("").to_string();
        let inner = match first.as_str() {
            "sudo" | "doas" | "time" | "nohup" | "watch" | "exec" | "env" | "nice" | "timeout" | "xargs"
            | "command" => after_options(&words[1..], usize::from(first == "timeout")),
            "ssh" => remote(&words[1..], &mut place),
            "kubectl" | "k" | "oc" | "docker" | "podman" | "docker-compose" | "nomad" => {
                contained(&words, &mut place)
            }
            "bash" | "sh" | "zsh" if words.get(1).is_some_and(|w| w == "-c" || w == "-lc") => {
                words.get(2).and_then(|script| split(script))
            }
            _ => None,
        };
        match inner {
            Some(inner) if !inner.is_empty() => words = inner,
            _ => {
                return Some(Command {
                    program: first,
                    words: words.split_off(1),
                    place: place.join(" "),
                    ..Command::default()
                });
            }
        }
    }
    None
}

fn assigns(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    })
}

/// The words of a script within quotes, its first command only.
fn split(script: &str) -> Option<Vec<String>> {
    let all = pieces(script)?;
    let words: Vec<String> = all.iter().map_while(word).collect();
    (words.len() == all.len()).then_some(words)
}

fn after_options(words: &[String], plain: usize) -> Option<Vec<String>> {
    let mut at = 0;
    while let Some(word) = words.get(at).filter(|w| w.starts_with('-')) {
        at += 1 + usize::from(WRAPPED_VALUES.contains(&word.as_str()));
    }
    words.get(at + plain..).map(<[String]>::to_vec)
}

fn remote(words: &[String], place: &mut Vec<String>) -> Option<Vec<String>> {
    let rest = after_options(words, 0)?;
    let (host, command) = rest.split_first()?;
    if command.is_empty() {
        return None;
    }
    place.push(host.rsplit('@').next().unwrap_or(host).to_string());
    match command {
        [script] => split(script),
        all => Some(all.to_vec()),
    }
}

/// `kubectl exec -it checkout-2 -- df -h`: what runs within; a bare shell is no command.
fn contained(words: &[String], place: &mut Vec<String>) -> Option<Vec<String>> {
    let at = words.iter().position(|w| w == "exec")?;
    if at > 3 {
        return None;
    }
    let dashes = words.iter().position(|w| w == "--");
    let (target, inner) = match dashes {
        Some(dashes) => (&words[at + 1..dashes], words.get(dashes + 1..)?.to_vec()),
        None => {
            let rest = after_options(&words[at + 1..], 0)?;
            let (_, command) = rest.split_first()?;
            (&words[at + 1..words.len() - command.len()], command.to_vec())
        }
    };
    let shell =
        inner.len() == 1 && matches!(inner[0].as_str(), "bash" | "sh" | "zsh" | "/bin/bash" | "/bin/sh");
    if shell || inner.is_empty() {
        return None;
    }
    place.extend(target.iter().filter(|w| !w.starts_with('-')).cloned());
    Some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<String> {
        let all = commands(line).unwrap();
        all.iter()
            .map(|c| {
                let through: Vec<String> = c.through.iter().map(Command::text).collect();
                [vec![c.text()], through].concat().join(" | ")
            })
            .collect()
    }

    #[test]
    fn quotes_pipes_and_redirections_are_read_as_a_shell_reads_them() {
        assert_eq!(read("grep \"a b\" x.log 2>/dev/null | tail -5"), ["grep a b x.log | tail -5"]);
        assert_eq!(read("a 'b c' && d; e"), ["a b c", "d", "e"]);
        assert_eq!(read("psql -c \"select 'x;y'\""), ["psql -c select 'x;y'"]);
        assert_eq!(
            read("openssl s_client -connect a:443 </dev/null | openssl x509"),
            ["openssl s_client -connect a:443 | openssl x509"]
        );
        assert_eq!(commands("grep 'oops"), None);
    }

    #[test]
    fn a_command_is_found_within_what_it_is_wrapped_in() {
        assert_eq!(read("sudo -u root systemctl restart x"), ["systemctl restart x"]);
        assert_eq!(read("ssh -p 22 me@orders-db 'df -h /data'"), ["df -h /data orders-db"]);
        assert_eq!(read("kubectl exec -it checkout-2 -- df -h"), ["df -h checkout-2"]);
        assert_eq!(read("kubectl exec -it checkout-2 -- bash"), ["kubectl exec -it checkout-2 -- bash"]);
        assert_eq!(read("echo flush_all | nc cache 11211"), ["nc cache 11211 flush_all"]);
        assert_eq!(read("LANG=C watch -n 5 kubectl get pods"), ["kubectl get pods"]);
    }

    #[test]
    fn options_are_found_in_every_way_of_writing_them() {
        let all = commands("kubectl scale deploy/web --replicas=6 -n shop").unwrap();
        assert_eq!(all[0].option(&["--replicas"]), Some("6"));
        assert_eq!(all[0].option(&["-n"]), Some("shop"));
        assert_eq!(all[0].plain(&["-n"]), ["scale", "deploy/web"]);
    }
}
