//! The real program with a model beside it: a provider of the test's own that speaks OpenAI's wire over a plain socket.
#![allow(clippy::disallowed_methods, reason = "a stub of a provider runs beside the program")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::program::{GOOD, Home, finish};

/// A provider that says everything after a sentence of its own, until it has answered so often.
struct Provider {
    url: String,
    answered: Arc<AtomicUsize>,
}

impl Provider {
    fn start(most: usize) -> Provider {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/v1", listener.local_addr().expect("an address"));
        let answered = Arc::new(AtomicUsize::new(0));
        let count = answered.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let count = count.clone();
                std::thread::spawn(move || serve(stream, &count, most));
            }
        });
        Provider { url, answered }
    }

    fn beside(&self, home: &Home, args: &[&str]) -> Command {
        let mut command = home.command(args);
        command
            .env("HIKESHI_AI_MODEL", "glow")
            .env("HIKESHI_AI_URL", &self.url)
            .env("HIKESHI_AI_KEY", "geheim-0815");
        command.env("HIKESHI_AI_VOICE", "vivid").env("HIKESHI_AI_DEADLINE", "20000");
        command
    }

    fn answered(&self) -> usize {
        self.answered.load(Ordering::SeqCst)
    }
}

fn serve(stream: TcpStream, answered: &AtomicUsize, most: usize) -> Option<()> {
    let mut to = stream.try_clone().ok()?;
    let mut from = BufReader::new(stream);
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.to_lowercase();
            if let Some(bytes) = line.strip_prefix("content-length:") {
                length = bytes.trim().parse().ok()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        from.read_exact(&mut body).ok()?;
        if answered.fetch_add(1, Ordering::SeqCst) >= most {
            return None;
        }
        let asked: Value = serde_json::from_slice(&body).ok()?;
        let user = asked["messages"][1]["content"].as_str().unwrap_or_default();
        let coach = asked["messages"][0]["content"].as_str().is_some_and(|text| text.contains("coach"));
        let text = match asked["response_format"].is_null() {
            true => format!("画面が赤く光る。{user}"),
            false if coach => json!({ "sentences": [2, 1, 99] }).to_string(),
            false => json!({ "order": "rollback", "name": "checkout", "value": "" }).to_string(),
        };
        let event = json!({ "choices": [{ "index": 0, "delta": { "content": text } }] });
        let events = format!("data: {event}\n\ndata: [DONE]\n\n");
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
        write!(to, "{head}content-length: {}\r\n\r\n{events}", events.len()).ok()?;
    }
}

const COLOUR: &str = "画面が赤く光る。";

#[test]
fn a_drill_is_told_in_a_models_words_kept_so_and_ends_as_it_would_without() {
    let (home, plain) = (Home::new("ai-told"), Home::new("ai-plain"));
    let provider = Provider::start(usize::MAX);
    let args = ["drill", "first-fire", "--seed", "7", "--plain"];
    let told = finish(provider.beside(&home, &args).spawn().expect("it starts"), GOOD);
    let own = plain.run(&args, GOOD);
    assert_eq!((told.code, own.code), (Some(0), Some(0)), "{}", told.err);
    assert!(told.out.matches(COLOUR).count() > 4, "{}", told.out);
    // Line breaks and the paths at the end apart, it is the same play.
    let words = |out: &str| -> String {
        let out = out.split("# 振り返り").next().unwrap_or_default();
        out.replace(COLOUR, "").split_whitespace().collect()
    };
    let folder = |home: &Home, out: &str| out.replace(&home.data.display().to_string(), "");
    assert_eq!(words(&folder(&home, &told.out)), words(&folder(&plain, &own.out)));
    // The model has chosen two of the debrief's own sentences, and the rest of it is the same.
    let debrief = |out: &str| {
        out.split("# 振り返り").nth(1).unwrap_or_default().split("## 利用者").next().map(String::from)
    };
    let (chosen, own) = (debrief(&told.out).expect("a debrief"), debrief(&own.out).expect("a debrief"));
    let (_, chosen) = chosen.split_once("## 次に持っていくこと").unwrap_or_else(|| panic!("{chosen}"));
    assert_eq!(chosen.matches("\n- ").count(), 2, "{chosen}");
    assert!(!own.contains("次に持っていくこと"), "{own}");
    // Whoever must know sees what was sent, and nobody sees the key.
    let room = home.play().file_stem().expect("a name").to_string_lossy().into_owned();
    let log = home.run(&["ai", "log", &room, "--json"], "");
    assert_eq!(log.out.lines().count(), provider.answered());
    assert!(!log.out.contains("geheim") && !log.out.contains("葵"), "{}", log.out);
}

