//! A week of a busy incident as a lawful log: thirty people, and between any two pieces of work so many words. The same
//! numbers give the same log. Knows nothing of what is measured.

use jiff::{SignedDuration, Timestamp};
use room::{
    Actor, Audience, Command, Entry, Flow, Order, OrderId, Origin, Role, Seq, Severity, Standing, Topic,
    Verdict,
};

/// People who take part [count].
const PEOPLE: u64 = 30;
/// Lines of investigation that are open at once [count].
const OPEN: usize = 12;
/// Between two orders [s]: a hundred thousand of them are a week.
const APART: i64 = 6;
/// What people write; its length is a word's in a real room.
const WORDS: [&str; 6] = [
    "restarting the second one now, please hold the deploys",
    "p99 is back under 300 ms on the new pool, the old one still shows 2,400 ms and climbing",
    "了解です",
    "決済の画面で待たされるのは大阪の利用者だけのようです。東京は今のところ影響なし。問い合わせは 14 件",
    "anybody looking at the replica? its lag was 40 s a minute ago, and the reads that time out are all from there",
    "yes",
];

/// So many pieces of work, and before each so many words.
pub fn log(works: usize, words: usize) -> Vec<Entry> {
    let mut week = Week::begin();
    for work in 0..works {
        (0..words).for_each(|_| week.talk());
        week.work(work);
    }
    week.flow.entries().to_vec()
}

struct Week {
    flow: Flow,
    given: u64,
    drawn: u64,
    lines: Vec<Seq>,
    tasks: Vec<(Seq, Actor)>,
    belief: Seq,
    intervention: Seq,
    proposal: Seq,
    looked: Seq,
}

impl Week {
    fn begin() -> Week {
        let none = Seq(0);
        let (lines, tasks) = (Vec::new(), Vec::new());
        let (flow, belief, intervention) = (Flow::new(), none, none);
        let mut week = Week {
            flow,
            given: 0,
            drawn: 7,
            lines,
            tasks,
            belief,
            intervention,
            proposal: none,
            looked: none,
        };
        let commander = person(0);
        let title = String::from("checkout fails");
        week.order(&commander, None, Command::OpenRoom { title, origin: Origin::Live {} });
        for number in 0..PEOPLE {
            week.order(&person(number), None, Command::Join {});
        }
        week.order(&commander, None, Command::Declare { severity: Severity::new(2), title: None });
        week.order(&commander, None, Command::TakeRole { role: Role::IncidentCommander });
        for (number, role) in [(1, Role::Deputy), (2, Role::Scribe), (3, Role::Liaison)] {
            week.order(&commander, None, Command::AssignRole { role, to: person(number) });
        }
        for _ in 0..OPEN {
            week.open_line();
        }
        week.look(&commander, None, String::from("2 % of all orders fail since 14:02"));
        week
    }

    /// Of what may be drawn, one [0, below).
    fn draw(&mut self, below: u64) -> u64 {
        self.drawn =
            self.drawn.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.drawn >> 33) % below
    }

    fn somebody(&mut self) -> Actor {
        person(self.draw(PEOPLE))
    }

    fn words(&mut self) -> String {
        let number = self.draw(1_000);
        format!("{} ({number})", WORDS[number as usize % WORDS.len()])
    }

    /// Gives an order and returns the number of the last entry that it left.
    fn order(&mut self, actor: &Actor, line: Option<Seq>, command: Command) -> Seq {
        self.given += 1;
        let id = OrderId::new(format!("{:016x}", self.given.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let (id, actor) = (id.expect("hexadecimal digits are an id"), actor.clone());
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(APART * self.given as i64);
        let order = Order { id, actor, line, command };
        let left = self.flow.submit(&order, Standing::Responder, now);
        left.unwrap_or_else(|refusal| panic!("{order:?}: {}", refusal.sentence()));
        self.flow.room().seq()
    }

    /// Four words in five belong to a line of investigation.
    fn talk(&mut self) {
        let (who, text) = (self.somebody(), self.words());
        let line = (self.draw(5) > 0).then(|| self.any_line());
        self.order(&who, line, Command::Say { text });
    }

    fn any_line(&mut self) -> Seq {
        let number = self.draw(self.lines.len() as u64);
        self.lines[number as usize]
    }

    fn open_line(&mut self) {
        let (who, title) = (self.somebody(), self.words());
        let line = self.order(&who, None, Command::OpenLine { title, owner: None });
        self.lines.push(line);
    }

    fn look(&mut self, who: &Actor, line: Option<Seq>, saw: String) {
        self.looked = self.order(who, line, Command::Look { what: "metrics checkout".into(), saw });
    }

    /// One piece of work, forty of them in turn: most are looks, then tasks and findings.
    fn work(&mut self, number: usize) {
        let (who, text, line) = (self.somebody(), self.words(), Some(self.any_line()));
        match number % 40 {
            0 => {
                let closed = self.lines.remove(0);
                self.order(&who, None, Command::CloseLine { line: closed, outcome: text });
            }
            1 => self.open_line(),
            2 => self.belief = self.order(&who, line, Command::ProposeHypothesis { text, about: None }),
            12 => {
                let (hypothesis, evidence) = (self.belief, vec![self.looked]);
                let verdict = if number % 80 == 12 { Verdict::Refuted } else { Verdict::Confirmed };
                self.order(&who, line, Command::SettleHypothesis { hypothesis, verdict, evidence });
            }
            3 => self.intervention = self.order(&who, None, Command::OrderIntervention { what: text }),
            13 => {
                let intervention = self.intervention;
                self.order(&who, None, Command::SettleIntervention { intervention, outcome: text, ok: true });
            }
            4 => self.proposal = self.order(&person(0), None, Command::ProposeDecision { text }),
            14 => drop(self.order(
                &person(0),
                None,
                Command::RecordDecision { text, proposal: Some(self.proposal) },
            )),
            5 => {
                let (audience, next_within) = (Audience::Everyone, Some(60));
                self.order(&person(3), None, Command::PublishUpdate { audience, text, next_within });
            }
            6 => drop(self.order(&who, None, Command::Hear { from: person(PEOPLE), text, asks: true })),
            7 => drop(self.order(
                &who,
                None,
                Command::NoteAlert { rule: text, subject: "db".into(), pages: true },
            )),
            8 | 9 => drop(self.order(&who, line, Command::Note { text })),
            10 | 20 | 30 | 32 | 34 => {
                let (topic, evidence) = (Topic::Other, vec![self.looked]);
                self.order(&who, line, Command::RecordFinding { text, topic, evidence });
            }
            11 | 17 | 23 | 29 | 35 => {
                let owner = self.somebody();
                let task =
                    self.order(&who, line, Command::AddTask { text, owner: owner.clone(), within: Some(30) });
                self.tasks.push((task, owner));
            }
            16 | 22 | 28 | 36 | 38 => {
                let (task, owner) = self.tasks.remove(0);
                self.order(&owner, line, Command::AcknowledgeTask { task });
                self.order(&owner, line, Command::CompleteTask { task, outcome: text });
            }
            _ => {
                self.looked =
                    self.order(&who, line, Command::Look { what: "metrics checkout".into(), saw: text })
            }
        }
    }
}

fn person(number: u64) -> Actor {
    Actor::new(format!("person-{number:02}")).expect("letters, digits and a dash are an id")
}
