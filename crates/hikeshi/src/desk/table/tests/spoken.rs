//! A voice at a table: what it says is shown on every server alike, and what it reads is asked back.

use drill::block::{Block, Body};
use drill::play::Form;
use drill::voice::{Told, retold};
use futures_util::future::{BoxFuture, ready};
use tokio::sync::mpsc::UnboundedSender;

use super::*;
use crate::desk::voice::{Uttered, Voices};

const COLOUR: &str = "The screen glows. ";

/// Says everything with a sentence of its own before it, and takes whatever it hears for one order.
struct Glowing;

impl Voices for Glowing {
    fn tell(
        &self,
        _: &str,
        _: Vec<String>,
        block: Block,
        _: Lang,
        to: UnboundedSender<Told>,
    ) -> BoxFuture<'static, Option<Uttered>> {
        let text = format!("{COLOUR}{}", retold(&block.body).unwrap_or_default());
        let _ = to.send(Told { open: COLOUR.into(), ..Told::default() });
        Box::pin(ready(Some(Uttered { text, own: true, failed: false })))
    }

    fn read(
        &self,
        _: &str,
        _: Vec<String>,
        _: String,
        forms: Vec<Form>,
    ) -> BoxFuture<'static, Option<String>> {
        let known =
            forms.iter().any(|form| form.verb == "restart" && form.names.iter().any(|name| name == "cart"));
        Box::pin(ready(known.then(|| "restart cart".to_string())))
    }
}

/// Is away.
struct Away;

impl Voices for Away {
    fn tell(
        &self,
        _: &str,
        _: Vec<String>,
        block: Block,
        _: Lang,
        _: UnboundedSender<Told>,
    ) -> BoxFuture<'static, Option<Uttered>> {
        let text = retold(&block.body).unwrap_or_default().to_string();
        Box::pin(ready(Some(Uttered { text, own: false, failed: true })))
    }

    fn read(&self, _: &str, _: Vec<String>, _: String, _: Vec<Form>) -> BoxFuture<'static, Option<String>> {
        Box::pin(ready(None))
    }
}

fn narrations(table: &Table) -> Vec<String> {
    let shown = table.shown(0);
    let texts = shown.iter().filter_map(|one| match &one.block(Lang::En).body {
        Body::Narration(text) | Body::Scene(text) => Some(text.clone()),
        _ => None,
    });
    texts.collect()
}

/// Waits for what happens beside the turns.
async fn until(table: &Table, holds: impl Fn(&Table) -> bool) {
    let mut turns = table.watch();
    while !holds(table) {
        turns.changed().await.unwrap();
    }
}

async fn opened(log: &Log, voice: impl Voices + 'static) -> (Desk, Desk, RoomId, Table) {
    let (here, there) = both(log).await;
    here.speak_with(Arc::new(voice));
    let room = RoomId::drawn([9; 12]);
    let table = here.begin(&room, &ana(), begun()).await.unwrap();
    give(&here, &room, order("a1", "ana", Command::Join {})).await.unwrap();
    (here, there, room, table)
}

async fn a_file(name: &str) -> Log {
    let file = std::env::temp_dir().join(format!("hikeshi-spoken-{name}-{}.db", std::process::id()));
    let _ = std::fs::remove_file(&file);
    Log::open(&Address::File(file)).await.unwrap()
}

#[tokio::test]
async fn what_a_voice_says_is_shown_on_every_server_and_after_a_new_start() {
    let log = a_file("said").await;
    let (here, there, room, table) = opened(&log, Glowing).await;
    give(&here, &room, order("a2", "ana", says("overview"))).await.unwrap();
    until(&table, |table| narrations(table).iter().all(|text| text.starts_with(COLOUR))).await;
    let other = there.table(&room).await.unwrap().expect("a drill is played there");
    alike(&log, &room, &table, &other).await;
    let third =
        Desk::open(log.clone()).await.unwrap().table(&room).await.unwrap().expect("it is played again");
    assert_eq!(third.shown(0), table.shown(0));
}

#[tokio::test]
async fn what_nobody_could_place_is_asked_back_and_never_done_by_itself() {
    let log = a_file("heard").await;
    let (here, _, room, table) = opened(&log, Glowing).await;
    give(&here, &room, order("a2", "ana", says("gm, zorble the whatsit thing"))).await.unwrap();
    let asks = |table: &Table| {
        table.shown(0).iter().any(|one| matches!(&one.block(Lang::En).body, Body::Confirm { question } if question.contains("restart cart") && one.to == Some(actor("ana"))))
    };
    until(&table, asks).await;
    let done = |entry: &Entry| matches!(entry.event, room::Event::InterventionOrdered { .. });
    let entries = log.since(room.as_str(), Seq(0), 1_000).await.unwrap();
    assert!(!entries.iter().any(done), "asked, and not done");
    give(&here, &room, order("a3", "ana", says("yes"))).await.unwrap();
    let entries = log.since(room.as_str(), Seq(0), 1_000).await.unwrap();
    assert!(entries.iter().any(done), "ana has said yes");
}

#[tokio::test]
async fn a_voice_that_is_away_is_mentioned_once() {
    let log = a_file("away").await;
    let (here, _, room, table) = opened(&log, Away).await;
    for n in 0..3 {
        give(&here, &room, order(&format!("a{}", n + 2), "ana", says("overview"))).await.unwrap();
    }
    let quiet = drill::words::say(Lang::En, "voice-silent", &[]);
    until(&table, |table| narrations(table).contains(&quiet)).await;
    give(&here, &room, order("a9", "ana", says("alerts"))).await.unwrap();
    assert_eq!(narrations(&table).iter().filter(|text| **text == quiet).count(), 1);
}
