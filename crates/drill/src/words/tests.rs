//! What the message files promise: the same keys and variables in both languages, every text fills
//! without error, and every key that the code names exists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast;

use super::*;

/// Variables by key, of one language.
fn variables(lang: Lang) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut found = BTreeMap::new();
    for page in &book(lang).pages {
        for entry in page.entries() {
            if let ast::Entry::Message(message) = entry {
                let mut names = BTreeSet::new();
                if let Some(pattern) = &message.value {
                    of_pattern(pattern, &mut names);
                }
                found.insert(message.id.name, names);
            }
        }
    }
    found
}

fn of_pattern<'a>(pattern: &ast::Pattern<&'a str>, names: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            of_expression(expression, names);
        }
    }
}

fn of_expression<'a>(expression: &ast::Expression<&'a str>, names: &mut BTreeSet<&'a str>) {
    match expression {
        ast::Expression::Inline(inline) => of_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            of_inline(selector, names);
            variants.iter().for_each(|variant| of_pattern(&variant.value, names));
        }
    }
}

fn of_inline<'a>(inline: &ast::InlineExpression<&'a str>, names: &mut BTreeSet<&'a str>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name);
        }
        ast::InlineExpression::Placeable { expression } => of_expression(expression, names),
        _ => {}
    }
}

#[test]
fn every_message_file_is_well_formed() {
    for lang in Lang::ALL {
        for file in FILES {
            if let Err((_, errors)) = FluentResource::try_new(file.text(lang).to_string()) {
                panic!("messages/{}/{}.ftl: {errors:?}", lang.tag(), file.name);
            }
        }
    }
}

#[test]
fn no_key_is_written_twice() {
    for lang in Lang::ALL {
        let mut seen = BTreeSet::new();
        for key in keys(lang) {
            assert!(seen.insert(key), "{key} stands twice in messages/{}", lang.tag());
        }
    }
}

#[test]
fn every_key_exists_in_both_languages_with_the_same_variables() {
    let (ja, en) = (variables(Lang::Ja), variables(Lang::En));
    for key in ja.keys().chain(en.keys()) {
        assert_eq!(ja.get(key), en.get(key), "ja and en differ in {key}");
    }
}

#[test]
fn every_message_fills_without_error() {
    for lang in Lang::ALL {
        for (key, names) in variables(lang) {
            for value in ["1", "12", "checkout"] {
                let args: FluentArgs<'_> = names.iter().map(|name| (*name, argument(value))).collect();
                let mut errors = Vec::new();
                let pattern = book(lang).bundle.get_message(key).and_then(|m| m.value());
                let pattern = pattern.unwrap_or_else(|| panic!("{key} has no text in {}", lang.tag()));
                let text = book(lang).bundle.format_pattern(pattern, Some(&args), &mut errors);
                assert!(errors.is_empty(), "{} {key}: {errors:?}", lang.tag());
                assert!(!text.trim().is_empty(), "{} {key} is empty", lang.tag());
            }
        }
    }
}

#[test]
fn a_name_does_not_stand_apart_from_its_san() {
    for file in FILES {
        for line in file.text(Lang::Ja).lines() {
            let apart =
                |word: &str| line.match_indices(word).any(|(at, _)| line[..at].ends_with([' ', '　']));
            assert!(
                !apart("さん") && !apart("様へ") && !apart("様の"),
                "messages/ja/{}.ftl: {line}",
                file.name
            );
        }
    }
}

#[test]
fn every_key_named_in_the_code_exists() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for folder in [here.join("src"), here.join("../hikeshi/src")] {
        for file in rust_files(&folder) {
            if file.ends_with("words/tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&file).expect("a source file reads");
            for key in named_keys(&text) {
                let found = match key.split_once('{') {
                    Some((prefix, _)) => keys(Lang::En).iter().any(|k| k.starts_with(prefix)),
                    None => has(Lang::En, &key),
                };
                if !found {
                    missing.push(format!("{}: {key}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no such message:\n{}", missing.join("\n"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a source folder lists").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

/// The key of each `say(…)` or `note(…)` call: its first argument where that is a string literal (`teller.say`),
/// else its second where that is one or a `format!` of one.
fn named_keys(source: &str) -> Vec<String> {
    let calls = ["say(", "note("].into_iter().flat_map(|call| source.match_indices(call));
    calls
        .filter_map(|(at, call)| {
            let arguments = &source[at + call.len()..];
            literal(arguments.trim_start()).or_else(|| second_literal(arguments))
        })
        .collect()
}

fn literal(argument: &str) -> Option<String> {
    let argument = argument.strip_prefix("&format!(").unwrap_or(argument).trim_start();
    let literal = argument.strip_prefix('"')?;
    Some(literal[..literal.find('"')?].to_string())
}

fn second_literal(arguments: &str) -> Option<String> {
    let mut depth = 0;
    let comma = arguments.char_indices().find(|(_, c)| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth -= 1;
            depth < 0
        }
        ',' => depth == 0,
        _ => false,
    });
    let (at, ',') = comma? else { return None };
    literal(arguments[at + 1..].trim_start())
}

#[test]
fn the_scan_for_keys_sees_what_people_write() {
    let source = "say(lang, \"a-b\", &[]); say(self.lang(x, y),\n \"c\", &[(\"n\", \"1\")]); \
                  say(lang, &format!(\"d-{kind}\"), &[]); say(lang, key, &[(\"n\", \"1\")]); teller.say(\"e\", &[]);";
    assert_eq!(named_keys(source), ["a-b", "c", "d-{kind}", "e"]);
}

#[test]
fn an_unknown_key_is_shown_and_nothing_breaks() {
    assert_eq!(say(Lang::Ja, "no-such-key", &[("n", "1")]), "⟦no-such-key⟧");
}

#[test]
fn a_missing_variable_is_shown_and_nothing_breaks() {
    assert!(say(Lang::En, "clock-elapsed-minutes", &[]).contains("$n"));
}

#[test]
fn digits_choose_the_plural_and_nothing_else_becomes_a_number() {
    assert!(matches!(argument("12"), FluentValue::Number(_)));
    for word in ["", "007", "1e5", "inf", "nan", "1,204", "-3", "1.5", "99999999999", "v142"] {
        assert!(matches!(argument(word), FluentValue::String(_)), "{word}");
    }
}

#[test]
fn a_locale_names_its_language() {
    assert_eq!(Lang::from_tag("ja_JP.UTF-8"), Some(Lang::Ja));
    assert_eq!(Lang::from_tag("EN-gb"), Some(Lang::En));
    assert_eq!(Lang::from_tag("fr_FR"), None);
    assert_eq!(Lang::from_tag(""), None);
}
