//! The port, the mouth and the ear against a provider that answers as it is told: well, badly, late and never.

mod provider;

use drill::block::{Block, Body};
use drill::play::Form;
use drill::words::Lang;

use super::mouth::{self, Spoken};
use super::port::{Gone, Port};
use super::prompts;
use super::redact::Redactor;
use super::settings::{self, Flaw, Manner};
use super::{Journal, check, ear, in_file};
use provider::{Answer, Provider, configured};

const TEXT: &str = "checkout: error rate 34.2% (normally 0.1%).";

fn block() -> Block {
    Block { at: 0, body: Body::Narration(TEXT.into()) }
}

async fn told(port: &Port) -> Spoken {
    let mut redactor = Redactor::new(&[], []);
    let spoken = mouth::tell(port, "r", &block(), Lang::En, &mut redactor, &mut |_| {}).await;
    spoken.expect("a narration is told")
}

#[tokio::test]
async fn whatever_a_provider_does_the_block_is_told() {
    let half = vec!["The screen glo"];
    for (answer, gone) in [
        (Answer::Status(429), Some("refused")),
        (Answer::Status(500), Some("refused")),
        (Answer::Status(401), Some("refused")),
        (Answer::Bytes("data: {not json}\n\n"), Some("broken")),
        (Answer::Bytes("data: {\"choices\":[]}\n\n"), Some("broken")),
        (Answer::Bytes(""), Some("broken")),
        (Answer::Page, Some("broken")),
        (Answer::Hangs(vec![]), Some("late")),
        (Answer::Hangs(half.clone()), Some("late")),
        (Answer::Breaks(half), Some("broken")),
        (Answer::Says(vec!["It is fixed now. ", "The cause is v143."]), None),
        (Answer::Says(vec![TEXT]), None),
    ] {
        let provider = Provider::start(vec![answer.clone()]).await;
        let spoken = told(&provider.port(&[])).await;
        assert_eq!(spoken.text, TEXT, "{answer:?}");
        assert_eq!(spoken.gone.as_ref().map(Gone::name), gone, "{answer:?}");
    }
    // Nobody is there at all.
    let nowhere = Port::new(configured("http://127.0.0.1:9/v1/", &[]), None).expect("a port");
    assert_eq!(told(&nowhere).await.text, TEXT);
}

#[tokio::test]
async fn a_provider_that_was_busy_is_asked_again_and_what_it_says_is_seen_word_by_word() {
    let says = vec![
        "The screen ",
        "glows. check",
        "out: error rate 34",
        ".2% (normally ",
        "0.1%). Good",
        "bye v143.",
    ];
    let provider = Provider::start(vec![Answer::Status(429), Answer::Says(says)]).await;
    let mut seen = Vec::new();
    let mut redactor = Redactor::new(&[], []);
    let port = provider.port(&[("HIKESHI_AI_DEADLINE", "20000"), ("HIKESHI_AI_VOICE", "vivid")]);
    let spoken =
        mouth::tell(&port, "r", &block(), Lang::En, &mut redactor, &mut |told| seen.push(told.text())).await;
    let spoken = spoken.expect("a narration is told");
    assert_eq!(spoken.text, "The screen glows. checkout: error rate 34.2% (normally 0.1%).");
    assert!(spoken.own);
    assert_eq!(seen.first().map(String::as_str), Some("The screen "));
    assert_eq!(provider.asked().len(), 2);
}

#[tokio::test]
async fn a_model_that_fails_again_and_again_is_left_alone() {
    let provider = Provider::start(vec![Answer::Status(401)]).await;
    let port = provider.port(&[]);
    for _ in 0..5 {
        told(&port).await;
    }
    assert_eq!(provider.asked().len(), 3);
    assert_eq!(told(&port).await.gone, Some(Gone::Resting));
}

