//! What a player can mean: the closed list between understanding (words → intent) and the game
//! master (intent → what happens). Knows neither words nor consequences.

use std::fmt;

use world::intervention::Intervention;
use world::refused::NameKind;
use world::signal::Metric;
use world::time::Nanos;

/// What a player's utterance means, when it means one thing.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// Look at something; costs a minute or two, changes nothing.
    Look(Look),
    /// Change the world.
    Do(Intervention),
    /// Do something in the room: declare, say what one believes, tell others.
    Room(Act),
    /// Speak about the game itself.
    Table(Table),
}

/// What can be looked at. A missing name means "all" or "let me choose".
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// Everything at a glance: components and journeys now beside normal.
    Overview,
    /// How many users are hit, in what way, since when.
    Impact,
    /// One component's readings, or one metric of it over time.
    Metric { subject: Option<String>, metric: Option<Metric> },
    /// Log lines.
    Logs { component: Option<String>, errors_only: bool, contains: Option<String> },
    /// Traces.
    Traces { component: Option<String>, bad_only: bool },
    /// What changed, within this window (`None`: the usual hour).
    Changes { window: Option<Nanos> },
    /// Alerts that fire or fired.
    Alerts,
    /// Who calls whom, with rates, timeouts, retries and pools.
    Topology { component: Option<String> },
    /// Replicas: state, version, restarts, memory.
    Replicas { component: Option<String> },
    /// Running queries, locks, connections of a database.
    Activity { database: Option<String> },
    /// Customers' tickets.
    Tickets,
    /// Feature flags.
    Flags,
    /// Cron jobs.
    Jobs,
    /// Certificates and DNS names.
    Certificates,
    /// The runbook or wiki page on a subject.
    Runbook { subject: Option<String> },
    /// What a colleague has to say, about something or in general.
    Ask { person: Option<String>, about: Option<String> },
    /// What has happened in the room so far.
    Timeline,
}

/// What a player does in the room.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Declare an incident, with severity 1 (worst) to 4 if said.
    Declare { severity: Option<u8> },
    /// Change the severity, 1 (worst) to 4.
    Severity { severity: u8 },
    /// Tell people how things stand; the words are the player's, empty if they did not say any.
    Update { text: String, to: Whom },
    /// State what one believes is the cause.
    Hypothesis { text: String, about: Option<String> },
    /// Say that something is not the cause.
    Refute { text: String, about: Option<String> },
    /// Note something seen.
    Note { text: String },
    /// Say that it is repaired; the game master checks, and says what it sees.
    Resolved,
    /// Say that nothing is wrong and close.
    FalseAlarm,
    /// Name something that should change so that it does not happen again.
    Countermeasure { text: String },
}

/// Whom a player's words are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whom {
    /// Everybody who waits.
    #[default]
    Everyone,
    /// People who use what is broken.
    Customers,
    /// Those who answer customers.
    Support,
    /// Those who answer for the company.
    Management,
    /// One person, by id; or by the name that was said, if nobody has it.
    Person(String),
}

/// What a player says about the game.
#[derive(Clone, Debug, PartialEq)]
pub enum Table {
    /// What can I do?
    Help,
    /// A hint, at a price.
    Hint,
    /// Let time pass; `None` is a minute.
    Wait { span: Option<Nanos> },
    /// Yes to what was asked.
    Yes,
    /// No to what was asked.
    No,
    /// The n-th of what was offered, from 1.
    Choice(usize),
    /// Go to the debrief.
    End,
}

/// What understanding makes of an utterance.
#[derive(Clone, Debug, PartialEq)]
pub enum Understood {
    /// It means this.
    Clear(Intent),
    /// It means one of these, two to four.
    Choose(Vec<Intent>),
    /// It means all of these, two or more; `ordered`: one after the other, as they stand.
    Several { steps: Vec<Intent>, ordered: bool },
    /// The first of it wants a question back; the rest is clear, and is taken up behind it.
    Also { first: Box<Understood>, then: Vec<Intent> },
    /// What to do is clear, what to do it to is not; these would do.
    Missing { wanted: Wanted, options: Vec<Intent> },
    /// It names what is not there or may not be: refused with what there is, and nothing is put in its place.
    Impossible(Impossible),
    /// Certainly no order: a question about a possible order, a negation, a joke, chatter.
    NotAnOrder(NotAnOrder),
    /// Not understood; the game master asks and gives examples.
    Unknown,
}

