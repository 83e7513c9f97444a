//! Commands around the drill: help, mistakes on the command line, scenarios, history, a world without people.

use serde_json::Value;

use crate::program::{GOOD, Home};

#[test]
fn help_tells_a_newcomer_how_to_begin_in_both_languages() {
    let home = Home::new("help");
    for (lang, words) in [("ja", ["使い方", "first-fire", "ヒント"]), ("en", ["Usage", "first-fire", "hint"])]
    {
        let ran = home.run(&["--help", "--lang", lang], "");
        assert_eq!(ran.code, Some(0));
        for word in words {
            assert!(ran.out.contains(word), "{lang} {word}: {}", ran.out);
        }
        assert_eq!(home.run(&["--lang", lang], "").out, ran.out, "no command at all shows the help");
    }
    for (words, flag) in [
        (vec!["help"], vec!["--help"]),
        (vec!["help", "drill"], vec!["drill", "--help"]),
        (vec!["scenario", "help", "check"], vec!["scenario", "check", "--help"]),
        (vec!["--lang", "en", "help", "world", "run"], vec!["--lang", "en", "world", "run", "--help"]),
    ] {
        let (one, other) = (home.run(&words, ""), home.run(&flag, ""));
        assert!(one.code == Some(0) && !one.out.is_empty(), "{words:?}: {}", one.err);
        assert_eq!(one.out, other.out, "{words:?}");
    }
    for command in ["drill", "history", "scenario", "scenario list", "scenario check", "world run"] {
        for lang in ["ja", "en"] {
            let args: Vec<&str> = command.split(' ').chain(["--help", "--lang", lang]).collect();
            let ran = home.run(&args, "");
            assert!(ran.code == Some(0) && !ran.out.contains('⟦'), "{command}: {}", ran.out);
        }
    }
}

