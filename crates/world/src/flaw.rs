//! What is wrong with a topology, so that a scenario's author hears everything at once.

/// One mistake in a topology.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// Where: the name of a component, journey, rule …
    pub at: String,
    /// What.
    pub problem: Problem,
}

/// Kinds of mistakes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Two things of this name.
    Duplicate(String),
    /// No component, endpoint, flag, journey or zone of this name.
    Unknown(String),
    /// A component or endpoint of another kind was expected here.
    WrongKind(String),
    /// Calls go round in a circle.
    Circle(String),
    /// A number outside what makes sense; the text names it.
    OutOfRange(&'static str),
    /// More of something than the engine holds; the text names it.
    TooMany(&'static str),
}

impl std::fmt::Display for Flaw {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = &self.at;
        match &self.problem {
            Problem::Duplicate(name) => write!(f, "{at}: {name} is there twice"),
            Problem::Unknown(name) => write!(f, "{at}: there is no {name}"),
            Problem::WrongKind(name) => write!(f, "{at}: {name} is of another kind"),
            Problem::Circle(name) => write!(f, "{at}: calls go round in a circle through {name}"),
            Problem::OutOfRange(what) => write!(f, "{at}: {what} is out of range"),
            Problem::TooMany(what) => write!(f, "{at}: too many {what}"),
        }
    }
}
