//! A model for all tables of a server: nobody waits for it, and names of people do not leave.

use drill::block::Block;
use drill::play::Form;
use drill::voice::Told;
use drill::words::Lang;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc::UnboundedSender;

use super::port::Port;
use super::redact::Redactor;
use super::{ear, mouth};
use crate::desk::voice::{Uttered, Voices};

/// A model for a server.
pub struct Team {
    port: Port,
}

impl Team {
    /// By this way.
    pub fn new(port: Port) -> Team {
        Team { port }
    }

    fn redactor(&self, names: Vec<String>) -> Redactor {
        Redactor::new(&self.port.settings().hide, names)
    }
}

impl Voices for Team {
    fn tell(
        &self,
        room: &str,
        names: Vec<String>,
        block: Block,
        lang: Lang,
        to: UnboundedSender<Told>,
    ) -> BoxFuture<'static, Option<Uttered>> {
        let (port, room, mut redactor) = (self.port.clone(), room.to_string(), self.redactor(names));
        Box::pin(async move {
            let mut seen = move |told: &Told| drop(to.send(told.clone()));
            let spoken = mouth::tell(&port, &room, &block, lang, &mut redactor, &mut seen).await?;
            Some(Uttered { text: spoken.text, own: spoken.own, failed: spoken.gone.is_some() })
        })
    }

    fn read(
        &self,
        room: &str,
        names: Vec<String>,
        text: String,
        forms: Vec<Form>,
    ) -> BoxFuture<'static, Option<String>> {
        let (port, room, mut redactor) = (self.port.clone(), room.to_string(), self.redactor(names));
        Box::pin(async move { ear::read(&port, &room, &text, &forms, &mut redactor).await.ok().flatten() })
    }
}