#[test]
fn mistakes_on_the_command_line_say_the_next_step_in_the_players_language() {
    let home = Home::new("mistakes");
    for (args, words) in [
        (vec!["drill", "--colour"], "--colour というオプションはありません"),
        (vec!["dril"], "もしかして: debrief, drill"),
        (vec!["drill", "--seed", "many"], "--seed <N> に「many」は指定できません"),
        (vec!["drill", "--seed"], "--seed <N> には値が必要です"),
        (vec!["drill", "--clock", "fast"], "turn, real, x10"),
        (vec!["drill", "--resume", "first-fire"], "一緒に使えません"),
        (vec!["drill", "frist-fire"], "近いもの: first-fire"),
        (vec!["scenario"], "続くコマンドが必要です"),
        (vec!["scenario", "check"], "必要です"),
        (vec!["world", "run", "first-fire", "--for", "soon"], "「soon」"),
        (vec!["world", "run", "first-fire", "--for", "30"], "90s、20m、1h30m"),
        (
            vec!["world", "run", "first-fire", "--at", "banana", "rollback checkout"],
            "「banana」は時刻として読めません",
        ),
        (
            vec!["world", "run", "first-fire", "--for", "20m", "--at", "50m", "rollback checkout"],
            "--for を延ばす",
        ),
        (vec!["world", "run", "first-fire", "--at", "5m", "checkoutの調子はどう"], "例: --at 20m"),
        (vec!["drill", "--seed", "many"], "0以上の整数"),
        (vec!["drill", "first-fire", "extra"], "余分な引数です: extra"),
        (vec!["drill", "--colour"], "使い方: hikeshi drill --help"),
        (vec!["scenario", "check", "--colour"], "使い方: hikeshi scenario check --help"),
        (vec!["drill", "--clock", "x10", "--clock", "real"], "--clock <turn|real|x10> は1回だけ"),
        (vec!["resume"], "もしかして: hikeshi drill --resume"),
        (vec!["debriefs"], "もしかして: hikeshi debrief"),
        (vec!["help", "dril"], "もしかして: debrief, drill"),
        (vec!["world", "run", "first-fire", "--at", "5m", "pray"], "pray"),
    ] {
        let ran = home.run(&args, "");
        assert_eq!(ran.code, Some(2), "{args:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
        assert!(ran.err.contains("hikeshi "), "{args:?} names the next step: {}", ran.err);
        assert!(ran.out.is_empty(), "{args:?}: {}", ran.out);
    }
    let english = home.run(&["drill", "--colour", "--lang", "en"], "");
    assert!(english.err.contains("There is no option --colour"), "{}", english.err);
}

#[test]
fn scenarios_are_listed_shown_written_and_checked() {
    let home = Home::new("scenarios");
    let list = home.run(&["scenario", "list", "--json"], "");
    let list: Value = serde_json::from_str(&list.out).expect("the list is JSON");
    let first = list.as_array().expect("an array").iter().find(|s| s["id"] == "first-fire");
    let first = first.expect("the first fire is there");
    assert!(first["title"]["ja"].is_string() && first["minutes"].is_u64() && first["difficulty"].is_u64());
    let shown = home.run(&["scenario", "show", "first-fire"], "");
    assert!(shown.out.contains("はじめての当番") && !shown.out.contains("v143"), "{}", shown.out);
    assert_eq!(home.run(&["scenario", "show", "はじめての当番"], "").out, shown.out, "its title is a name");
    for (name, near) in [("My Night.yml", "my-night.yaml"), ("my.x", "my-x.yaml"), ("夜", "my-night.yaml")] {
        let path = home.data.join(name);
        let refused = home.run(&["scenario", "new", path.to_str().expect("text")], "");
        assert!(refused.code == Some(2) && refused.err.contains(near), "{name}: {}", refused.err);
        assert!(!path.exists(), "nothing is written");
    }
    let bare = home.run(&["scenario", "new", "my-night"], "");
    assert!(bare.code == Some(2) && bare.err.contains("拡張子 .yaml"), "{}", bare.err);
    let path = home.data.join("my-night.yaml");
    let file = path.to_str().expect("text");
    assert_eq!(home.run(&["scenario", "new", file], "").code, Some(0));
    let own = home.run(&["scenario", "show", file], "");
    assert!(
        own.code == Some(0) && own.out.contains("my-night"),
        "a file is shown as it is played: {}",
        own.err
    );
    let again = home.run(&["scenario", "new", file], "");
    assert!(again.code == Some(1) && again.err.contains("上書きはしません"), "{}", again.err);
    let checked = home.run(&["scenario", "check", file], "");
    assert_eq!(checked.code, Some(0), "{}", checked.err);
    let text = std::fs::read_to_string(&path).expect("the template is text");
    std::fs::write(&path, text.replace("minutes:", "minuets:").replace("difficulty: ", "difficulty: x"))
        .expect("the file is written");
    let wrong = home.run(&["scenario", "check", file, "/nowhere.yaml"], "");
    assert_eq!(wrong.code, Some(1));
    let all = format!("{}{}", wrong.out, wrong.err);
    assert!(all.contains("minuets") && all.matches("my-night.yaml:").count() >= 2, "all mistakes: {all}");
    assert!(all.contains("/nowhere.yaml"), "{all}");
}

#[test]
fn what_a_file_of_ones_own_gets_wrong_is_told_with_its_place_and_what_would_do() {
    let home = Home::new("own-file");
    let path = home.data.join("my-night.yaml");
    let file = path.to_str().expect("text");
    assert_eq!(home.run(&["scenario", "new", file], "").code, Some(0));
    let text = std::fs::read_to_string(&path).expect("the template is text");
    let line = |words: &str| text.lines().position(|l| l.contains(words)).expect("it is there") + 1;
    let check = |from: &str, to: &str| {
        assert!(text.contains(from), "the template no longer says {from:?}");
        std::fs::write(&path, text.replacen(from, to, 1)).expect("the file is written");
        let ran = home.run(&["scenario", "check", file, "--lang", "en"], "");
        assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
        format!("{}{}", ran.out, ran.err)
    };
    // A world of one's own, beside the file, is offered as well as the program's.
    let worlds = home.data.join("worlds");
    std::fs::create_dir_all(&worlds).expect("a folder");
    std::fs::write(worlds.join("ferry.yaml"), "name: ferry\n").expect("a world");
    let told = check("world: shop", "world: mall");
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/worlds");
    let shipped = std::fs::read_dir(shipped).expect("worlds are shipped").flatten();
    let mut names: Vec<String> =
        shipped.filter_map(|file| Some(file.path().file_stem()?.to_str()?.into())).collect();
    names.push("ferry".into());
    names.sort();
    let place = format!(
        "my-night.yaml:{}:8: no world is called \"mall\"; there are: {}",
        line("world: shop"),
        names.join(", ")
    );
    assert!(told.contains(&place), "{place}\n{told}");
    let fault = text.lines().find(|line| line.contains("do: release")).expect("something goes wrong");
    let told = check(&format!("{fault}\n"), "");
    let place = format!("my-night.yaml:{}:5: nothing goes wrong", line("at: -6m..-5m"));
    assert!(told.contains(&place) && told.contains("false-reading"), "{place}\n{told}");
    let told = check("at: -6m..-5m", "at: -16m..-5m");
    let place = format!("my-night.yaml:{}:11: \"-16m\" is before the world begins", line("at: -6m..-5m"));
    assert!(told.contains(&place), "{place}\n{told}");
    let told = check("\nchange:\n", "\nchange:\n  journeys:\n    web: { entry: web.buy }\n");
    let place =
        format!("my-night.yaml:{}:5: the journey \"web\" has the name of a component", line("change:") + 2);
    assert!(told.contains(&place), "{place}\n{told}");
}

#[test]
fn history_shows_plays_with_their_grades() {
    let home = Home::new("history");
    assert!(home.run(&["history"], "").out.contains("まだ記録がありません"));
    home.run(&["drill", "first-fire", "--seed", "5", "--json"], GOOD);
    let shown = home.run(&["history"], "");
    let debrief = home.play().with_extension("md");
    let path = debrief.to_str().expect("text");
    for words in ["first-fire", "シード", "発言", "終了", "100点満点: ", "検知と宣言", path] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    let rows: Value = serde_json::from_str(&home.run(&["history", "--json"], "").out).expect("JSON");
    assert_eq!((&rows[0]["seed"], &rows[0]["ended"]), (&Value::from(5), &Value::from(true)));
    assert_eq!(rows[0]["debrief"], path);
    std::fs::remove_file(&debrief).expect("the debrief is there");
    assert!(!home.run(&["history"], "").out.contains(path), "what is gone is not named");
    let surprise = home.run(&["drill", "--plain"], "/end\n");
    assert_eq!(surprise.code, Some(0), "a drill without a name is a surprise: {}", surprise.err);
}

#[test]
fn a_world_runs_without_people_and_says_what_it_did() {
    let home = Home::new("world");
    let run = |extra: &[&str]| {
        let args = [&["world", "run", "first-fire", "--seed", "3", "--for", "16m", "--json"], extra].concat();
        let ran = home.run(&args, "");
        serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err))
    };
    let (one, two) = (run(&[]), run(&[]));
    for field in ["requests", "events", "wall_seconds", "events_per_second", "peak_memory_bytes"] {
        assert!(one[field].as_f64().is_some_and(|n| n > 0.0), "{field}: {one}");
    }
    assert_eq!(one["hash"], two["hash"]);
    let acted = run(&["--at", "14m", "rollback checkout"]);
    assert_ne!(one["hash"], acted["hash"]);
    assert_eq!(acted["orders"][0]["order"], "rollback checkout");
    for words in ["roll back checkout", "checkoutを1つ前に戻して"] {
        assert_eq!(run(&["--at", "14m", words])["hash"], acted["hash"], "what a player may say: {words}");
    }
}

