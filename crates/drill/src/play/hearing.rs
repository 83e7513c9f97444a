//! What the player says becomes what happens: understanding decides what is meant, this file who answers
//! for it. An open question takes an answer and nothing else: whatever else is said closes it, which is said.
//! What is not understood gets a question back, never silence; what destroys asks first.

use super::{Act, Play, aloud, distress, proposing, wary};
use crate::block::Body;
use crate::intent::{Act as Said, Intent, NotAnOrder, Table, Understood, Wanted};
use crate::understand::{Asked, answer, understand};
use crate::words::say;

/// Longest utterance that is read [characters]: more is a paste by mistake.
const LONGEST: usize = 2_000;

impl Play {
    pub(super) fn hear(&mut self, text: &str) {
        let text = self.without_address(text.trim());
        if text.is_empty() {
            return;
        }
        if text.chars().count() > LONGEST {
            self.say("master-too-long", &[("n", &LONGEST.to_string())]);
            return;
        }
        self.heard += 1;
        self.puzzle = None;
        self.words = text.into();
        let text = self.not_for_colleagues(text);
        if text.is_empty() || self.takes_a_role(text) {
            return;
        }
        self.words = text.into();
        if (self.alone() || self.addressed) && distress::speaks(text) {
            return self.say("master-are-you-well", &[]);
        }
        match self.act {
            Act::Review => self.hear_in_review(text),
            Act::Response => {
                self.hear_in_response(text);
                self.go_on();
            }
            Act::Over => {}
        }
    }

    fn hear_in_response(&mut self, text: &str) {
        if self.asked.is_none() && self.among_people(&understand(text, &self.lexicon, None)) {
            return;
        }
        let open = self.asked.take();
        let no_words = matches!(open, Some(Asked::Words(_))) && aloud::mere_word(text);
        if let Some(asked) = &open
            && !no_words
            && let Some(answer) = answer(text, &self.lexicon, asked)
        {
            return self.answered(text, open, answer);
        }
        let status = if self.alone() { self.answers_how_it_stands(text) } else { None };
        let heard = status.unwrap_or_else(|| understand(text, &self.lexicon, None));
        if self.among_people(&heard) {
            self.asked = open;
            return;
        }
        if open.is_none_or(|open| self.put_away(open, &heard)) {
            self.let_go(&heard);
            self.heard(text, heard);
        }
    }

    /// An answer to what was open.
    pub(super) fn answered(&mut self, text: &str, open: Option<Asked>, answer: Understood) {
        match (open, answer) {
            (_, Understood::Clear(Intent::Table(Table::No))) => self.say("master-left-undone", &[]),
            (Some(Asked::Confirm(intent)), Understood::Clear(Intent::Table(Table::Yes))) => {
                self.meant(intent, true);
            }
            (
                Some(Asked::Choices(options) | Asked::Missing { options, .. }),
                Understood::Clear(Intent::Table(answer @ (Table::Yes | Table::Choice(_)))),
            ) => match answer {
                Table::Choice(n) if (1..=options.len()).contains(&n) => {
                    let intent = options[n - 1].clone();
                    self.to_do.retain(|other| *other != intent);
                    self.meant(intent, false);
                }
                _ => self.which_number(options),
            },
            (_, answer) => self.heard(text, answer),
        }
    }

    /// The list stays: it wants a number.
    fn which_number(&mut self, options: Vec<Intent>) {
        self.say("master-no-such-choice", &[("n", &options.len().to_string())]);
        self.asked = Some(Asked::Choices(options));
    }

    /// What was open and was not answered is closed, which is said; false if that is all there is to say.
    fn put_away(&mut self, open: Asked, heard: &Understood) -> bool {
        let unclear = *heard == Understood::Unknown;
        match open {
            Asked::Choices(options) | Asked::Missing { options, .. } => match heard {
                Understood::Clear(Intent::Table(Table::Choice(_))) => {
                    self.which_number(options);
                    return false;
                }
                // What was left to do is named when it is let go.
                _ if unclear || self.to_do.is_empty() => {
                    self.say(if unclear { "master-none-of-these" } else { "master-list-closed" }, &[]);
                }
                _ => {}
            },
            // Ordered once more, it is asked about once more.
            Asked::Confirm(intent) if *heard == Understood::Clear(intent.clone()) => {}
            // Words that were not sent are not lost: they stand there, with what sends them.
            Asked::Confirm(Intent::Room(Said::Update { text, .. })) => {
                self.say("master-not-sent", &[("text", &text)]);
            }
            Asked::Confirm(intent) => {
                let what = self.written(&intent);
                self.say(
                    if unclear { "master-not-confirmed" } else { "master-not-done" },
                    &[("what", &what)],
                );
            }
            Asked::Words(_) => self.say("master-nobody-told", &[]),
            Asked::Status | Asked::Countermeasures => return true,
        }
        !unclear
    }