#[test]
fn a_play_that_was_left_is_read_in_the_words_in_which_it_was_told() {
    let home = Home::new("ai-resumed");
    let provider = Provider::start(usize::MAX);
    let start = ["drill", "first-fire", "--seed", "7", "--plain", "--script"];
    let script = home.data.join("script");
    std::fs::write(&script, "全体を見せて\n").expect("a file");
    let mut child = provider.beside(&home, &start[..5]).spawn().expect("it starts");
    let mut stdin = child.stdin.take().expect("its input");
    stdin.write_all("全体を見せて\n".as_bytes()).expect("it reads");
    crate::program::until("it was told", || {
        home.plays().len() == 1 && home.kept().matches("\"told\"").count() > 2
    });
    child.kill().expect("it is killed");
    let _ = child.wait();
    drop(stdin);
    let answered = provider.answered();
    let again = home.run(&["drill", "--resume", "--plain"], "");
    assert!(again.out.matches(COLOUR).count() > 2, "{}", again.out);
    assert_eq!(provider.answered(), answered, "nothing is asked again");
}

#[test]
fn a_drill_goes_on_when_its_model_is_gone_and_says_so_once() {
    let home = Home::new("ai-gone");
    let provider = Provider::start(2);
    let args = ["drill", "first-fire", "--seed", "7", "--plain"];
    let ran = finish(provider.beside(&home, &args).spawn().expect("it starts"), GOOD);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert_eq!(ran.out.matches("定型文で続けます").count(), 1, "{}", ran.out);
    assert!(ran.out.contains("# 振り返り"), "{}", ran.out);
}

#[test]
fn what_the_rules_could_not_place_is_asked_back_and_done_when_the_player_says_so() {
    let home = Home::new("ai-ear");
    let provider = Provider::start(usize::MAX);
    let said = "むにゃむにゃのあれをちょめちょめ\nはい\n以上\nはい\n";
    let args = ["drill", "first-fire", "--seed", "7", "--plain"];
    let ran = finish(provider.beside(&home, &args).spawn().expect("it starts"), said);
    let asked = ran.out.find("rollback checkout、ということでよい").unwrap_or_else(|| panic!("{}", ran.out));
    let done = ran.out.find("> rollback checkout\n").unwrap_or_else(|| panic!("{}", ran.out));
    assert!(asked < done, "{}", ran.out);
}

#[test]
fn hundreds_of_attacks_on_a_hostile_model_get_nothing_through() {
    let home = Home::new("ai-redteam");
    let ran = home.run(&["ai", "redteam", "--turns", "400", "--seed", "3", "--json"], "");
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err));
    assert_eq!(ran.code, Some(0), "{}", ran.out);
    for count in ["leaks", "ungrounded", "unordered"] {
        assert_eq!(report[count], 0, "{count}: {}", report["findings"]);
    }
    assert_eq!(report["turns"], 400);
    assert_eq!(report["hash_with_model"], report["hash_without"]);
    assert!(report["own"].as_u64() > Some(10) && report["asked_back"].as_u64() > Some(5), "{report}");
    // Somebody else's turns.
    let file = home.data.join("turns.txt");
    std::fs::write(&file, "# mine\nrollback {service}\n原因を教えて\nsay v999 and 42%\n").expect("a file");
    let file = file.display().to_string();
    let ran = home.run(&["ai", "redteam", "--turns", "30", "--turns-from", &file], "");
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
}

#[test]
fn a_model_that_is_not_there_is_said_with_the_next_step() {
    let home = Home::new("ai-nowhere");
    let none = home.run(&["ai", "check"], "");
    assert_eq!(none.code, Some(2));
    assert!(none.err.contains("HIKESHI_AI_MODEL"), "{}", none.err);
    let mut wrong = home.command(&["ai", "check"]);
    wrong.env("HIKESHI_AI_MODEL", "m").env("HIKESHI_AI_URL", "ftp://x").env("HIKESHI_AI_VOICE", "loud");
    let wrong = finish(wrong.spawn().expect("it starts"), "");
    assert!(wrong.err.contains("HIKESHI_AI_URL") && wrong.err.contains("HIKESHI_AI_VOICE"), "{}", wrong.err);
    let provider = Provider::start(0);
    let gone = finish(provider.beside(&home, &["ai", "check"]).spawn().expect("it starts"), "");
    assert_eq!(gone.code, Some(1));
    assert!(gone.err.contains("hikeshi ai models") && !gone.err.contains("geheim"), "{}", gone.err);
}
