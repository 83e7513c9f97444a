//! Seats of a team's drill: who may do what, and who knows what. Turns nodes into them; who sits where is the play's.

use super::mistake::Named;
use super::reader::Reader;
use super::yaml::Node;
use super::{Right, Seat};

const RIGHTS: [(&str, Right); 4] = [
    ("look", Right::Look),
    ("deploy", Right::Deploy),
    ("operate", Right::Operate),
    ("telephone", Right::Telephone),
];

pub(super) fn read(reader: &mut Reader<'_>, node: Option<&Node>) -> Vec<Seat> {
    let mut seats = Vec::new();
    for (id, _, node) in reader.entries(node) {
        let mut f = reader.fields(node);
        let name = reader.need_text(&mut f, "name");
        let nodes = reader.some(&mut f, "may", 1, "[look, deploy]");
        let may = nodes.iter().filter_map(|node| reader.choice(node, Named::Word, &RIGHTS)).collect();
        let knows = f.get("knows").map(|node| reader.text(node)).unwrap_or_default();
        reader.done(f);
        seats.push(Seat { id: id.into(), name, may, knows });
    }
    seats
}
