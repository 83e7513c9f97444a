//! Who may use whom. Reads the table under "Floors" in `ARCHITECTURE.md`, so that the document is the
//! rule: crate walls are compared with each `Cargo.toml`, folder walls inside the program with the
//! paths that its files name. Knows nothing of how a file looks.

use crate::complaint::{Complaint, none};
use crate::source::Code;
use crate::tree::{crates, read, with_extension};

const TABLE: &str = "ARCHITECTURE.md";
const PROGRAM: &str = "crates/hikeshi/src/";

/// One row of the table.
struct Floor {
    /// e.g. `hikeshi::store`; a last part `*` stands for each folder there by itself.
    place: Vec<String>,
    /// Paths that it may use, of ours.
    may_use: Vec<Vec<String>>,
    /// Crates from outside that it may use.
    outside: Vec<String>,
    line: usize,
}

fn parts(path: &str) -> Vec<String> {
    path.split("::").map(String::from).collect()
}

fn in_backticks(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(String::from).collect()
}

fn floors() -> Vec<Floor> {
    let page = read(TABLE);
    let rows = page.lines().skip_while(|(_, text)| !text.starts_with("## Floors"));
    let rows = rows.skip(1).take_while(|(_, text)| !text.starts_with("## "));
    let rows = rows.filter(|(_, text)| text.starts_with("| `"));
    let floor = |(line, text): (usize, &str)| {
        let cells: Vec<&str> = text.split('|').skip(1).collect();
        assert!(cells.len() >= 4, "{TABLE}:{line}: a floor has place, ours, from outside, must not know");
        Floor {
            place: parts(&in_backticks(cells[0])[0]),
            may_use: in_backticks(cells[1]).iter().map(|path| parts(path)).collect(),
            outside: in_backticks(cells[2]),
            line,
        }
    };
    let floors: Vec<Floor> = rows.map(floor).collect();
    assert!(floors.len() >= 4, "{TABLE}: the table under \"## Floors\" was not found");
    floors
}

impl Floor {
    /// How many parts of a path this place covers; the longest cover owns the path.
    fn covers(&self, path: &[String]) -> Option<usize> {
        let fits = self.place.len() <= path.len()
            && self.place.iter().zip(path).all(|(mine, theirs)| mine == "*" || mine == theirs);
        fits.then_some(self.place.len())
    }

    fn allows(&self, path: &[String]) -> bool {
        self.may_use.iter().any(|allowed| path.starts_with(allowed))
    }
}

/// The floor that owns a path, and the path of the owning place itself.
fn owner<'a>(floors: &'a [Floor], path: &[String]) -> Option<(&'a Floor, Vec<String>)> {
    let covering = floors.iter().filter_map(|floor| Some((floor.covers(path)?, floor)));
    let (length, floor) = covering.max_by_key(|(length, _)| *length)?;
    Some((floor, path[..length].to_vec()))
}

/// Names under `[dependencies]` of a crate, with their lines.
fn dependencies(name: &str) -> Vec<(usize, String)> {
    let path = format!("crates/{name}/Cargo.toml");
    let manifest = read(&path);
    let mut inside = false;
    let mut found = Vec::new();
    for (line, text) in manifest.lines() {
        if text.starts_with('[') {
            inside = text == "[dependencies]"
                || (text.starts_with("[target.") && text.ends_with(".dependencies]"));
        } else if inside
            && let Some(name) = text.split(['.', '=', ' ']).next().filter(|name| !name.is_empty())
        {
            found.push((line, name.to_string()));
        }
    }
    found
}

#[test]
fn every_crate_uses_only_what_the_floors_allow() {
    let floors = floors();
    let ours = crates();
    let mut complaints = Vec::new();
    for name in &ours {
        let Some(floor) = floors.iter().find(|floor| floor.place == [name.clone()]) else {
            complaints.push(Complaint::new(TABLE, 0, format!("crate `{name}` needs a row under Floors")));
            continue;
        };
        for (line, used) in dependencies(name) {
            let own = ours.contains(&used);
            let allowed =
                if own { floor.allows(std::slice::from_ref(&used)) } else { floor.outside.contains(&used) };
            if !allowed {
                let mend = format!(
                    "`{name}` may not use `{used}` ({TABLE}:{}): move the code, or decide it there",
                    floor.line
                );
                complaints.push(Complaint::new(&format!("crates/{name}/Cargo.toml"), line, mend));
            }
        }
    }
    none(complaints);
}

#[test]
fn every_floor_names_a_place_that_exists() {
    let mut complaints = Vec::new();
    for floor in floors() {
        let folder = match floor.place.split_first() {
            Some((name, [])) => format!("crates/{name}"),
            Some((name, rest)) => format!("crates/{name}/src/{}", rest.join("/").trim_end_matches("/*")),
            None => continue,
        };
        let root = crate::tree::root();
        if !root.join(&folder).exists() && !root.join(format!("{folder}.rs")).exists() {
            complaints.push(Complaint::new(
                TABLE,
                floor.line,
                format!("`{folder}` does not exist: remove the row"),
            ));
        }
    }
    none(complaints);
}

/// The module path of a file of the program: `hikeshi::store::sqlite`.
fn module(path: &str) -> Vec<String> {
    let inside = path.trim_start_matches(PROGRAM).trim_end_matches(".rs").trim_end_matches("/mod");
    std::iter::once("hikeshi").chain(inside.split('/')).map(String::from).collect()
}

/// Every path of ours that a file names, from the crate's name on.
fn named(code: &Code, own: &[String]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (at, path) in code.paths("crate") {
        found.push((at, std::iter::once("hikeshi".to_string()).chain(path).collect()));
    }
    for (at, path) in code.paths("super") {
        let up = 1 + path.iter().take_while(|part| *part == "super").count();
        let from = own.len().saturating_sub(up);
        found.push((at, own[..from].iter().cloned().chain(path.into_iter().skip(up - 1)).collect()));
    }
    for name in crates().into_iter().filter(|name| name != "hikeshi") {
        let paths = code.paths(&name).into_iter();
        found.extend(paths.map(|(at, path)| (at, std::iter::once(name.clone()).chain(path).collect())));
    }
    found
}

#[test]
fn every_folder_of_the_program_uses_only_what_the_floors_allow() {
    let floors = floors();
    let mut complaints = Vec::new();
    for file in with_extension("rs").iter().filter(|file| file.path.starts_with(PROGRAM)) {
        let own = module(&file.path);
        let Some((floor, place)) = owner(&floors, &own).filter(|(floor, _)| floor.place.len() > 1) else {
            let mend = format!("`{}` needs a row under Floors in {TABLE}", own.join("::"));
            complaints.push(Complaint::new(&file.path, 0, mend));
            continue;
        };
        let code = Code::of(file);
        for (at, path) in named(&code, &own) {
            let inside = path.starts_with(&place);
            if !inside && !code.in_test(at) && !floor.allows(&path) {
                let mend = format!(
                    "`{}` may not use `{}` ({TABLE}:{})",
                    place.join("::"),
                    path.join("::"),
                    floor.line
                );
                complaints.push(Complaint::new(&file.path, code.line(at), mend));
            }
        }
    }
    none(complaints);
}
