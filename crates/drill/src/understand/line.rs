//! Orders in their one-line form (`rollback checkout`, `set a->b timeout 500ms`), as logs and scripts
//! carry them. Knows which names fit which slot; anything not exact is left to the rules.

use world::intervention::Intervention;

use super::lexicon::{Lexicon, Sort};
use crate::intent::Intent;

/// The order that this line is, if its verb, form and names are exact.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Intent> {
    let line = text.trim_end_matches(['.', '。', '!']).trim();
    let order: Intervention = line.parse().ok()?;
    resolve(order, lexicon).map(Intent::Do)
}

/// The same order with every name as the scenario spells it; `None` if one does not exist.
fn resolve(mut order: Intervention, lexicon: &Lexicon) -> Option<Intervention> {
    use Intervention as I;
    let fix = |name: &mut String, fits: fn(Sort) -> bool| -> Option<()> {
        let things: Vec<_> = lexicon.spelled(name).into_iter().filter(|t| fits(t.sort)).collect();
        match things.as_slice() {
            [only] => {
                *name = only.name.clone();
                Some(())
            }
            _ => None,
        }
    };
    let part: fn(Sort) -> bool = Sort::is_component;
    match &mut order {
        I::Rollback { service: name }
        | I::Restart { component: name, .. }
        | I::Scale { component: name, .. }
        | I::Drain { component: name, .. }
        | I::RevertConfig { component: name }
        | I::KillTransaction { database: name }
        | I::Purge { cache: name }
        | I::Warm { cache: name }
        | I::Failover { database: name }
        | I::FreeDisk { component: name }
        | I::GrowDisk { component: name }
        | I::RenewCertificate { component: name }
        | I::FixDns { component: name }
        | I::ParkMessage { broker: name }
        | I::CpuLimit { component: name, .. }
        | I::MemoryLimit { component: name, .. } => fix(name, part)?,
        I::Deploy { service, version } => {
            fix(service, part)?;
            let known = lexicon.spelled(version);
            *version = known.iter().find(|t| t.sort == Sort::Version && t.owner == *service)?.name.clone();
        }
        I::Flag { flag, .. } => fix(flag, |s| s == Sort::Flag)?,
        I::KillQuery { database, endpoint } | I::FixPlan { database, endpoint } => {
            fix(database, part)?;
            let known = lexicon.spelled(endpoint);
            *endpoint = known.iter().find(|t| t.sort == Sort::Endpoint && t.owner == *database)?.name.clone();
        }
        I::SetCall { from, to, .. } => {
            fix(from, part)?;
            fix(to, part)?;
        }
        I::PauseJob { job } | I::ResumeJob { job } => fix(job, |s| s == Sort::Job)?,
        I::BlockClient { client } => {
            if client.split('.').count() != 4 {
                fix(client, |s| s == Sort::Client)?;
            }
        }
        I::Shed { .. } => {}
    }
    Some(order)
}