    /// Something was said, with nothing open.
    fn heard(&mut self, text: &str, heard: Understood) {
        if self.alone() && self.replies_to_somebody(text, &heard) {
            return;
        }
        match heard {
            Understood::Clear(Intent::Look(_)) if aloud::supposes(text) => self.question(text),
            Understood::Clear(intent) if wary::in_doubt(text, &intent) => self.confirm(intent),
            Understood::Clear(intent) => self.meant(intent, false),
            Understood::Choose(mut options) if options.len() == 1 => self.confirm(options.remove(0)),
            Understood::Choose(options) => self.offer("master-which", text, options, false),
            Understood::Several { steps, ordered: false } => {
                self.to_do.clone_from(&steps);
                self.offer("master-which-first", text, steps, false);
            }
            // Who says why and what in one breath has decided: the reason is kept, and the order given.
            Understood::Several { steps, ordered: true }
                if matches!(steps.as_slice(), [Intent::Room(Said::Hypothesis { .. }), Intent::Do(_)]) =>
            {
                steps.into_iter().for_each(|step| self.meant(step, false));
            }
            Understood::Several { mut steps, ordered: true } => {
                let first = steps.remove(0);
                self.to_do = steps;
                self.meant(first, false);
            }
            Understood::Also { first, then } => {
                self.to_do = then;
                self.heard(text, *first);
            }
            Understood::Missing { wanted: Wanted::Target, mut options } if options.len() == 1 => {
                self.confirm(options.remove(0));
            }
            Understood::Missing { wanted: Wanted::Target, options }
                if wary::speaks_of_the_latest(text)
                    && self.lately_changed(&options).len() < options.len() =>
            {
                match self.lately_changed(&options) {
                    mut one if one.len() == 1 => self.confirm(one.remove(0)),
                    few => self.offer("master-which-target", text, few, true),
                }
            }
            Understood::Missing { wanted, options } => {
                let key = match wanted {
                    Wanted::Target => "master-which-target",
                    Wanted::Value => "master-which-value",
                };
                self.offer(key, text, options, true);
            }
            Understood::Impossible(what) => self.impossible(what),
            Understood::NotAnOrder(NotAnOrder::Question) => self.question(text),
            Understood::NotAnOrder(NotAnOrder::Negation) => self.nothing_done(),
            Understood::NotAnOrder(NotAnOrder::Condition) => self.say("master-plan-heard", &[]),
            Understood::NotAnOrder(NotAnOrder::Report) => self.say("master-report-heard", &[]),
            Understood::NotAnOrder(NotAnOrder::Chatter) => self.say("master-chatter", &[]),
            Understood::Unknown if text.ends_with(['?', '？']) => self.question(text),
            // Once something has helped, what nobody can place may be what is to change.
            Understood::Unknown if self.relieved && proposing::proposes(text) => {
                self.confirm(Intent::Room(Said::Countermeasure { text: text.into() }));
            }
            Understood::Unknown => self.not_understood(),
        }
    }

    /// "Don't", "stop the roll-back": nothing is begun, and what runs runs on.
    fn nothing_done(&mut self) {
        let runs: Vec<String> = self.under_way.iter().map(|under_way| under_way.order.to_string()).collect();
        match runs.is_empty() {
            true => self.say("master-nothing-done", &[]),
            false => self.say("master-runs-on", &[("what", &runs.join(", "))]),
        }
    }

