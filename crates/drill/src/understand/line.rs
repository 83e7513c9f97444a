//! Orders in their one-line form (`rollback checkout`, `set a->b timeout 500ms`), as logs and scripts
//! carry them. Knows which names fit which slot; anything not exact is left to the rules.

use world::fault::CallChange;
use world::intervention::Intervention;
use world::refused::NameKind;

use super::lexicon::{Lexicon, Sort};
use super::orders::explicit;
use crate::intent::{Figure, Impossible, Intent, Understood};

/// The order that this line is, if its verb, form and names are exact; the refusal of one that names what is
/// not there, if no sentence begins like it.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Understood> {
    let line = text.trim_end_matches(['.', '。', '!']).trim();
    let Ok(order) = line.parse::<Intervention>() else { return None };
    match resolve(order.clone(), lexicon) {
        Some(order) => Some(match refused(&order, lexicon) {
            Some(no) => Understood::Impossible(no),
            None => Understood::Clear(Intent::Do(order)),
        }),
        // "pause-job x" is a line, "restart everything" may be a sentence.
        None if line.split(' ').next().is_some_and(|verb| verb.contains('-') || verb == "flag") => {
            stranger(&order, lexicon).map(Understood::Impossible)
        }
        None => None,
    }
}

/// An order on something that it is not for, or with a number that is not to be had.
fn refused(order: &Intervention, lexicon: &Lexicon) -> Option<Impossible> {
    use Intervention as I;
    let most = |name: &str| lexicon.replicas.get(name).map_or(0, |(start, most)| (*start).max(*most));
    let number =
        |said: u32, of, least, most| Some(Impossible::Number { said: said.to_string(), of, least, most });
    match order {
        I::Restart { component, replica: Some(replica) } | I::Drain { component, replica }
            if most(component) > 0 && *replica >= most(component) =>
        {
            number(*replica, Figure::Replica, 0, most(component) - 1)
        }
        I::Scale { replicas: 0, .. } => number(0, Figure::Replicas, 1, u32::MAX),
        I::SetCall { change: CallChange::Pool(0), .. } => number(0, Figure::Count, 1, u32::MAX),
        I::SetCall { from, to, .. } => explicit::no_call(from, to, lexicon),
        order => explicit::unfit(order, lexicon),
    }
}

/// The name in a line that nothing here has.
fn stranger(order: &Intervention, lexicon: &Lexicon) -> Option<Impossible> {
    use Intervention as I;
    let (kind, said) = match order {
        I::RevertConfig { component } => (NameKind::Service, component),
        I::Flag { flag, .. } => (NameKind::Flag, flag),
        I::KillTransaction { database } => (NameKind::Database, database),
        I::KillQuery { database, endpoint } | I::FixPlan { database, endpoint } => {
            let there = explicit::known(NameKind::Database, lexicon).contains(database);
            if there { (NameKind::Endpoint, endpoint) } else { (NameKind::Database, database) }
        }
        I::ParkMessage { broker } => (NameKind::Broker, broker),
        I::PauseJob { job } | I::ResumeJob { job } => (NameKind::Job, job),
        I::BlockClient { client } => (NameKind::Client, client),
        I::FreeDisk { component }
        | I::GrowDisk { component }
        | I::RenewCertificate { component }
        | I::FixDns { component }
        | I::CpuLimit { component, .. }
        | I::MemoryLimit { component, .. } => (NameKind::Component, component),
        _ => return None,
    };
    // A slip of the fingers is offered by the rules.
    let close = lexicon.near(said).is_some() || !lexicon.spelled(said).is_empty();
    (!close).then(|| explicit::unknown(kind, said, lexicon))
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
