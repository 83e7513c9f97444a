//! What the player says becomes what happens: understanding decides what is meant, this file who answers
//! for it. What is not understood gets a question back, never silence; what destroys asks first.

use super::{Act, Play, wary};
use crate::block::Body;
use crate::intent::{Act as Said, Intent, NotAnOrder, Table, Understood, Wanted};
use crate::understand::{Asked, understand};
use crate::words::say;

/// Longest utterance that is read [characters]: more is a paste by mistake.
const LONGEST: usize = 2_000;

impl Play {
    pub(super) fn hear(&mut self, text: &str) {
        self.heard(text);
        self.go_on();
    }

    fn heard(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if text.chars().count() > LONGEST {
            self.say("master-too-long", &[("n", &LONGEST.to_string())]);
            return;
        }
        let asked = self.asked.take();
        let understood = self.read(text, asked.as_ref());
        self.let_go(&understood);
        self.take_up(text, understood, asked);
    }

    /// What was understood finds who answers for it.
    fn take_up(&mut self, text: &str, understood: Understood, asked: Option<Asked>) {
        match understood {
            Understood::Clear(intent) if self.is_in_doubt(text, &intent) => self.confirm(intent),
            Understood::Clear(Intent::Table(Table::No))
                if self.act == Act::Review && wary::holds_on(text) =>
            {
                self.say("master-review-waits", &[]);
                self.asked = asked;
            }
            Understood::Clear(Intent::Table(Table::End))
                if self.act == Act::Response && wary::ends_by_habit(text) =>
            {
                self.confirm(Intent::Table(Table::End));
            }
            Understood::Clear(Intent::Table(Table::Yes)) => self.answered_yes(asked),
            Understood::Clear(Intent::Table(Table::No)) => self.answered_no(asked),
            Understood::Clear(Intent::Table(Table::Choice(n))) => self.chose(n, asked),
            Understood::Clear(intent)
                if self.act == Act::Review && self.answers_the_review(text, &intent) =>
            {
                self.countermeasure(text);
            }
            Understood::Clear(intent) => self.meant(intent, false),
            Understood::Choose(_)
            | Understood::Several { .. }
            | Understood::Missing { .. }
            | Understood::Impossible(_)
            | Understood::Unknown
                if self.act == Act::Review && text.ends_with(['?', '？']) =>
            {
                self.say("master-review-only", &[]);
                self.asked = Some(Asked::Countermeasures);
            }
            Understood::Choose(_)
            | Understood::Several { .. }
            | Understood::Missing { .. }
            | Understood::Impossible(_)
            | Understood::Unknown
                if self.act == Act::Review =>
            {
                self.countermeasure(text);
            }
            Understood::Choose(options) => self.offer("master-which", text, options, false),
            Understood::Several { steps, ordered: false } => {
                self.offer("master-which-first", text, steps.clone(), false);
                self.to_do = steps;
            }
            Understood::Several { mut steps, ordered: true } => {
                let first = steps.remove(0);
                self.to_do = steps;
                self.meant(first, false);
            }
            Understood::Missing { wanted, options } => {
                let key = match wanted {
                    Wanted::Target => "master-which-target",
                    Wanted::Value => "master-which-value",
                };
                self.offer(key, text, options, true);
            }
            Understood::Impossible(what) => self.impossible(what),
            Understood::NotAnOrder(why) => self.not_an_order(why, asked),
            Understood::Unknown => self.not_understood(asked),
        }
    }