#[tokio::test]
async fn a_budget_holds_for_a_drill_and_over_a_new_start_for_a_day() {
    let folder = std::env::temp_dir().join(format!("hikeshi-budget-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    let provider = Provider::start(vec![Answer::Says(vec![TEXT])]).await;
    let per_drill = Port::new(provider.settings(&[("HIKESHI_AI_TOKENS_PER_DRILL", "50")]), Some(&folder))
        .expect("a port");
    told(&per_drill).await;
    assert_eq!(told(&per_drill).await.gone, Some(Gone::Spent));
    let per_day =
        Port::new(provider.settings(&[("HIKESHI_AI_TOKENS_PER_DAY", "50")]), Some(&folder)).expect("a port");
    assert_eq!(told(&per_day).await.gone, Some(Gone::Spent), "another start, the same day");
    let _ = std::fs::remove_dir_all(&folder);
}

#[tokio::test]
async fn what_leaves_is_hidden_and_comes_home_and_a_key_is_nowhere() {
    let folder = std::env::temp_dir().join(format!("hikeshi-journal-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let text = "Sato: mail sato@example.com, 203.0.113.9 fails.";
    let answer = Answer::Says(vec!["The screen glows. PERS", "ON_1: mail MAIL_1, IP_", "1 fails."]);
    let provider = Provider::start(vec![answer]).await;
    let settings =
        provider.settings(&[("HIKESHI_AI_KEY", "geheim-1234567890"), ("HIKESHI_AI_VOICE", "vivid")]);
    assert!(!format!("{settings:?}").contains("geheim"));
    let port = Port::new(settings, Some(&folder)).expect("a port");
    let mut redactor = Redactor::new(&[], ["Sato".into()]);
    let block = Block { at: 0, body: Body::Narration(text.into()) };
    let spoken = mouth::tell(&port, "r", &block, Lang::En, &mut redactor, &mut |_| {}).await;
    assert_eq!(spoken.map(|spoken| spoken.text), Some(format!("The screen glows. {text}")));
    let asked = provider.asked().concat();
    let kept = std::fs::read_to_string(folder.join("r.jsonl")).expect("it was kept");
    for secret in ["Sato", "example.com", "203.0.113.9", "geheim"] {
        assert!(!asked.contains(secret) && !kept.contains(secret), "{secret}");
    }
    assert_eq!(Journal::new(Some(folder.clone())).of("r").expect("a journal")[0].outcome, "shown");
    let _ = std::fs::remove_dir_all(&folder);
}

fn forms() -> Vec<Form> {
    vec![
        Form { verb: "rollback", names: vec!["checkout".into(), "cart".into()], value: None },
        Form { verb: "scale", names: vec!["checkout".into()], value: Some("REPLICAS") },
        Form { verb: "overview", names: Vec::new(), value: None },
    ]
}

#[tokio::test]
async fn the_ear_takes_only_an_order_that_there_is_and_a_value_that_was_said() {
    for (answers, text, line) in [
        (
            vec!["{\"order\":\"rollback\",\"name\":\"checkout\",\"value\":\"\"}"],
            "undo that thing",
            Some("rollback checkout"),
        ),
        (
            vec!["```json\n{\"order\":\"overview\",\"name\":\"\",\"value\":\"\"}\n```"],
            "how is it",
            Some("overview"),
        ),
        (
            vec!["{\"order\":\"scale\",\"name\":\"checkout\",\"value\":\"6\"}"],
            "six or 6 of them",
            Some("scale checkout 6"),
        ),
        (vec!["{\"order\":\"scale\",\"name\":\"checkout\",\"value\":\"9\"}"], "some more of them", None),
        (vec!["{\"order\":\"rollback\",\"name\":\"payments\",\"value\":\"\"}"], "undo", None),
        (vec!["{\"order\":\"drop-database\",\"name\":\"checkout\",\"value\":\"\"}"], "undo", None),
        (vec!["{\"order\":\"none\",\"name\":\"\",\"value\":\"\"}"], "lovely night", None),
        (vec!["I think", "{\"order\":\"overview\"}"], "how is it", Some("overview")),
        (vec!["I think", "you should"], "how is it", None),
    ] {
        let says = answers.iter().map(|text| Answer::Says(vec![text])).collect();
        let provider = Provider::start(says).await;
        let port = provider.port(&[("HIKESHI_AI_DEADLINE", "20000")]);
        let read = ear::read(&port, "r", text, &forms(), &mut Redactor::new(&[], [])).await;
        assert_eq!(read, Ok(line.map(String::from)), "{answers:?}");
    }
}

#[tokio::test]
async fn a_check_says_what_there_is() {
    let provider = Provider::start(vec![Answer::Says(vec!["y", "es"])]).await;
    let checked = check(&provider.port(&[])).await.expect("it answers");
    assert_eq!(checked.text, "yes");
    assert!(checked.tokens.read > 0 && checked.tokens.written > 0);
}

#[test]
fn a_configuration_says_all_that_is_wrong_at_once() {
    let read = |text: &str| settings::read(|_| None, in_file(text));
    assert!(read("").expect("nothing is wrong").is_none(), "no model is no mistake");
    let flaws = read(
        "HIKESHI_AI_MODEL=m\nHIKESHI_AI_PROVIDER=acme\nHIKESHI_AI_URL=ftp://x\nHIKESHI_AI_VOICE=loud\n\
         HIKESHI_AI_DEADLINE=soon\nHIKESHI_AI_HIDE=(",
    );
    let names: Vec<&str> =
        flaws.expect_err("five mistakes").into_iter().map(|Flaw { name, .. }| name).collect();
    let all = ["PROVIDER", "URL", "VOICE", "HIDE", "DEADLINE"].map(|name| format!("HIKESHI_AI_{name}"));
    assert_eq!(names, all);
    let claude = read("# a comment\nHIKESHI_AI_MODEL = \"claude-x\"\nANTHROPIC_API_KEY=k\n")
        .expect("nothing is wrong");
    let claude = claude.expect("a model");
    assert_eq!(
        (claude.provider.name(), claude.url.as_str(), claude.key.is_some()),
        ("anthropic", "https://api.anthropic.com/v1/", true)
    );
}

#[test]
fn what_models_are_told_is_what_it_was() {
    let speech = Body::Speech { who: "Mori".into(), role: "support lead".into(), text: String::new() };
    let mut all = Vec::new();
    for (body, manner, lang) in [
        (&block().body, Manner::Dry, Lang::En),
        (&block().body, Manner::Terse, Lang::Ja),
        (&speech, Manner::Vivid, Lang::Ja),
    ] {
        let prompt = prompts::tell(body, manner, lang);
        all.push(format!("== {}\n{}", prompt.version, prompt.text));
    }
    for prompt in [prompts::understand(&forms()), prompts::improvise()] {
        all.push(format!("== {}\n{}", prompt.version, prompt.text));
    }
    insta::assert_snapshot!(all.join("\n\n"));
}
