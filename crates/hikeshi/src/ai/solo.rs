//! A model beside a drill that one plays alone: the desk's voice, waited for.

use drill::block::Block;
use drill::play::Form;
use drill::voice::Told;
use drill::words::Lang;
use tokio::runtime::Runtime;

use super::ear;
use super::mouth::{self, Spoken};
use super::pick;
use super::port::Port;
use super::redact::Redactor;
use crate::desk::voice::{Uttered, Voice};

/// A model for one drill.
pub struct Solo {
    runtime: Runtime,
    port: Port,
    room: String,
    redactor: Redactor,
}

impl Solo {
    /// For the drill whose journal has this name; `names` are of real people, and do not leave.
    ///
    /// # Errors
    /// Where the system gives no thread for it.
    pub fn new(port: Port, room: &str, names: impl IntoIterator<Item = String>) -> std::io::Result<Solo> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let redactor = Redactor::new(&port.settings().hide, names);
        Ok(Solo { runtime, port, room: room.into(), redactor })
    }
}

impl Voice for Solo {
    fn tell(&mut self, block: &Block, lang: Lang, seen: &mut dyn FnMut(&Told)) -> Option<Uttered> {
        let mut seen = |told: &Told| seen(told);
        let told = mouth::tell(&self.port, &self.room, block, lang, &mut self.redactor, &mut seen);
        let Spoken { text, own, gone } = self.runtime.block_on(told)?;
        Some(Uttered { text, own, failed: gone.is_some() })
    }

    fn choose(&mut self, sentences: &[String], lang: Lang) -> Vec<usize> {
        let chosen = pick::choose(&self.port, &self.room, sentences, lang, &mut self.redactor);
        self.runtime.block_on(chosen)
    }

    fn read(&mut self, text: &str, forms: &[Form]) -> Option<String> {
        let read = ear::read(&self.port, &self.room, text, forms, &mut self.redactor);
        self.runtime.block_on(read).ok().flatten()
    }
}
