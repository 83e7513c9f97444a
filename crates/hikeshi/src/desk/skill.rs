//! Skills as they stand in play files: the debrief's names for them. Knows names only.

use drill::debrief::Dimension;
use drill::scenario::Skill;

/// A skill's name in files: `diagnosis`.
pub fn name(skill: Skill) -> Option<&'static str> {
    Dimension::ALL.into_iter().find(|dimension| dimension.skill() == Some(skill)).map(Dimension::name)
}

/// The skill of a name.
pub fn from_name(name: &str) -> Option<Skill> {
    Dimension::ALL.into_iter().find(|dimension| dimension.name() == name).and_then(Dimension::skill)
}