/// What the player said explicitly and cannot have.
#[derive(Clone, Debug, PartialEq)]
pub enum Impossible {
    /// Nothing of this kind has the name that was said; `known` are those that there are.
    Unknown { kind: NameKind, said: String, known: Vec<String> },
    /// There is nothing of this kind here at all.
    NoneHere { kind: NameKind },
    /// What was said is no number from `least` to `most`, in the unit of `of`.
    Number { said: String, of: Figure, least: u32, most: u32 },
    /// It holds for everybody: the part that was named cannot be had alone; `instead` can.
    Whole { said: String, instead: Box<Intent> },
    /// Waiting takes a span, and an event or a time of day was said.
    Until,
    /// No order works upon this here; `service` is one that the nearest order could name, perhaps empty.
    NoOrder { of: Lack, service: String },
}

/// What people would work upon elsewhere, and no order of this world does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// What adds and takes replicas by itself.
    Autoscaler,
    /// How much a line between two places carries.
    Bandwidth,
    /// An index of a database.
    Index,
    /// Data kept aside.
    Backup,
    /// A whole zone or region.
    Region,
}

/// What a number that was said counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Replicas [count].
    Replicas,
    /// The number of one replica, from 0.
    Replica,
    /// A share [%], whole.
    Percent,
    /// A processor limit [tenths of a core].
    Tenths,
    /// A memory limit [MB].
    Megabytes,
    /// Retries or connections [count].
    Count,
    /// A span [ms].
    Span,
}

/// What a wish lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Which component, database, cache, broker, flag or job.
    Target,
    /// Which version, replica, number or setting.
    Value,
}

/// Why something that names an order is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAnOrder {
    /// "Should we roll back?"
    Question,
    /// "Don't roll back yet."
    Negation,
    /// "If it gets worse, roll back": a plan for later.
    Condition,
    /// "I rolled it back yesterday", "the manager says roll back": what was done, or what others say.
    Report,
    /// A joke, a sigh, a greeting, thanks.
    Chatter,
}

impl fmt::Display for Look {
    /// The look as one line, the form in which the flow keeps it as evidence: `logs checkout`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (verb, object) = match self {
            Look::Overview => ("overview", None),
            Look::Impact => ("impact", None),
            Look::Metric { subject, metric } => {
                write!(f, "metric")?;
                for word in [subject.as_deref(), metric.map(Metric::name)].into_iter().flatten() {
                    write!(f, " {word}")?;
                }
                return Ok(());
            }
            Look::Logs { component, .. } => ("logs", component.as_deref()),
            Look::Traces { component, .. } => ("traces", component.as_deref()),
            Look::Changes { .. } => ("changes", None),
            Look::Alerts => ("alerts", None),
            Look::Topology { component } => ("topology", component.as_deref()),
            Look::Replicas { component } => ("replicas", component.as_deref()),
            Look::Activity { database } => ("activity", database.as_deref()),
            Look::Tickets => ("tickets", None),
            Look::Flags => ("flags", None),
            Look::Jobs => ("jobs", None),
            Look::Certificates => ("certificates", None),
            Look::Runbook { subject } => ("runbook", subject.as_deref()),
            Look::Ask { person, .. } => ("ask", person.as_deref()),
            Look::Timeline => ("timeline", None),
        };
        write!(f, "{verb}")?;
        object.map_or(Ok(()), |object| write!(f, " {object}"))
    }
}

impl Intent {
    /// Asks first: it drops calls in flight, data or users.
    pub fn destroys(&self) -> bool {
        use Intervention as I;
        match self {
            Intent::Do(order) => {
                matches!(
                    order,
                    I::Purge { .. }
                        | I::Failover { .. }
                        | I::FreeDisk { .. }
                        | I::KillQuery { .. }
                        | I::KillTransaction { .. }
                        | I::ParkMessage { .. }
                        | I::BlockClient { .. }
                ) || matches!(order, I::Shed { percent } if *percent > 0)
                    || matches!(order, I::Restart { replica: None, .. })
            }
            _ => false,
        }
    }
}
