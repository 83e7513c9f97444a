//! Drills made up on the spot, with the real program: without a model, and with one that answers well, tells too much, talks
//! nonsense or says nothing. The model is a small server that speaks a provider's wire.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::{Value, json};

use crate::program::{Home, Ran, finish, lines, read_until, signal, wait};

const ASKED: &str = "ECサイト、決済は外部、金曜のセール";
const SCRIPT: &str = "影響範囲を確認したい\n直近の変更\nヒント\nSEV2で宣言\n3分待つ\n/end\n";

/// A provider, and what it was asked.
struct Provider {
    url: String,
    asked: Arc<Mutex<Asked>>,
    /// Its server lives as long as this.
    _runtime: tokio::runtime::Runtime,
}

/// What it says next when a drill is to be dressed; the last is said again and again.
#[derive(Default)]
struct Asked {
    says: VecDeque<Says>,
    /// The words of each such request.
    users: Vec<String>,
}

#[derive(Clone)]
enum Says {
    Text(String),
    Nothing,
}

impl Provider {
    fn saying(says: impl IntoIterator<Item = Says>) -> Provider {
        let runtime = tokio::runtime::Runtime::new().expect("threads can be had");
        let asked = Arc::new(Mutex::new(Asked { says: says.into_iter().collect(), users: Vec::new() }));
        let router = Router::new().route("/v1/chat/completions", post(answer)).with_state(asked.clone());
        let listener =
            runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("a port is free");
        let url = format!("http://{}/v1/", listener.local_addr().expect("it has an address"));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Provider { url, asked, _runtime: runtime }
    }

    fn users(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panics with it").users.clone()
    }

    /// A drill that this model dresses, played by the script.
    fn played(&self, home: &Home, args: &[&str]) -> Ran {
        let mut command =
            home.command(&[&["drill", "--improvise", ASKED, "--seed", "7", "--plain"], args].concat());
        command
            .env("HIKESHI_AI_MODEL", "stub")
            .env("HIKESHI_AI_URL", &self.url)
            .env("HIKESHI_AI_DEADLINE", "1500");
        finish(command.spawn().expect("the program starts"), SCRIPT)
    }
}

async fn answer(State(asked): State<Arc<Mutex<Asked>>>, request: String) -> Response {
    let request: Value = serde_json::from_str(&request).unwrap_or_default();
    let of = |n: usize| request["messages"][n]["content"].as_str().unwrap_or_default().to_string();
    let says = match of(0).starts_with("You dress") {
        true => {
            let mut asked = asked.lock().expect("nobody panics with it");
            asked.users.push(of(1));
            let next =
                if asked.says.len() > 1 { asked.says.pop_front() } else { asked.says.front().cloned() };
            next.unwrap_or(Says::Nothing)
        }
        // As the game master's mouth it has nothing of its own to say.
        false => Says::Text(of(1)),
    };
    let Says::Text(text) = says else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    let chars: Vec<char> = text.chars().collect();
    let pieces = chars.chunks(40).map(|piece| {
        let delta = json!({ "content": piece.iter().collect::<String>() });
        format!("data: {}\n\n", json!({ "choices": [{ "index": 0, "delta": delta }] }))
    });
    let end =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    ([("content-type", "text/event-stream")], pieces.collect::<String>() + end).into_response()
}

/// A good dressing with this scene.
fn dressing(scene: &str) -> Says {
    let both = |ja: &str, en: &str| json!({ "ja": ja, "en": en });
    let person =
        |ja: &str, en: &str| json!({ "role": both("店の人", "from the shop"), "name": both(ja, en) });
    let all = json!({
        "kind": "shop", "external": "payments", "occasion": "sale", "hour": 20, "mechanism": "release",
        "company": both("月見堂", "Tsukimido"), "site": both("月見市", "Moon Market"),
        "title": both("月見の特売", "The Moon Sale"),
        "pitch": both("年に一度の晩、買い物が最後まで進まない。", "The one night of the year, and nobody gets to the end of it."),
        "scene": both(scene, "The office smells of dumplings. The pager rings."),
        "support": person("葛西", "Kasai"), "manager": person("望月", "Mochizuki"), "engineer": person("兎田", "Usada"),
        "tickets": [both("買えません。", "I cannot buy."), both("だめでした。", "It did not work.")],
    });
    Says::Text(format!("Here you are:\n```json\n{all}\n```"))
}

const SCENE: &str = "事務所に団子の匂い。あなたが一つ食べたところで、ページャが鳴った。";

