//! Every scenario in `scenarios/`, mostly without a player: does it burn, do its ways out help, do its traps tempt
//! and fail, and does what can be seen of it agree with itself? Knows no scenario by name.

mod shelf;
mod night;
mod playable;
mod agreement;
mod little;
mod spoilers;
mod texts;
mod what_if;
mod outages;
mod planted;
mod crews;
mod improvised;
mod validity;
