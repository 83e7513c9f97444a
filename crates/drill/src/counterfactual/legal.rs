//! Every order that a world would take now, with a few values each where a number is asked for: what a
//! search may choose from. Reads names and the settings that anybody in the room can look up; knows nothing of
//! what is wrong, nor of what would help.

use world::World;
use world::fault::CallChange;
use world::intervention::Intervention;
use world::topology::{Component, Edge, Endpoint, Kind, Topology};

/// Shares of requests that can be refused at the door [%].
const SHED: [u32; 3] = [30, 60, 90];
/// Single replicas are ordered about where there are at most this many [count].
const FEW: u32 = 4;

/// All legal orders, each once, in the order of the topology.
pub fn legal(world: &World) -> Vec<Intervention> {
    let topology = world.topology();
    let mut all = Vec::new();
    for component in &topology.components {
        of_component(component, &mut all);
        of_kind(component, &mut all);
    }
    of_system(topology, &mut all);
    all.extend(topology.edges.iter().filter(|edge| edge.from != "users").flat_map(of_call));
    all.extend(world.clients().map(|client| Intervention::BlockClient { client: client.into() }));
    all.retain(|order| world.may(order).is_ok());
    all
}

fn of_component(component: &Component, all: &mut Vec<Intervention>) {
    use Intervention as I;
    let name = || component.name.clone();
    all.push(I::Rollback { service: name() });
    all.extend(component.versions.iter().map(|v| I::Deploy { service: name(), version: v.name.clone() }));
    all.push(I::RevertConfig { component: name() });
    all.push(I::Restart { component: name(), replica: None });
    all.push(I::Scale { component: name(), replicas: (component.replicas * 2).min(component.max_replicas) });
    for replica in (0..component.replicas).filter(|_| component.replicas <= FEW) {
        all.push(I::Restart { component: name(), replica: Some(replica) });
        all.push(I::Drain { component: name(), replica });
    }
    all.push(I::FreeDisk { component: name() });
    all.push(I::GrowDisk { component: name() });
    all.push(I::RenewCertificate { component: name() });
    all.push(I::FixDns { component: name() });
    let tenths = component.cpu_limit.unwrap_or(component.cores) * 20.0;
    all.push(I::CpuLimit { component: name(), tenths: tenths.max(1.0) as u32 });
    if let Some(memory) = &component.memory {
        all.push(I::MemoryLimit { component: name(), megabytes: (memory.limit * 2.0) as u32 });
    }
}

fn of_kind(component: &Component, all: &mut Vec<Intervention>) {
    use Intervention as I;
    let name = || component.name.clone();
    match component.kind {
        Kind::Database(_) => {
            let endpoint = |e: &Endpoint| {
                let class = || e.name.clone();
                let kill = I::KillQuery { database: name(), endpoint: class() };
                [kill, I::FixPlan { database: name(), endpoint: class() }]
            };
            all.extend(component.endpoints.iter().flat_map(endpoint));
            all.push(I::KillTransaction { database: name() });
            all.push(I::Failover { database: name() });
        }
        Kind::Cache(_) => all.extend([I::Purge { cache: name() }, I::Warm { cache: name() }]),
        Kind::Broker(_) => all.push(I::ParkMessage { broker: name() }),
        Kind::Service | Kind::External(_) => {}
    }
}

fn of_system(topology: &Topology, all: &mut Vec<Intervention>) {
    use Intervention as I;
    for flag in &topology.flags {
        all.extend([0, 100].map(|percent| I::Flag { flag: flag.name.clone(), percent }));
    }
    for job in &topology.jobs {
        all.extend([I::PauseJob { job: job.name.clone() }, I::ResumeJob { job: job.name.clone() }]);
    }
    all.extend(SHED.map(|percent| I::Shed { percent }));
    all.push(I::Shed { percent: 0 });
}

fn of_call(edge: &Edge) -> Vec<Intervention> {
    let mut changes = vec![
        CallChange::Timeout((edge.timeout / 4).max(1)),
        CallChange::Timeout(edge.timeout.saturating_mul(4)),
        CallChange::Fallback(true),
    ];
    if edge.pool != u32::MAX {
        changes.extend([
            CallChange::Pool(edge.pool.saturating_mul(2)),
            CallChange::Pool((edge.pool / 2).max(1)),
        ]);
    }
    // What a push has raised is lowered by the same order.
    changes.push(CallChange::Retries(0));
    let set = |change| Intervention::SetCall { from: edge.from.clone(), to: edge.to.clone(), change };
    changes.into_iter().map(set).collect()
}
