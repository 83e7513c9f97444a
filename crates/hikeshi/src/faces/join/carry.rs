//! What goes to the server and what comes from it, beside whoever types: lines are sent one after the other, each by an id of
//! its own, until the server has answered; entries are followed from the last one seen. Knows when to try again.

use std::time::Duration;

use tokio::sync::mpsc::{Receiver, Sender};
use tokio::time::sleep;

use super::client::{Entry, Followed, Not, Sent, Server, Told};
use super::events::Events;

/// Between two tries [ms]: at first, and at last; a server that comes back is not stormed.
const FIRST: Duration = Duration::from_millis(250);
const LAST: Duration = Duration::from_secs(5);

/// What is heard of the server.
#[derive(Debug)]
pub enum News {
    /// An entry, each once and in order.
    Entry(Entry),
    /// What a game master shows, likewise.
    Told(Told),
    /// The connection is lost; it is tried again.
    Lost,
    /// It is there again.
    Back,
    /// A line was taken: the room's last entry with it.
    Taken(u64),
    /// A line was refused: what is so, and what to do.
    Refused(String, String),
    /// Nobody may read here any more.
    Out(String, String),
}

/// Sends lines in their order.
pub async fn send(server: Server, room: String, mut lines: Receiver<Sent>, to: Sender<News>) {
    while let Some(line) = lines.recv().await {
        let mut pause = FIRST;
        let news = loop {
            match server.give(&room, &line).await {
                Ok(seq) => break News::Taken(seq),
                Err(Not::Refused(what, next)) => break News::Refused(what, next),
                // By the same id: if it had arrived, it counts once.
                Err(Not::Away(_)) => sleep(pause).await,
            }
            pause = (pause * 2).min(LAST);
        };
        if to.send(news).await.is_err() {
            return;
        }
    }
}

/// Follows a room from this entry on.
pub async fn follow(server: Server, room: String, mut seen: u64, to: Sender<News>) {
    let (mut pause, mut lost, mut shown) = (FIRST, false, None);
    loop {
        match server.events(&room, seen, shown).await {
            Ok(mut response) => {
                if lost && to.send(News::Back).await.is_err() {
                    return;
                }
                (pause, lost) = (FIRST, false);
                let mut events = Events::default();
                while let Ok(Some(piece)) = response.chunk().await {
                    let all = events.take(&piece);
                    for followed in all.iter().filter_map(|data| serde_json::from_str(data).ok()) {
                        let news = match followed {
                            Followed::Entry(entry) if entry.seq > seen => {
                                seen = entry.seq;
                                News::Entry(entry)
                            }
                            Followed::Told(told) if Some(told.shown) > shown => {
                                shown = Some(told.shown);
                                News::Told(told)
                            }
                            Followed::Entry(_) | Followed::Told(_) => continue,
                        };
                        if to.send(news).await.is_err() {
                            return;
                        }
                    }
                }
            }
            Err(Not::Refused(what, next)) => {
                let _ = to.send(News::Out(what, next)).await;
                return;
            }
            Err(Not::Away(_)) => {
                if !lost && to.send(News::Lost).await.is_err() {
                    return;
                }
                lost = true;
            }
        }
        sleep(pause).await;
        pause = (pause * 2).min(LAST);
    }
}
