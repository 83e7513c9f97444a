//! What was: logs, traces, complaints, impact.

use std::collections::BTreeMap;

use crate::engine::{SCRAPE, World};
use crate::frame::NONE;
use crate::monitor::LogKind;
use crate::plan::OUTSIDE;
use crate::signal::{Complaint, Impact, LogGroup, LogLine, Span, Trace};
use crate::time::{MILLI, Nanos};

/// Whole lines shown of one kind [count].
const EXAMPLES: usize = 5;

impl World {
    pub(super) fn log_groups(
        &self,
        component: Option<&str>,
        errors_only: bool,
        contains: Option<&str>,
        since: Nanos,
        until: Nanos,
    ) -> Vec<LogGroup> {
        let mut groups: BTreeMap<LogKind, LogGroup> = BTreeMap::new();
        for bucket in &self.record.logs.buckets {
            if errors_only && bucket.kind.level() == "INFO" {
                continue;
            }
            let Some((count, first, last)) = bucket.within(since, until) else { continue };
            let owner = bucket.kind.component(&self.plan);
            if owner == OUTSIDE || component.is_some_and(|c| c != self.plan.name(owner)) {
                continue;
            }
            let group = groups.entry(bucket.kind).or_insert_with(|| LogGroup {
                component: self.plan.name(owner).into(),
                level: bucket.kind.level(),
                message: self.log_message(bucket.kind),
                count: 0,
                first,
                last,
                examples: Vec::new(),
            });
            group.count += count;
            group.last = last;
            let slot = self.plan.components[owner as usize].first;
            for line in bucket.lines().iter().filter(|line| (since..until).contains(&line.at)) {
                let replica = if line.replica == NONE { 0 } else { line.replica - slot };
                let text = group.message.clone();
                group.examples.push(LogLine { at: line.at, replica, request: line.request, text });
            }
        }
        let mut groups: Vec<LogGroup> = groups
            .into_values()
            .filter(|g| {
                contains.is_none_or(|c| {
                    g.message.to_lowercase().contains(&c.to_lowercase()) || g.level == c.to_uppercase()
                })
            })
            .collect();
        for group in &mut groups {
            let surplus = group.examples.len().saturating_sub(EXAMPLES);
            group.examples.drain(..surplus);
        }
        groups.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.component.cmp(&b.component)));
        groups
    }

    fn log_message(&self, kind: LogKind) -> String {
        let timeout = match kind {
            LogKind::Call { edge, .. } => self.edges[edge as usize].policy.timeout,
            _ => 0,
        };
        kind.message(&self.plan, timeout / MILLI * MILLI)
    }

    pub(super) fn traces(
        &self,
        component: Option<&str>,
        journey: Option<&str>,
        bad_only: bool,
        since: Nanos,
        until: Nanos,
    ) -> Vec<Trace> {
        let component = component.map(|name| self.plan.component(name));
        let journey = journey.map(|name| self.plan.journey(name));
        let traces = &self.record.traces;
        let mut found = Vec::new();
        for trace in &traces.traces {
            let bad = trace.slow || trace.outcome.failed();
            let spans = &traces.spans[trace.first..trace.first + trace.spans];
            let touches = |c: Option<u16>| {
                spans.iter().any(|s| Some(self.plan.endpoints[s.endpoint as usize].component) == c)
            };
            if trace.at < since
                || trace.at >= until
                || (bad_only && !bad)
                || journey.is_some_and(|j| j != Some(trace.journey))
                || component.is_some_and(|c| !touches(c))
            {
                continue;
            }
            found.push(Trace {
                request: trace.request,
                journey: self.plan.topology.journeys[trace.journey as usize].name.clone(),
                at: trace.at,
                took: trace.took,
                outcome: if trace.slow && !trace.outcome.failed() { "slow" } else { trace.outcome.name() },
                spans: spans.iter().map(|s| self.span(s, trace.at)).collect(),
            });
        }
        found
    }

    fn span(&self, s: &crate::monitor::SpanRecord, start: Nanos) -> Span {
        let component = self.plan.endpoints[s.endpoint as usize].component as usize;
        Span {
            depth: u32::from(s.depth),
            call: self.plan.call_name(s.endpoint),
            replica: (s.replica != NONE).then(|| s.replica - self.plan.components[component].first),
            attempt: u32::from(s.attempt),
            offset: s.sent - start,
            took: s.ended.saturating_sub(s.sent),
            outcome: s.outcome.name(),
        }
    }

    pub(super) fn complaints(&self, since: Nanos, until: Nanos) -> Vec<Complaint> {
        let upto = until.min(self.now);
        let all = self.record.complaints.iter();
        let mut found: Vec<Complaint> = all.filter(|c| c.at >= since && c.at < upto).cloned().collect();
        found.sort_by_key(|c| c.at);
        found
    }

    pub(super) fn impact(&self, since: Nanos, until: Nanos) -> Vec<Impact> {
        let from = ((since / SCRAPE) as usize).min(self.record.scrapes);
        let to = ((until / SCRAPE) as usize).min(self.record.scrapes).max(from);
        let mut sum = Impact::default();
        let mut journeys = Vec::new();
        for (index, journey) in self.plan.topology.journeys.iter().enumerate() {
            let delta = |c: usize| self.journey_cell(to, index, c) - self.journey_cell(from, index, c);
            let impact = Impact {
                journey: journey.name.clone(),
                requests: delta(0) as u64,
                failed: delta(1) as u64,
                slow: (delta(2) as u64).min((delta(0) - delta(1)) as u64),
                degraded: delta(3) as u64,
                stale: delta(4) as u64,
                cost: delta(5),
            };
            sum.requests += impact.requests;
            sum.failed += impact.failed;
            sum.slow += impact.slow;
            sum.degraded += impact.degraded;
            sum.stale += impact.stale;
            sum.cost += impact.cost;
            journeys.push(impact);
        }
        journeys.insert(0, sum);
        journeys
    }
}