    /// What is meant, after what was asked. Words to somebody are theirs; a wish of its own is not taken for
    /// an answer to what is open.
    fn read(&self, text: &str, asked: Option<&Asked>) -> Understood {
        let update = || Understood::Clear(Intent::Room(Said::Update { text: text.into() }));
        let heard = understand(text, &self.lexicon, asked);
        let fresh = understand(text, &self.lexicon, None);
        let told = wary::addressed(text, &self.cast.called()) && !wary::asks(text);
        match &heard {
            _ if self.act == Act::Response && told => match &fresh {
                Understood::Clear(intent) if !wary::is_theirs(intent) => fresh,
                _ => update(),
            },
            Understood::Clear(Intent::Table(Table::Choice(_)))
                if matches!(fresh, Understood::Clear(Intent::Look(_))) =>
            {
                fresh
            }
            Understood::Clear(Intent::Room(Said::Update { .. }))
                if asked == Some(&Asked::Status)
                    && !matches!(fresh, Understood::Clear(_))
                    && !wary::tells_status(text) =>
            {
                fresh
            }
            _ => heard,
        }
    }

    /// Declared, called well, called false, or a hint taken: where a slip would cost, the words have to be plain.
    fn is_in_doubt(&self, text: &str, intent: &Intent) -> bool {
        self.act == Act::Response && wary::in_doubt(text, intent)
    }

    /// Asks "really?".
    fn confirm(&mut self, intent: Intent) {
        let what = self.written(&intent);
        let key = match &intent {
            Intent::Do(_) => "master-confirm",
            Intent::Table(Table::End) => "master-confirm-end",
            Intent::Table(Table::Hint) => "master-confirm-hint",
            _ => "master-confirm-said",
        };
        let question = say(self.options.lang, key, &[("what", &what)]);
        self.show(Body::Confirm { question });
        self.asked = Some(Asked::Confirm(intent));
    }

    /// What the player wanted besides, taken up when nothing else is asked: a look is simply done, an order
    /// is asked about, because the first may have changed their mind.
    fn go_on(&mut self) {
        while matches!(self.asked, None | Some(Asked::Status))
            && self.act == Act::Response
            && !self.to_do.is_empty()
        {
            let next = self.to_do.remove(0);
            match next {
                Intent::Do(_) if !next.destroys() => {
                    let what = self.written(&next);
                    let question = say(self.options.lang, "master-next", &[("what", &what)]);
                    self.show(Body::Confirm { question });
                    self.asked = Some(Asked::Confirm(next));
                }
                next => self.meant(next, false),
            }
        }
    }

    /// The player moves on to something else: what was left to do is named, and dropped.
    fn let_go(&mut self, understood: &Understood) {
        let moves_on = match understood {
            Understood::Clear(Intent::Table(table)) => matches!(table, Table::End),
            Understood::Clear(_)
            | Understood::Choose(_)
            | Understood::Several { .. }
            | Understood::Missing { .. }
            | Understood::Impossible(_) => true,
            Understood::NotAnOrder(_) | Understood::Unknown => false,
        };
        let left = std::mem::take(&mut self.to_do);
        if !moves_on || left.is_empty() {
            self.to_do = left;
            return;
        }
        let all: Vec<String> = left.iter().map(|intent| self.written(intent)).collect();
        let what = say(self.options.lang, "master-let-go", &[("what", &all.join(", "))]);
        self.show(Body::Narration(what));
    }

    /// After the fire, words are answers to "what should change?": a look must be written as one.
    fn answers_the_review(&self, text: &str, intent: &Intent) -> bool {
        match intent {
            Intent::Look(look) => !text.eq_ignore_ascii_case(&look.to_string()),
            Intent::Do(_) => true,
            Intent::Room(_) | Intent::Table(_) => false,
        }
    }

    /// An intent is clear. `sure`: the player has confirmed it.
    pub(super) fn meant(&mut self, intent: Intent, sure: bool) {
        if self.act == Act::Review && !self.belongs_to_review(&intent) {
            self.say("master-review-only", &[]);
            self.asked = Some(Asked::Countermeasures);
            return;
        }
        if intent.destroys() && !sure {
            return self.confirm(intent);
        }
        match intent {
            Intent::Look(look) => self.look(&look),
            Intent::Do(order) => self.order(order),
            Intent::Room(act) => self.act_in_room(act),
            Intent::Table(table) => self.at_the_table(table),
        }
    }

