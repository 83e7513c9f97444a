//! The outage that a drill was made of: how it is written, what is said where it is wrong, and that nobody reads whose
//! it was before the debrief.

use super::*;

const SECTION: &str = "
history:
  who: Acme Rockets
  date: 2019-07-02
  zone: UTC
  accounts: [ https://example.com/account ]
  what: { ja: 止まった。, en: It stopped. }
  marks: { start: 23:50, detected: 23:53, resolved: +1d 00:20 }
  world: [ 23:49 release checkout v143 ]
  orders: [ +1d 00:10 rollback checkout ]
";

fn with(changes: &[(&str, &str)]) -> String {
    let mut section = SECTION.to_string();
    for (from, to) in changes {
        assert!(section.contains(from), "the section says {from:?}");
        section = section.replacen(from, to, 1);
    }
    altered(&[]) + &section
}

/// The only thing that is wrong, which must stand where the word does.
fn wrong(changes: &[(&str, &str)], word: &str) -> String {
    let text = with(changes);
    let Err(Mistakes(all)) = read(&text, "first-fire.yaml", &world) else { panic!("no mistake") };
    assert_eq!(all.len(), 1, "{all:#?}");
    let said = all[0].sentence(Lang::En);
    let place = format!("first-fire.yaml:{}: ", place_of(&text, word, 0));
    said.strip_prefix(&place).unwrap_or_else(|| panic!("{said}, not at {place}")).to_string()
}

#[test]
fn the_times_of_an_account_count_from_its_start_over_midnight() {
    let scenario = read(&with(&[]), "first-fire.yaml", &world).expect("well written");
    let history = scenario.history.expect("it has one");
    let after = history.marks.all().map(|(_, told)| told.map(|told| told.after));
    assert_eq!(after, [Some(0), Some(180), None, Some(1800)]);
    assert_eq!(history.world[0].0, -60);
    assert_eq!(history.orders[0].0, 1200);
    assert_eq!(history.marks.resolved.map(|told| told.clock).as_deref(), Some("+1d 00:20"));
}

#[test]
fn every_slip_in_an_account_is_told_where_it_stands() {
    for (from, to, word, part) in [
        ("detected: 23:53", "detected: 2353", "2353", "\"2353\""),
        ("detected: 23:53", "detected: 23:40", "23:40", "23:50"),
        ("date: 2019-07-02", "date: 2019-02-30", "2019-02-30", "2021-06-08"),
        ("https://example.com/account ]", "http://example.com ]", "http://example.com ]", "https://"),
        ("release checkout v143", "release checkout v9", "23:49 release", "no version is called \"v9\""),
        ("rollback checkout", "rollback", "+1d 00:10", "rollback SERVICE"),
        ("+1d 00:10 rollback", "later rollback", "later", "14:07"),
        ("zone: UTC", "zoen: UTC\n  zone: UTC", "zoen", "zone"),
    ] {
        let said = wrong(&[(from, to)], word);
        assert!(said.contains(part), "{to}: {said}");
    }
    let said = wrong(&[("orders:", "missed: [resolved]\n  orders:")], "[resolved]");
    assert!(said.contains("differs"), "who misses a mark says why: {said}");
}

#[test]
fn whose_outage_it_was_stands_in_nothing_that_is_read_before_the_debrief() {
    let whose = [("who: Acme Rockets", "who: Somebody Coffee")];
    let Err(Mistakes(all)) = read(&with(&whose), "first-fire.yaml", &world) else { panic!("no mistake") };
    let said: Vec<String> = all.iter().map(|m| m.wrong.sentence(Lang::En)).collect();
    assert!(said.iter().any(|said| said.contains("\"Coffee\"")), "{said:?}");
}
