//! What the player named and cannot have: said back with what there is. Nothing is put in its place, and
//! nothing of it reaches the world.

use super::Play;
use crate::block::Body;
use crate::intent::{Figure, Impossible, Lack};
use crate::narrate;
use crate::understand::Asked;
use crate::words::say;
use world::refused::{NameKind, Refused};

impl Play {
    pub(super) fn impossible(&mut self, what: Impossible) {
        let lang = self.options.lang;
        let text = match what {
            // The clients that there are would tell too much: the logs have them.
            Impossible::Unknown { kind: NameKind::Client, said, .. } => {
                say(lang, "impossible-client", &[("said", &said)])
            }
            Impossible::Unknown { kind, said, known } => {
                narrate::refused(lang, &Refused::Unknown { kind, name: said, known })
            }
            Impossible::NoneHere { kind } => {
                let kind = narrate::kind(lang, kind);
                say(lang, "impossible-none", &[("kind", &kind)])
            }
            Impossible::Number { said, of, least, most } => {
                let (least, most) = (least.to_string(), most.to_string());
                say(lang, figure(of), &[("said", &said), ("least", &least), ("most", &most)])
            }
            Impossible::NoOrder { of, service } => say(lang, lack(of), &[("service", &service)]),
            Impossible::Until => say(lang, "impossible-until", &[]),
            Impossible::Whole { said, instead } => {
                let what = self.written(&instead);
                let question = say(lang, "impossible-whole", &[("said", &said), ("what", &what)]);
                self.show(Body::Confirm { question });
                self.asked = Some(Asked::Confirm(*instead));
                return;
            }
        };
        self.show(Body::Narration(text));
    }
}

fn lack(of: Lack) -> &'static str {
    match of {
        Lack::Autoscaler => "impossible-autoscaler",
        Lack::Bandwidth => "impossible-bandwidth",
        Lack::Index => "impossible-index",
        Lack::Backup => "impossible-backup",
        Lack::Region => "impossible-region",
    }
}

fn figure(of: Figure) -> &'static str {
    match of {
        Figure::Replicas => "impossible-replicas",
        Figure::Replica => "impossible-replica",
        Figure::Percent => "impossible-percent",
        Figure::Tenths => "impossible-tenths",
        Figure::Megabytes => "impossible-megabytes",
        Figure::Count => "impossible-count",
        Figure::Span => "impossible-span",
    }
}