    /// Asks "really?".
    pub(super) fn confirm(&mut self, intent: Intent) {
        let key = match &intent {
            Intent::Do(_) if intent.destroys() => "master-confirm",
            Intent::Table(Table::End) => "master-confirm-end",
            Intent::Table(Table::Hint) if self.options.pace == super::Pace::Clock => {
                "master-confirm-hint-clock"
            }
            Intent::Table(Table::Hint) => "master-confirm-hint",
            Intent::Room(Said::Update { .. }) => "master-confirm-send",
            Intent::Room(Said::Countermeasure { .. }) => "master-confirm-countermeasure",
            _ => "master-confirm-said",
        };
        self.ask_whether(key, intent);
    }

    /// The order would bring back what was taken back.
    fn ask_about_a_version(&mut self, intent: Intent, version: &str) {
        let what = self.written(&intent);
        let question =
            say(self.options.lang, "master-confirm-version", &[("what", &what), ("version", version)]);
        self.show(Body::Confirm { question });
        self.asked = Some(Asked::Confirm(intent));
    }

    fn ask_whether(&mut self, key: &str, intent: Intent) {
        let what = match &intent {
            // What is to be sent or kept is shown as it stands.
            Intent::Room(Said::Update { text, .. } | Said::Countermeasure { text }) => text.clone(),
            intent => self.written(intent),
        };
        let (minutes, points) = super::leading::price_of_a_hint();
        let args = [("what", what.as_str()), ("minutes", &minutes), ("points", &points)];
        let question = say(self.options.lang, key, &args);
        self.show(Body::Confirm { question });
        self.asked = Some(Asked::Confirm(intent));
    }

    /// What the player wanted besides, taken up when nothing else is asked: a look is simply done, an order
    /// is asked about, because the first may have changed their mind.
    fn go_on(&mut self) {
        while self.asked.is_none() && self.act == Act::Response && !self.to_do.is_empty() {
            match self.to_do.remove(0) {
                next @ Intent::Do(_) if !next.destroys() => self.ask_whether("master-next", next),
                next => self.meant(next, false),
            }
        }
    }

    /// The player moves on to something else: what was left to do is named, and dropped.
    fn let_go(&mut self, heard: &Understood) {
        let stays = match heard {
            Understood::Clear(Intent::Table(table)) => !matches!(table, Table::End),
            heard => matches!(heard, Understood::NotAnOrder(_) | Understood::Unknown),
        };
        if stays || self.to_do.is_empty() {
            return;
        }
        let left = std::mem::take(&mut self.to_do);
        let left: Vec<String> = left.iter().map(|intent| self.written(intent)).collect();
        self.say("master-let-go", &[("what", &left.join(", "))]);
    }

    /// An intent is clear. `sure`: the player has confirmed it.
    pub(super) fn meant(&mut self, intent: Intent, sure: bool) {
        let intent = if sure { intent } else { self.as_rollback(intent) };
        if !self.may(&intent) {
            return;
        }
        if let Some(version) = self.taken_back(&intent).filter(|_| !sure && self.would_change(&intent)) {
            return self.ask_about_a_version(intent, &version);
        }
        if intent.destroys() && !sure && self.would_change(&intent) {
            return self.confirm(intent);
        }
        match intent {
            Intent::Look(look) => self.look(&look),
            Intent::Do(order) => self.order(order),
            Intent::Room(act) => self.act_in_room(act),
            Intent::Table(table) => self.at_the_table(table),
        }
    }

    fn offer(&mut self, key: &str, said: &str, options: Vec<Intent>, missing: bool) {
        if options.is_empty() {
            self.say("master-nothing-to-choose", &[]);
            return;
        }
        let options = if missing { self.foremost(options) } else { options };
        let written = options.iter().map(|o| self.written(o)).collect();
        let question = say(self.options.lang, key, &[]);
        self.show(Body::Choices { question, options: written });
        self.asked = Some(if missing {
            Asked::Missing { said: said.into(), options }
        } else {
            Asked::Choices(options)
        });
    }

    /// An intent as the player could type it.
    pub(super) fn written(&self, intent: &Intent) -> String {
        match intent {
            Intent::Look(look) => look.to_string(),
            Intent::Do(order) => order.to_string(),
            Intent::Room(act) => say(self.options.lang, super::acting::name(act), &[]),
            Intent::Table(table) => say(self.options.lang, super::leading::name(table), &[]),
        }
    }
}
