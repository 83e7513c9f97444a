//! Reads a scenario file into a [`Scenario`], with the world that it names. Pure: texts come as arguments.
//! Collects every mistake of both files before it says no.

use ::world::World;
use world::time::{HOUR, MINUTE, Nanos, SECOND};

use super::mistake::{Mistakes, Named, Place, Wrong};
use super::names::Names;
use super::reader::{Fields, Reader};
use super::yaml::{self, Node, Spot, Tree};
use super::{Scenario, checks, history, seats, spoilers, story, system};

/// Placeholders of every scenario's texts.
const PLACEHOLDERS: [&str; 4] = ["player", "company", "site", "hour"];

/// Reads and checks a scenario. `worlds` gives the text of a base world by its name, or the names that there are.
///
/// # Errors
/// Every mistake, each with its place and what would do.
pub fn read(
    text: &str,
    file_name: &str,
    worlds: &dyn Fn(&str) -> Result<String, Vec<String>>,
) -> Result<Scenario, Mistakes> {
    let (tree, mistakes) = yaml::tree(text, 0);
    let base = tree.as_ref().and_then(|node| node.get("world")).and_then(name_of_world);
    let world_file = base.as_ref().map(|name| format!("{name}.yaml")).unwrap_or_default();
    let mut reader = Reader::new(file_name, &world_file);
    reader.all_wrong(mistakes);
    let scenario = tree.map(|node| {
        let world = base.as_ref().map(|name| (name.as_str(), worlds(name)));
        whole(&mut reader, &node, file_name, world)
    });
    let mistakes = reader.finish();
    match scenario {
        Some(scenario) if mistakes.is_empty() => Ok(scenario),
        _ => Err(Mistakes(mistakes)),
    }
}

fn name_of_world(node: &Node) -> Option<String> {
    match &node.tree {
        Tree::Scalar { text, .. } if !text.trim().is_empty() => Some(text.trim().to_string()),
        _ => None,
    }
}

/// `scenarios/first-fire.yaml` → `first-fire`.
/// Whether this can be a scenario's id: lower-case letters, digits and hyphens.
pub fn is_id(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty() && name.chars().all(fits)
}

fn id_of(reader: &mut Reader<'_>, file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let id = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(name);
    if !is_id(id) {
        let start = Spot { file: 0, at: Place { line: 1, column: 1 } };
        reader.wrong(start, Wrong::FileName { name: name.into() });
    }
    id.into()
}

/// The system's node: inline, or the named world with `change:` laid over it.
fn system_node(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    world: Option<(&str, Result<String, Vec<String>>)>,
) -> Option<Node> {
    let node = reader.need(fields, "world", "shop")?;
    let change = fields.get("change");
    let base = match world {
        None => Some(node.clone()),
        Some((_, Ok(text))) => {
            let (tree, mistakes) = yaml::tree(&text, 1);
            reader.all_wrong(mistakes);
            tree
        }
        Some((name, Err(known))) => {
            reader.wrong(node.at, Wrong::Unknown { kind: Named::World, name: name.into(), known });
            None
        }
    }?;
    Some(match change {
        Some(change) => base.overlaid(change),
        None => base,
    })
}

/// The system with its references checked; without one, its names are not asked for.
fn whole_system(
    reader: &mut Reader<'_>,
    fields: &mut Fields<'_>,
    world: Option<(&str, Result<String, Vec<String>>)>,
) -> system::System {
    let Some(node) = system_node(reader, fields, world) else {
        reader.without_names();
        return system::System::default();
    };
    let system = system::read(reader, &node);
    checks::system(reader, &system, node.at);
    system
}

