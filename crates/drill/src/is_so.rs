//! Whether an order would change nothing in a world: what it brings about is so there already. Asked of the
//! world as it is, it spares an order; asked of the world as the scene opened, it tells an order that puts a
//! setting back to what it was.

use world::World;
use world::fault::CallChange;
use world::intervention::Intervention;
use world::probe::Probe;
use world::signal::Signals;

/// What this order sets has that value in this world; `false` for what cannot be told from looks.
pub(crate) fn is_so(world: &World, order: &Intervention) -> bool {
    use Intervention as I;
    match order {
        I::Scale { component, replicas } => {
            let runs = replicas_of(world, component, |state| !matches!(state, "draining" | "stopped"));
            runs.len() == *replicas as usize
        }
        I::Deploy { service, version } => {
            let runs = replicas_of(world, service, |state| state != "stopped");
            !runs.is_empty() && runs.iter().all(|runs| runs == version)
        }
        I::Flag { flag, percent } => {
            let state = match percent {
                0 => "off".into(),
                100 => "on".into(),
                percent => format!("on {percent} %"),
            };
            setting(world, &Probe::Flags, flag) == Some(state)
        }
        I::PauseJob { job } => setting(world, &Probe::Jobs, job).as_deref() == Some("paused"),
        I::ResumeJob { job } => setting(world, &Probe::Jobs, job).as_deref() == Some("scheduled"),
        I::SetCall { from, to, change } => calls(world, from, to, change),
        // Nothing is shed before somebody orders it.
        I::Shed { percent } => *percent == 0,
        _ => false,
    }
}

/// The versions of a component's replicas in such a state.
fn replicas_of(world: &World, component: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    match world.probe(&Probe::Replicas { component: Some(component.into()) }) {
        Signals::Replicas(all) => all.into_iter().filter(|r| fits(r.state)).map(|r| r.version).collect(),
        _ => Vec::new(),
    }
}

/// The state of the setting of this name in a look that lists settings.
pub(crate) fn setting(world: &World, probe: &Probe, name: &str) -> Option<String> {
    let Signals::Settings(all) = world.probe(probe) else { return None };
    all.into_iter().find(|setting| setting.name == name).map(|setting| setting.state)
}

fn calls(world: &World, from: &str, to: &str, change: &CallChange) -> bool {
    let Signals::Edges(all) = world.probe(&Probe::Edges { component: Some(from.into()) }) else {
        return false;
    };
    let edge = all.iter().find(|edge| edge.from == from && edge.to == to);
    edge.is_some_and(|edge| match change {
        CallChange::Pool(size) => edge.pool.is_some_and(|(_, most)| most == *size),
        CallChange::Timeout(span) => edge.timeout == *span,
        CallChange::Retries(count) => edge.max_retries == *count,
        CallChange::Fallback(on) => edge.fallback == Some(*on),
    })
}
