//! Versions behind an order: which one a roll-back would bring, and whether that one was taken back before. Reads the
//! record of changes, as a player would; judges no version.

use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::Signals;
use world::time::Nanos;

use super::Play;
use crate::intent::Intent;

/// Words by which somebody goes back.
const BACK: [&str; 8] = ["戻", "もど", "ロールバック", "ロルバ", "roll", "back", "revert", "リバート"];

impl Play {
    /// "Back to v142", where v142 is what ran before, is a roll-back: it is what an operator would do, and quicker.
    pub(super) fn as_rollback(&self, intent: Intent) -> Intent {
        let Intent::Do(order @ Intervention::Deploy { service, version }) = &intent else { return intent };
        let words = self.words.to_lowercase();
        let typed = words.trim() == order.to_string();
        let back = !typed && BACK.iter().any(|word| words.contains(word));
        match self.world.rolls_back_to(service) {
            Some(before) if back && before == version => {
                Intent::Do(Intervention::Rollback { service: service.clone() })
            }
            _ => intent,
        }
    }

    /// The version that a roll-back would bring.
    pub(super) fn brings(&self, order: &Intervention) -> Option<String> {
        let Intervention::Rollback { service } = order else { return None };
        self.world.rolls_back_to(service).map(str::to_string)
    }

    /// The version that this order would bring back although the player has taken it back.
    pub(super) fn taken_back(&self, intent: &Intent) -> Option<String> {
        let Intent::Do(order @ Intervention::Rollback { service }) = intent else { return None };
        let before = self.brings(order)?;
        let Signals::Changes(all) = self.world.probe(&Probe::Changes { since: 0, until: Nanos::MAX }) else {
            return None;
        };
        let ours = [format!("rollback {service}"), format!("deploy {service} ")];
        let replaced = all.iter().any(|change| {
            change.who == "responder"
                && !change.state.starts_with("failed")
                && (change.what == ours[0] || change.what.starts_with(&ours[1]))
        });
        replaced.then_some(before)
    }
}
