//! From names that people use to indices, and what to say when there is no such name.

use crate::engine::World;
use crate::refused::{NameKind, Refused};
use crate::topology::Kind;

fn unknown(kind: NameKind, name: &str, known: impl Iterator<Item = String>) -> Refused {
    Refused::Unknown { kind, name: name.into(), known: known.collect() }
}

impl World {
    fn of_kind(&self, name: &str, kind: NameKind, fits: fn(&Kind) -> bool) -> Result<usize, Refused> {
        let components = &self.plan.topology.components;
        let found = components.iter().position(|c| c.name == name && fits(&c.kind));
        found.ok_or_else(|| {
            unknown(kind, name, components.iter().filter(|c| fits(&c.kind)).map(|c| c.name.clone()))
        })
    }

    pub(crate) fn component_named(&self, name: &str, kind: NameKind) -> Result<usize, Refused> {
        self.of_kind(name, kind, |_| true)
    }

    pub(crate) fn database(&self, name: &str) -> Result<usize, Refused> {
        self.of_kind(name, NameKind::Database, |k| matches!(k, Kind::Database(_)))
    }

    pub(crate) fn cache(&self, name: &str) -> Result<usize, Refused> {
        self.of_kind(name, NameKind::Cache, |k| matches!(k, Kind::Cache(_)))
    }

    pub(crate) fn broker(&self, name: &str) -> Result<usize, Refused> {
        self.of_kind(name, NameKind::Broker, |k| matches!(k, Kind::Broker(_)))
    }

    /// A component whose replicas have each their own keys.
    pub(crate) fn sharded(&self, name: &str) -> Result<usize, Refused> {
        let component = self.ours(name)?;
        if !self.plan.topology.components[component].sharded {
            return Err(Refused::NotModelled { component: name.into() });
        }
        Ok(component)
    }

    /// A component that is ours to touch.
    pub(crate) fn ours(&self, name: &str) -> Result<usize, Refused> {
        let component = self.component_named(name, NameKind::Component)?;
        if self.is_external(component) {
            return Err(Refused::NotOurs { component: name.into() });
        }
        Ok(component)
    }

    /// The version that a roll-back of this service would bring, if there is one to go back to.
    pub fn rolls_back_to(&self, service: &str) -> Option<&str> {
        let component = self.ours(service).ok()?;
        let before = usize::from(self.components[component].previous?);
        self.plan.topology.components[component].versions.get(before).map(|version| version.name.as_str())
    }

    pub(crate) fn version(&self, service: &str, version: &str) -> Result<(usize, u16), Refused> {
        let component = self.ours(service)?;
        let versions = &self.plan.topology.components[component].versions;
        let found = versions.iter().position(|v| v.name == version);
        let found = found
            .ok_or_else(|| unknown(NameKind::Version, version, versions.iter().map(|v| v.name.clone())))?;
        Ok((component, found as u16))
    }

    pub(crate) fn endpoint_named(&self, component: &str, endpoint: &str) -> Result<(usize, u16), Refused> {
        let index = self.component_named(component, NameKind::Component)?;
        let found = self.plan.endpoint(index as u16, endpoint).ok_or_else(|| {
            let known = self.plan.topology.components[index].endpoints.iter().map(|e| e.name.clone());
            unknown(NameKind::Endpoint, endpoint, known)
        })?;
        Ok((index, found))
    }

    pub(crate) fn replica_named(&self, component: usize, number: u32) -> Result<u32, Refused> {
        let laid = &self.plan.components[component];
        let present = |r: &u32| self.replicas[*r as usize].life != crate::state::Life::Absent;
        let replica = laid.first + number;
        if number < laid.slots && present(&replica) {
            return Ok(replica);
        }
        let known = (laid.first..laid.first + laid.slots).filter(present);
        let name = &self.plan.topology.components[component].name;
        Err(unknown(
            NameKind::Replica,
            &format!("{name}/{number}"),
            known.map(|r| format!("{name}/{}", r - laid.first)),
        ))
    }

    pub(crate) fn flag(&self, name: &str) -> Result<usize, Refused> {
        let flags = &self.plan.topology.flags;
        let found = flags.iter().position(|f| f.name == name);
        found.ok_or_else(|| unknown(NameKind::Flag, name, flags.iter().map(|f| f.name.clone())))
    }

    pub(crate) fn job(&self, name: &str) -> Result<usize, Refused> {
        let jobs = &self.plan.topology.jobs;
        let found = jobs.iter().position(|j| j.name == name);
        found.ok_or_else(|| unknown(NameKind::Job, name, jobs.iter().map(|j| j.name.clone())))
    }

    pub(crate) fn journey_named(&self, name: &str) -> Result<u16, Refused> {
        let journeys = &self.plan.topology.journeys;
        let found = self.plan.journey(name);
        found.ok_or_else(|| unknown(NameKind::Journey, name, journeys.iter().map(|j| j.name.clone())))
    }

    pub(crate) fn traffic_named(&self, name: &str) -> Result<usize, Refused> {
        let groups = &self.plan.topology.traffic;
        let found = groups.iter().position(|t| t.name == name);
        found.ok_or_else(|| unknown(NameKind::Traffic, name, groups.iter().map(|t| t.name.clone())))
    }

    pub(crate) fn zone_named(&self, name: &str) -> Result<u32, Refused> {
        let zones = &self.plan.topology.zones;
        let found = zones.iter().position(|z| z == name).map(|i| i as u32);
        found.ok_or_else(|| unknown(NameKind::Zone, name, zones.iter().cloned()))
    }

    pub(crate) fn node_named(&self, name: &str) -> Result<u16, Refused> {
        let nodes = &self.plan.topology.nodes;
        let found = nodes.iter().position(|n| n == name).map(|i| i as u16);
        found.ok_or_else(|| unknown(NameKind::Node, name, nodes.iter().cloned()))
    }

    pub(crate) fn edge_named(&self, from: &str, to: &str) -> Result<usize, Refused> {
        let found = self.plan.edge(from, to).map(usize::from);
        found.ok_or_else(|| {
            let known = self
                .plan
                .edges
                .iter()
                .map(|e| format!("{}->{}", self.plan.name(e.from), self.plan.name(e.to)));
            unknown(NameKind::Call, &format!("{from}->{to}"), known)
        })
    }

    /// Clients that send by themselves so far: each can be blocked.
    pub fn clients(&self) -> impl Iterator<Item = &str> {
        self.traffic.iter().filter_map(|traffic| traffic.client.as_deref())
    }

    pub(crate) fn client(&self, name: &str) -> Result<usize, Refused> {
        let clients = self.traffic.iter();
        let found = clients.clone().position(|t| t.client.as_deref() == Some(name));
        found.ok_or_else(|| unknown(NameKind::Client, name, clients.filter_map(|t| t.client.clone())))
    }
}