fn file(home: &Home) -> std::path::PathBuf {
    let folder = std::fs::read_dir(home.data.join("plays/improvised")).expect("the folder is there");
    let mut files: Vec<_> = folder.flatten().map(|entry| entry.path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    files.remove(0)
}

#[test]
fn a_drill_made_up_without_a_model_is_kept_checked_and_played_to_its_debrief() {
    let home = Home::new("improvised");
    let ran = home.run(&["drill", "--improvise", ASKED, "--seed", "7", "--plain"], SCRIPT);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let path = file(&home);
    for words in ["内蔵の言葉", path.to_str().expect("text"), "[発報]", "# 振り返り", "金曜のセール"]
    {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert!(path.ends_with("shop-friday-sale-7.yaml") && !ran.out.contains('⟦'), "{}", ran.out);
    let checked = home.run(&["scenario", "check", path.to_str().expect("text")], "");
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    // The same words and seed are the same file, and the same night.
    let json = ["drill", "--improvise", ASKED, "--seed", "7", "--json"];
    let (one, two) = (home.run(&json, SCRIPT), Home::new("improvised-2").run(&json, SCRIPT));
    assert_eq!((one.code, one.out.starts_with('{')), (Some(0), true), "{}", one.err);
    assert_eq!(one.out, two.out);
    file(&home);
}

#[test]
fn a_drill_made_of_nothing_is_played_and_goes_on_after_it_was_killed() {
    let home = Home::new("improvised-nothing");
    let args = ["drill", "--seed", "3", "--plain", "--lang", "en", "--improvise"];
    let mut child = home.command(&args).spawn().expect("starts");
    let mut out = lines(&mut child);
    read_until(&mut out, "[FIRING]");
    let mut stdin = child.stdin.take().expect("input is piped");
    std::io::Write::write_all(&mut stdin, b"what changed?\n").expect("the program listens");
    read_until(&mut out, "> changes");
    signal(&child, "KILL");
    wait(&mut child);
    let ran = home.run(&["drill", "--resume", "--plain", "--lang", "en"], "how many users are hit?\n/end\n");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("> what changed?") && ran.out.contains("Debrief"), "{}", ran.out);
}

#[test]
fn a_model_that_answers_well_dresses_the_drill_and_the_journal_has_it() {
    let provider = Provider::saying([dressing(SCENE)]);
    let home = Home::new("improvised-well");
    let ran = provider.played(&home, &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    for words in ["装いはモデル（stub）", "団子の匂い", "# 振り返り: 月見の特売"] {
        assert!(ran.out.contains(words), "{words}: {}", ran.out);
    }
    assert_eq!(provider.users(), [ASKED]);
    let checked = home.run(&["scenario", "check", file(&home).to_str().expect("text")], "");
    assert_eq!(checked.code, Some(0), "{}{}", checked.out, checked.err);
    let log = home.run(&["ai", "log", "improvised-7", "--json"], "");
    assert!(log.out.contains("\"improvise 1\"") && log.out.contains("\"worn\""), "{}{}", log.out, log.err);
}

#[test]
fn a_model_that_tells_the_cause_is_told_so_and_what_it_told_is_never_shown() {
    let provider = Provider::saying([dressing("夕方のリリースのあと、ページャが鳴った。"), dressing(SCENE)]);
    let home = Home::new("improvised-spoiler");
    let ran = provider.played(&home, &[]);
    assert!(ran.out.contains("装いはモデル（stub）") && !ran.out.contains("夕方のリリース"), "{}", ran.out);
    let users = provider.users();
    assert_eq!(users.len(), 2);
    assert!(users[1].contains("リリース") && users[1].starts_with(ASKED), "{}", users[1]);
}

#[test]
fn a_model_that_talks_nonsense_is_asked_three_times_and_our_own_words_do() {
    let provider = Provider::saying([Says::Text("{\"kind\": \"shop\", \"titl".into())]);
    let home = Home::new("improvised-nonsense");
    let ran = provider.played(&home, &[]);
    assert_eq!((ran.code, provider.users().len()), (Some(0), 3), "{}", ran.err);
    assert!(ran.out.contains("検査を通らない") && ran.out.contains("# 振り返り"), "{}", ran.out);
}

#[test]
fn a_model_that_says_nothing_or_is_not_asked_keeps_nobody_from_playing() {
    let provider = Provider::saying([Says::Nothing]);
    let ran = provider.played(&Home::new("improvised-silent"), &[]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("モデルの案は使えず") && ran.out.contains("# 振り返り"), "{}", ran.out);
    let unasked = Provider::saying([dressing(SCENE)]);
    let ran = unasked.played(&Home::new("improvised-unasked"), &["--no-model"]);
    assert!(ran.out.contains("内蔵の言葉で作りました") && unasked.users().is_empty(), "{}", ran.out);
}