fn whole(
    reader: &mut Reader<'_>,
    node: &Node,
    file_name: &str,
    world: Option<(&str, Result<String, Vec<String>>)>,
) -> Scenario {
    let id = id_of(reader, file_name);
    let mut fields = reader.fields(node);
    let f = &mut fields;
    // Both are read in lists, before there is a play.
    let (title, pitch) = (reader.need_text(f, "title"), reader.need_text(f, "pitch"));
    let people = f.get("people");
    let ids = people.map(Node::keys).unwrap_or_default();
    let named = ids.iter().map(|id| format!("name:{id}"));
    reader.allow_placeholders(PLACEHOLDERS.iter().map(|p| (*p).to_string()).chain(named).collect());

    let system = whole_system(reader, f, world);
    let names = Names::of(&system.topology);
    let (mut minutes, mut difficulty) = (10, 1);
    needed_count(reader, f, "minutes", (1, 240), &mut minutes);
    needed_count(reader, f, "difficulty", (1, 5), &mut difficulty);
    let healthy = span(reader, f, "healthy", "12m", (2 * MINUTE, 6 * HOUR));
    let scenario = Scenario {
        id,
        title,
        pitch,
        minutes,
        difficulty: difficulty as u8,
        trains: story::skills(reader, f),
        hour: range(reader, f, "hour", "1..4", (0.0, 24.0)),
        load: range(reader, f, "load", "0.9..1.1", (0.01, 100.0)),
        healthy: healthy.unwrap_or_default(),
        opens_by: span(reader, f, "opens_by", "8m", (10 * SECOND, 6 * HOUR)).unwrap_or_default(),
        horizon: span(reader, f, "horizon", "45m", (5 * MINUTE, 6 * HOUR)).unwrap_or_default(),
        faults: story::faults(reader, &names, f, healthy),
        records: {
            let nodes = reader.items(f.get("records"));
            nodes.iter().map(|node| reader.bare_text(node)).collect()
        },
        scene: reader.need_text(f, "scene"),
        people: story::people(reader, people),
        seats: seats::read(reader, f.get("seats")),
        pages: story::pages(reader, f.get("pages")),
        injects: story::injects(reader, &names, &ids, f.get("injects")),
        stable: story::stable(reader, &names, f),
        cause: story::cause(reader, &names, f),
        ways_out: {
            let nodes = reader.some(f, "ways_out", 1, "[ { text: …, orders: [ 3m rollback checkout ] } ]");
            story::ways(reader, &names, nodes)
        },
        traps: {
            let nodes = reader.items(f.get("traps"));
            story::ways(reader, &names, nodes)
        },
        hints: story::texts(reader, f, "hints", 2),
        countermeasures: story::countermeasures(reader, f),
        tickets: story::tickets(reader, &names, f.get("tickets")),
        ending: story::ending(reader, f),
        history: f.get("history").and_then(|n| history::read(reader, &names, n)),
        topology: system.topology.clone(),
        aliases: system.aliases.clone(),
    };
    reader.done(fields);
    tell_spoilers(reader, node, &scenario);
    if reader.is_content() {
        ask_the_engine(reader, node, &scenario);
    }
    scenario
}

/// What no line is wrong about, and the engine still refuses: more replicas than the most, say.
fn ask_the_engine(reader: &mut Reader<'_>, node: &Node, scenario: &Scenario) {
    match World::new(&scenario.topology, 0) {
        Ok(mut world) => {
            for (planned, at) in scenario.faults.iter().zip(story::places_of_faults(node)) {
                if let Err(refused) = world.schedule(0, planned.fault.clone()) {
                    reader.wrong(at, Wrong::Refused { refused });
                }
            }
        }
        Err(flaws) => {
            for flaw in flaws {
                let key = if node.get("change").is_some() { "change" } else { "world" };
                reader.wrong(story::place(node, key), Wrong::Engine { said: flaw.to_string() });
            }
        }
    }
}

/// What tells the cause too early is a mistake where it stands.
fn tell_spoilers(reader: &mut Reader<'_>, node: &Node, scenario: &Scenario) {
    for found in spoilers::spoilers(scenario) {
        let at = story::place(node, found.field);
        reader.wrong(at, Wrong::Spoils { shown: found.shown, word: found.word });
    }
}

fn needed_count(
    reader: &mut Reader<'_>,
    f: &mut Fields<'_>,
    key: &'static str,
    (least, most): (u32, u32),
    to: &mut u32,
) {
    if let Some(value) = reader.need(f, key, "1").and_then(|node| reader.count(node, least, most)) {
        *to = value;
    }
}

fn range(
    reader: &mut Reader<'_>,
    f: &mut Fields<'_>,
    key: &'static str,
    form: &'static str,
    (least, most): (f64, f64),
) -> (f64, f64) {
    reader.need(f, key, form).and_then(|node| reader.numbers(node, least, most)).unwrap_or((least, least))
}

fn span(
    reader: &mut Reader<'_>,
    f: &mut Fields<'_>,
    key: &'static str,
    form: &'static str,
    (least, most): (Nanos, Nanos),
) -> Option<Nanos> {
    reader.need(f, key, form).and_then(|node| reader.span(node, least, most))
}