#[test]
fn there_is_nothing_to_prove_before_a_drill_has_ended() {
    let home = Home::new("unproved");
    let ran = home.run(&["debrief", "--lang", "en"], "");
    assert!(ran.code == Some(1) && ran.err.contains("hikeshi drill"), "{}", ran.err);
}

#[test]
fn a_scenario_that_cannot_be_won_or_reaches_nobody_is_refused_with_what_to_do() {
    let home = Home::new("unwinnable");
    std::fs::create_dir_all(&home.data).expect("a folder");
    let file = home.data.join("my-night.yaml");
    let path = file.to_str().expect("the path is text");
    let check = |change: &dyn Fn(&str) -> String| {
        let _ = std::fs::remove_file(&file);
        assert_eq!(home.run(&["scenario", "new", path], "").code, Some(0));
        let text = std::fs::read_to_string(&file).expect("a scenario");
        std::fs::write(&file, change(&text)).expect("written");
        home.run(&["scenario", "check", path, "--lang", "en"], "")
    };
    let as_it_is = check(&|text| text.into());
    assert!(as_it_is.code == Some(0) && as_it_is.out.contains("nothing wrong"), "{}", as_it_is.err);
    let unwinnable = check(&|text| text.replace("[ 4m rollback catalog ]", "[ 4m restart search ]"));
    assert_eq!(unwinnable.code, Some(1));
    assert!(unwinnable.err.contains("\"Roll catalog back\" is no way out (xxx"), "{}", unwinnable.err);
    let unseen = check(&|text| text.replace("release catalog v78", "slow catalog x1.05 for 9m"));
    assert!(unseen.err.contains("No alert wakes anybody"), "{}", unseen.err);
    assert!(unseen.err.contains("although nobody acts (......"), "{}", unseen.err);
    let refused = check(&|text| text.replace("4m rollback catalog", "4m rollback cart"));
    assert!(refused.err.contains("The world does not take \"rollback cart\""), "{}", refused.err);
}

