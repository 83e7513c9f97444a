//! What phrases stand for: the small vocabulary between the words of two languages and the rules.
//! Knows no words (those are in `phrases/*.txt`) and no orders (those are in `rules/*.txt`).

use world::signal::Metric;

use super::lexicon::Sort;

macro_rules! concepts {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// A meaning that phrases of either language can have.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Concept {
            $($(#[$doc])* $name,)*
            /// A reading.
            Metric(Metric),
            /// A name of this sort.
            A(Sort),
        }

        impl Concept {
            /// The concept that a data file means.
            pub(super) fn named(word: &str) -> Option<Concept> {
                if let Some(metric) = word.strip_prefix("metric.") {
                    return Metric::ALL.into_iter().find(|m| m.name() == metric).map(Concept::Metric);
                }
                match word {
                    $(stringify!($name) => Some(Concept::$name),)*
                    "AService" => Some(Concept::A(Sort::Service)),
                    "ADatabase" => Some(Concept::A(Sort::Database)),
                    "ACache" => Some(Concept::A(Sort::Cache)),
                    "ABroker" => Some(Concept::A(Sort::Broker)),
                    "AnExternal" => Some(Concept::A(Sort::External)),
                    "AnEndpoint" => Some(Concept::A(Sort::Endpoint)),
                    "AVersion" => Some(Concept::A(Sort::Version)),
                    "AFlag" => Some(Concept::A(Sort::Flag)),
                    "AJob" => Some(Concept::A(Sort::Job)),
                    "AJourney" => Some(Concept::A(Sort::Journey)),
                    "AClient" => Some(Concept::A(Sort::Client)),
                    "APerson" => Some(Concept::A(Sort::Person)),
                    _ => None,
                }
            }
        }
    };
}

concepts! {
    // What is done to the world.
    RollBack, Back, Deploy, Restart, Scale, More, Less, Drain, TurnOff, TurnOn, Stop, Resume, Kill, Fix, Renew,
    Purge, Delete, Warm, Failover, Switch, Grow, Shed, Block, Park, Set, Analyze, Lift, Admit,
    // What it is done to.
    Version, Previous, Config, Query, Transaction, Plan, Pool, Timeout, Retry, Fallback, Traffic, Cache, Database,
    Queue, Service, Disk, Certificate, Dns, Message, Job, Client, Cpu, Memory, Limit, Flag, Replica, Primary,
    Everything, Files, Double, AReplica, Count,
    // Who uses it, what they suffer, how much of it.
    Customer, Suffer, Amount, Voice, Whole, Touch, DeadLetter,
    // What is looked at.
    Logs, Errors, Metrics, Slow, Traces, Changes, Alerts, Topology, Activity, Locks, Tickets, Runbook, Impact,
    Timeline, Picture, Overview, Restarts, State, Know, Health,
    // How something is asked for.
    Show, Wait, Help,
    // What is said in the room.
    Declare, Severity, Inform, Suspect, Cleared, NoteDown, Repaired, Nothing, Prevent, Observed, CauseAsked,
    // What takes an order back, or asks politely; what means nothing.
    Retract, Polite, Filler, Joke, Hearsay, Someone,
}
