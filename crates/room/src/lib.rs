//! `room`: people who respond. Knows nothing of simulation.