#[test]
fn what_a_world_recorded_can_be_exported_as_root_cause_tools_read_it() {
    let home = Home::new("csv");
    let folder = home.data.join("telemetry");
    let path = folder.to_str().expect("the path is text");
    let ran = home.run(&["world", "run", "first-fire", "--seed", "3", "--for", "16m", "--csv", path], "");
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the file is there");
    let metrics = read("metrics.csv");
    let (head, rows) = metrics.split_once('\n').expect("a head");
    let column = head.split(',').position(|name| name == "checkout_error").expect("a service and its metric");
    assert!(head.starts_with("time,") && head.contains("orders-db_cpu"), "{head}");
    let broke: u64 = read("inject_time.txt").trim().parse().expect("a second");
    let error =
        |row: &str| row.split(',').nth(column).and_then(|cell| cell.parse::<f64>().ok()).unwrap_or(0.0);
    let at = |row: &str| row.split(',').next().and_then(|time| time.parse::<u64>().ok()).unwrap_or(0);
    let worst =
        |after: bool| rows.lines().filter(|row| (at(row) >= broke) == after).map(error).fold(0.0, f64::max);
    assert!(worst(false) < 1.0 && worst(true) > 20.0, "{} {}", worst(false), worst(true));
    assert!(read("logs.csv").contains("NullPointerException"));
    assert!(read("spans.csv").lines().count() > 100);
    let file = folder.join("metrics.csv");
    let onto_a_file = file.to_str().expect("the path is text");
    let ran = home.run(&["world", "run", "first-fire", "--for", "1m", "--csv", onto_a_file], "");
    assert!(ran.code != Some(0) && ran.err.contains("metrics.csv"), "{}", ran.err);
}

#[test]
fn what_a_world_refuses_is_said_in_words_with_the_next_step_and_a_code() {
    let home = Home::new("world-refuses");
    let orders = [
        ("rollback cart", "nothing_to_roll_back", "look at the changes"),
        ("restart payments", "not_ours", "what we can change"),
        ("rollback chekout", "unknown_component", "there are: "),
        ("scale checkout 99", "out_of_range", "give a number in that range"),
        ("cpu-limit checkout 0", "out_of_range", "tenths of a core"),
        ("memory-limit checkout 1", "out_of_range", "mb; with less it does not start"),
        ("kill-transaction orders-db", "nothing_there", "look at its state"),
        ("set web->orders-db pool 5", "unknown_call", "there are: "),
        ("purge orders-db", "unknown_cache", "there are: "),
    ];
    let mut args = vec!["world", "run", "first-fire", "--seed", "3", "--for", "2m", "--lang", "en"];
    orders.iter().for_each(|(line, ..)| args.extend(["--at", "1m", line]));
    let (text, json) = (home.run(&args, ""), home.run(&[&args[..], &["--json"]].concat(), ""));
    assert_eq!((text.code, json.code), (Some(0), Some(0)), "{}{}", text.err, json.err);
    let report: Value = serde_json::from_str(&json.out).expect("JSON");
    for ((line, code, step), given) in orders.iter().zip(report["orders"].as_array().expect("orders")) {
        let refused = &given["answer"]["refused"];
        assert_eq!(
            (given["order"].as_str(), refused["code"].as_str()),
            (Some(*line), Some(*code)),
            "{given}"
        );
        let said = refused["said"].as_str().expect("words");
        assert!(said.to_lowercase().contains(step) && !said.contains(['{', '⟦']), "{line}: {said}");
        let told = text.out.lines().find(|l| l.contains(line)).expect("a line for each order");
        assert!(told.contains("1m") && told.contains("refused: ") && told.ends_with(said), "{told}");
    }
    let run = |args: &[&str]| home.run(&[&["world", "run", "first-fire", "--for", "2m"], args].concat(), "");
    let japanese = run(&["--at", "1m", "rollback cart", "--at", "1m", "shed 10"]);
    assert!(japanese.out.contains("1m  rollback cart  実行できず: cart には"), "{}", japanese.out);
    assert!(japanese.out.contains("1m  shed 10  受付（所要 10秒）"), "{}", japanese.out);
    for (lang, words) in
        [("ja", "書き方: scale COMPONENT REPLICAS"), ("en", "It is written like this: scale")]
    {
        let wrong = run(&["--lang", lang, "--at", "1m", "scale checkout"]);
        assert!(wrong.code == Some(2) && wrong.err.contains(words), "{}", wrong.err);
    }
}
