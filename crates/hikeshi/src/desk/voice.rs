//! Whoever speaks and listens in the game master's place, if somebody does. The desk knows that there may be one, and not who: what is
//! shown, done and kept is decided without it.

use drill::block::Block;
use drill::play::Form;
use drill::voice::Told;
use drill::words::Lang;
use futures_util::future::BoxFuture;
use tokio::sync::mpsc::UnboundedSender;

/// What became of a block that was told in other words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uttered {
    /// What is shown.
    pub text: String,
    /// Some of it is in other words than the template's.
    pub own: bool,
    /// It had to be the template, because the voice did not come.
    pub failed: bool,
}

/// Speaks and listens.
pub trait Voice: Send {
    /// Tells a block in other words; `seen` hears all that is to be seen, as it is spoken. `None` for what is not to be retold.
    fn tell(&mut self, block: &Block, lang: Lang, seen: &mut dyn FnMut(&Told)) -> Option<Uttered>;

    /// Which of these orders words mean that the rules could not place, as a line.
    fn read(&mut self, text: &str, forms: &[Form]) -> Option<String>;

    /// Which of a debrief's sentences to carry into the next drill, by number, the most important first.
    fn choose(&mut self, sentences: &[String], lang: Lang) -> Vec<usize>;
}

/// The same for many tables at once, where nobody waits for it.
pub trait Voices: Send + Sync {
    /// Tells a block of a room in other words; all that is to be seen goes `to` whoever shows it, as it is spoken. `names` are of the
    /// people there.
    fn tell(
        &self,
        room: &str,
        names: Vec<String>,
        block: Block,
        lang: Lang,
        to: UnboundedSender<Told>,
    ) -> BoxFuture<'static, Option<Uttered>>;

    /// Which of these orders words mean that the rules could not place, as a line.
    fn read(
        &self,
        room: &str,
        names: Vec<String>,
        text: String,
        forms: Vec<Form>,
    ) -> BoxFuture<'static, Option<String>>;
}