    fn belongs_to_review(&self, intent: &Intent) -> bool {
        use crate::intent::Act as A;
        matches!(
            intent,
            Intent::Look(_)
                | Intent::Room(
                    A::Countermeasure { .. } | A::Note { .. } | A::Hypothesis { .. } | A::Update { .. }
                )
                | Intent::Table(Table::Help | Table::End | Table::Yes | Table::No)
        )
    }

    fn answered_yes(&mut self, asked: Option<Asked>) {
        match asked {
            Some(Asked::Confirm(intent)) => self.meant(intent, true),
            Some(Asked::Choices(mut options) | Asked::Missing { mut options, .. }) if options.len() == 1 => {
                self.meant(options.remove(0), true);
            }
            _ => self.say("master-yes-to-what", &[]),
        }
    }

    fn answered_no(&mut self, asked: Option<Asked>) {
        match asked {
            Some(Asked::Countermeasures) | None if self.act == Act::Review => self.end(),
            Some(Asked::Confirm(_) | Asked::Choices(_) | Asked::Missing { .. }) => {
                self.say("master-left-undone", &[])
            }
            _ => self.say("master-no-to-what", &[]),
        }
    }

    fn chose(&mut self, n: usize, asked: Option<Asked>) {
        let (Some(Asked::Choices(options)) | Some(Asked::Missing { options, .. })) = asked else {
            self.say("master-choice-of-what", &[]);
            return;
        };
        match n.checked_sub(1).and_then(|i| options.get(i)) {
            Some(intent) => {
                self.to_do.retain(|other| other != intent);
                self.meant(intent.clone(), false);
            }
            None => {
                self.say("master-no-such-choice", &[("n", &options.len().to_string())]);
                self.asked = Some(Asked::Choices(options));
            }
        }
    }

    fn offer(&mut self, key: &str, said: &str, options: Vec<Intent>, missing: bool) {
        let written = options.iter().map(|o| self.written(o)).collect();
        let question = say(self.options.lang, key, &[]);
        if options.is_empty() {
            self.show(Body::Narration(question));
            return;
        }
        self.show(Body::Choices { question, options: written });
        self.asked = Some(if missing {
            Asked::Missing { said: said.into(), options }
        } else {
            Asked::Choices(options)
        });
    }

    fn not_an_order(&mut self, why: NotAnOrder, asked: Option<Asked>) {
        match why {
            NotAnOrder::Question => self.say("master-your-call", &[]),
            NotAnOrder::Negation => self.say("master-nothing-done", &[]),
            NotAnOrder::Condition => self.say("master-plan-heard", &[]),
            NotAnOrder::Report => self.say("master-report-heard", &[]),
            NotAnOrder::Chatter => self.say("master-chatter", &[]),
        }
        self.asked = asked.filter(|a| matches!(a, Asked::Status | Asked::Countermeasures));
    }

    fn countermeasure(&mut self, text: &str) {
        self.meant(Intent::Room(crate::intent::Act::Countermeasure { text: text.into() }), false);
    }

    /// What was to be confirmed is not done, and would have to be asked for again.
    fn not_understood(&mut self, asked: Option<Asked>) {
        if let Some(Asked::Confirm(intent)) = &asked {
            let what = self.written(intent);
            self.say("master-not-confirmed", &[("what", &what)]);
            return;
        }
        self.say("master-not-understood", &[]);
        self.asked = asked;
    }

    /// An intent as the player could type it.
    pub(super) fn written(&self, intent: &Intent) -> String {
        match intent {
            Intent::Look(look) => look.to_string(),
            Intent::Do(order) => order.to_string(),
            Intent::Room(act) => say(self.options.lang, super::acting::name(act), &[]),
            Intent::Table(_) => say(self.options.lang, "act-table", &[]),
        }
    }
}
