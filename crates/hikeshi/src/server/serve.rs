//! The server: opens the database, puts desk and web together, and listens. Only wires.

use std::net::SocketAddr;
use std::sync::Arc;

use drill::words::{Lang, say};

use crate::config::Config;
use crate::desk::people::{Part, People};
use crate::desk::rooms::Desk;
use crate::desk::voice::Voices;
use crate::faces::api::Api;
use crate::faces::cli::out::Out;
use crate::faces::web::Web;
use crate::failure::Failure;
use crate::interrupt::asked_to_go;
use crate::store::log::Log;

use super::seats::{self, MANY, Seats, raised};
use super::{address, broken, run};

/// Serves until somebody ends it.
///
/// # Errors
/// When the database or the address cannot be had.
pub fn serve(
    listen: SocketAddr,
    url: Option<&str>,
    voice: Option<Arc<dyn Voices>>,
    config: &Config,
    out: &mut Out,
) -> Result<(), Failure> {
    let address = address(url, config)?;
    run(async {
        let broken = broken(&address);
        let log = Log::open(&address).await.map_err(&broken)?;
        let desk = Desk::open(log.clone()).await.map_err(&broken)?;
        if let Some(voice) = voice {
            desk.speak_with(voice);
        }
        let people = People::open(log.clone()).await.map_err(&broken)?;
        let refused = |error| Failure::Listen { address: listen.to_string(), error };
        let listener = seats::listen(listen).map_err(refused)?;
        let bound = listener.local_addr().map_err(refused)?;
        let open = bound.ip().is_loopback();
        let (at, kept) = (format!("http://{bound}/"), address.to_string());
        out.line(&say(config.lang, "serve-listens", &[("url", &at), ("database", &kept)]))?;
        let (seats, files) = raised();
        if seats < MANY {
            let args = [("seats", &seats.to_string()[..]), ("files", &files.to_string())];
            out.line(&say(config.lang, "serve-few-seats", &args))?;
        }
        if !open && people.none().await.map_err(&broken)? {
            let invite = people.invite(Part::Admin, 1).await.map_err(&broken)?;
            let link = format!("{at}join/{}", invite.shown());
            out.line(&say(config.lang, "serve-first-invite", &[("link", &link)]))?;
        }
        let api = Api::new(desk.clone(), people.clone(), open).router();
        let router = Web::new(desk, people, open).router().merge(api);
        let full = Lang::ALL.map(|lang| say(lang, "serve-full", &[])).join("\n") + "\n";
        let door = Seats::new(listener, seats, &full);
        tokio::select! {
            ended = axum::serve(door, router) => ended.map_err(refused),
            // What was acknowledged is on the disk; what was not, is sent again.
            () = asked_to_go() => Err(Failure::Interrupted),
        }
    })
}

/// Makes an invitation.
///
/// # Errors
/// When there is no such part, or the database cannot be had.
pub fn invite(
    part: &str,
    people: u32,
    url: Option<&str>,
    config: &Config,
    out: &mut Out,
) -> Result<(), Failure> {
    let part = Part::from_name(part).ok_or_else(|| Failure::NoPart { name: part.into() })?;
    let address = address(url, config)?;
    run(async {
        let broken = broken(&address);
        let log = Log::open(&address).await.map_err(&broken)?;
        let secret = People::open(log).await.map_err(&broken)?.invite(part, people).await.map_err(&broken)?;
        out.line(&say(config.lang, "serve-invite", &[("path", &format!("/join/{}", secret.shown()))]))
    })
}
