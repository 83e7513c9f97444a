//! After the fire: what should change? Each answer is kept, the last can be taken back; looks are looks, and
//! what is neither is not written down. Of a team anybody may answer: what may be an answer and may be talk is asked
//! about, and never lost in silence. The world stands still meanwhile. Judges no answer.

use room::Command;

use super::{Play, aloud, proposing, wary};
use crate::intent::{Act, Intent, Look, NotAnOrder, Table, Understood};
use crate::understand::{Asked, answer, shows, understand};

impl Play {
    /// One utterance after the fire.
    pub(super) fn hear_in_review(&mut self, text: &str) {
        if let Some(asked) = self.asked.take()
            && let Some(answer) = answer(text, &self.lexicon, &asked)
        {
            return self.answered(text, Some(asked), answer);
        }
        if !self.alone() && !self.for_the_record(text) {
            if self.may_be_an_answer(text) {
                self.confirm(Intent::Room(Act::Countermeasure { text: text.into() }));
            }
            return;
        }
        if aloud::parts(text) {
            return self.confirm(Intent::Table(Table::End));
        }
        if wary::takes_back(text) {
            return self.take_back();
        }
        match understand(text, &self.lexicon, Some(&Asked::Countermeasures)) {
            Understood::Clear(Intent::Table(Table::End | Table::No)) if !wary::holds_on(text) => self.end(),
            Understood::Clear(Intent::Table(Table::Help)) => self.say("master-review-help", &[]),
            Understood::Clear(Intent::Table(_)) | Understood::NotAnOrder(NotAnOrder::Chatter) => {
                self.say("master-review-waits", &[]);
            }
            Understood::Clear(Intent::Room(Act::Countermeasure { text })) => self.draft(text),
            Understood::Clear(Intent::Do(order)) if text.eq_ignore_ascii_case(&order.to_string()) => {
                self.say("master-review-only", &[]);
            }
            heard if text.ends_with(['?', '？']) => self.question_in_review(text, heard),
            Understood::Clear(Intent::Look(look))
                if wary::asks_to_see(text) || text.eq_ignore_ascii_case(&look.to_string()) =>
            {
                self.look(&look);
            }
            Understood::Clear(Intent::Room(act @ (Act::Update { .. } | Act::Note { .. }))) => {
                self.act_in_room(act);
            }
            Understood::Clear(Intent::Room(
                Act::FalseAlarm | Act::Resolved | Act::Declare { .. } | Act::Severity { .. },
            )) if wary::only_closes(text) => self.say("master-review-only", &[]),
            Understood::Clear(Intent::Room(act @ (Act::Hypothesis { .. } | Act::Refute { .. })))
                if wary::speaks_of_the_cause(text) =>
            {
                self.act_in_room(act);
            }
            _ => self.draft(text.into()),
        }
    }

    /// A question: what can be seen is shown, "what do you think?" is the player's to answer.
    fn question_in_review(&mut self, text: &str, heard: Understood) {
        let look = match heard {
            Understood::Clear(Intent::Look(look)) => Some(look),
            _ => shows(text, &self.lexicon),
        };
        match look {
            Some(look) if !matches!(look, Look::Ask { .. }) => self.look(&look),
            _ => self.say("master-review-yours", &[]),
        }
    }

    /// A team talks with one another: only what proposes a change, looks, ends, or speaks to the game master is for it.
    fn for_the_record(&self, text: &str) -> bool {
        use Understood::Clear;
        let plain = understand(text, &self.lexicon, None);
        let meant = matches!(
            plain,
            Clear(
                Intent::Room(Act::Countermeasure { .. })
                    | Intent::Table(Table::End | Table::Help)
                    | Intent::Look(_)
            )
        );
        self.addressed || meant || proposing::wishes(text) || proposing::would_change(text)
    }

    /// It may name what should change, or be talk among people.
    fn may_be_an_answer(&self, text: &str) -> bool {
        let talk = matches!(
            understand(text, &self.lexicon, None),
            Understood::NotAnOrder(NotAnOrder::Chatter)
                | Understood::Clear(Intent::Table(Table::Yes | Table::No | Table::Wait { .. }))
        );
        proposing::proposes(text)
            && !talk
            && !aloud::parts(text)
            && !proposing::thanks(text)
            && !text.ends_with(['?', '？'])
    }

    /// One player's last may be taken back; among several it is on record at once, with whose it is.
    fn draft(&mut self, text: String) {
        if self.alone() {
            self.drafts.push(text);
        } else if self.tell_room(Command::ProposeCountermeasure { text, owner: None, due: None }).is_none() {
            return;
        }
        self.say("master-countermeasure-more", &[]);
    }

    fn take_back(&mut self) {
        match self.drafts.pop() {
            Some(text) => self.say("master-taken-back", &[("text", &text)]),
            None => self.say("master-nothing-to-take-back", &[]),
        }
    }
}
