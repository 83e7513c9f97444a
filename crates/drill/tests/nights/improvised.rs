//! Drills that are made up on the spot can be played like any other: whatever is asked for, in either language, with whatever
//! seed. Twenty wishes and three seeds; odd ones are among them.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use drill::improvise::{Both, Dressed, Dressing, Found, MECHANISMS, Wish, drafts, improvise, unfit};
use drill::scenario::Scenario;
use drill::trial::troubles;
use drill::words::Lang;

const SEEDS: [u64; 3] = [1, 7, 20_261];
/// As `scenario check` tries.
const TRIED_WITH: [u64; 2] = [1, 42];

const WISHES: [&str; 20] = [
    "ECサイト、決済は外部、金曜のセール",
    "温泉宿の予約サイト、連休の朝",
    "サッカー決勝の生中継を配信、21時",
    "ネット銀行、給料日の昼",
    "勤怠のSaaS、月曜の朝、ログインは外部",
    "ソシャゲの新機能公開日、大混雑",
    "選挙速報のニュースサイト、深夜",
    "ピザのデリバリー、土曜の夜、地図は外部",
    "コンサートのチケット発売、10時",
    "市役所の電子申請、締め切りの日",
    "an online shop on black friday, peak traffic",
    "a hotel booking site, payments by a third party, a quiet Sunday",
    "music streaming, login external, Monday 9am after a migration",
    "a bank at month-end",
    "payroll SaaS, deadline day, e-mail by a provider",
    "a gacha game, launch of the new season",
    "",
    "   \n\t ",
    "'\"]}: {{ja, en}} # - | > & * ! % @ ` \\ 🔥🔥 \u{0}\u{202e}",
    "release rollback checkout リリース 証明書 DNS キャッシュ retry 実行計画",
];

fn tried(scenario: &Scenario) -> Vec<String> {
    let troubles = TRIED_WITH.iter().flat_map(|seed| troubles(scenario, *seed, usize::MAX));
    troubles.map(|trouble| trouble.said(Lang::En)).collect()
}

fn wish(text: &str, seed: u64) -> Wish<'_> {
    Wish { text, seed, dressing: None }
}

/// All of them at once, as many at a time as there are processors.
fn all() -> Vec<Found> {
    let wishes: Vec<(&str, u64)> = WISHES.iter().flat_map(|text| SEEDS.map(|seed| (*text, seed))).collect();
    let next = AtomicUsize::new(0);
    let all = Mutex::new(Vec::new());
    let work = || {
        while let Some((text, seed)) = wishes.get(next.fetch_add(1, Ordering::Relaxed)) {
            let found = improvise(&wish(text, *seed), &tried);
            all.lock().expect("nobody panics with it").push(found);
        }
    };
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| (0..processors).for_each(|_| drop(scope.spawn(work))));
    all.into_inner().expect("nobody panicked with it")
}

#[test]
fn sixty_improvised_drills_pass_the_check_and_few_are_drawn_again() {
    let all = all();
    assert_eq!(all.len(), WISHES.len() * SEEDS.len());
    let refused: Vec<_> = all.iter().flat_map(|found| &found.refused).collect();
    assert!(all.iter().all(|found| found.draft.is_some()), "{refused:?}");
    assert!(refused.len() * 5 <= all.len(), "one in five at most is drawn again: {refused:?}");
    let burnt: BTreeSet<&str> =
        all.iter().filter_map(|found| Some(found.draft.as_ref()?.mechanism)).collect();
    assert!(burnt.len() * 2 > MECHANISMS.len(), "they differ: {burnt:?}");
}

#[test]
fn whatever_is_asked_for_is_a_file_without_mistakes_or_holes_and_always_the_same() {
    for text in WISHES {
        for draft in drafts(&wish(text, 3)) {
            let scenario = draft.read();
            let mistakes = scenario.as_ref().err().map(|mistakes| mistakes.sentences(Lang::En));
            // What was asked for stands in no text, so that it cannot tell.
            assert_eq!(mistakes, None, "{text}: {}", draft.yaml);
            assert!(!draft.yaml.contains('⟦') && !draft.yaml.contains("{ $"), "{}", draft.yaml);
            for hole in ["<act>", "<inner>", "<ext>", "<do>", "<flag>"] {
                assert!(!draft.yaml.contains(hole), "{hole} in {}", draft.yaml);
            }
        }
    }
    let twice = [0, 1].map(|_| drafts(&wish(WISHES[0], 3)).map(|draft| draft.yaml).collect::<Vec<_>>());
    assert_eq!(twice[0], twice[1]);
}

#[test]
fn the_words_shape_the_world_and_the_seed_what_burns() {
    let of = |text: &str, seed| drafts(&wish(text, seed)).next().expect("there is one");
    let shop = of(WISHES[0], 7).read().expect("it reads");
    assert_eq!(shop.id, "shop-friday-sale-7");
    assert!(shop.topology.components.iter().any(|part| part.name == "payments"));
    assert!((19.0..22.0).contains(&shop.hour.0), "{:?}", shop.hour);
    let night = of("サッカー決勝の生中継を配信、21時", 7).read().expect("it reads");
    assert_eq!((night.hour.0, night.id.as_str()), (21.0, "stream-live-7"));
    let burnt: BTreeSet<&str> = (0..40).map(|seed| of(WISHES[0], seed).mechanism).collect();
    assert!(burnt.len() > 8, "{burnt:?}");
}

#[test]
fn what_fails_its_trial_is_drawn_again_and_what_never_passes_is_not_played() {
    let refused_once = AtomicUsize::new(0);
    let second = improvise(&wish("", 1), &|_| match refused_once.fetch_add(1, Ordering::Relaxed) {
        0 => vec!["it burns nothing".into()],
        _ => Vec::new(),
    });
    assert_eq!(second.refused.len(), 1);
    let found = second.draft.expect("the second is taken");
    assert_ne!(second.refused[0].0, found.mechanism);
    let none = improvise(&wish("", 1), &|_| vec!["never".into()]);
    assert!(none.draft.is_none() && none.refused.len() > 3);
}

fn both(ja: &str, en: &str) -> Both {
    Both { ja: ja.into(), en: en.into() }
}

fn dressing() -> Dressing {
    let person = || Dressed { role: both("店長", "shop manager"), name: both("葛西", "Kasai") };
    Dressing {
        kind: "shop".into(),
        external: "payments".into(),
        occasion: "sale".into(),
        hour: 20,
        mechanism: "release".into(),
        company: both("月見堂", "Tsukimido"),
        site: both("月見市", "Moon Market"),
        title: both("月見の特売", "Moon Viewing Sale"),
        pitch: both(
            "年に一度の特売の晩、買い物が進まない。",
            "The one sale of the year, and nobody gets to the end of it.",
        ),
        scene: both(
            "月見堂の事務所。団子を一つ食べたところでページャが鳴る。",
            "The office of Tsukimido. You have had one dumpling when the pager rings.",
        ),
        support: person(),
        manager: person(),
        engineer: person(),
        tickets: vec![both("買えません。", "I cannot buy.")],
    }
}

#[test]
fn a_dressing_is_worn_and_what_burns_stays_ours() {
    let dressing = dressing();
    assert_eq!(dressing.flaws(), Vec::<String>::new());
    let draft = drafts(&Wish { text: "", seed: 5, dressing: Some(&dressing) }).next().expect("there is one");
    let scenario = draft.read().unwrap_or_else(|mistakes| panic!("{}", mistakes.sentences(Lang::En)));
    assert_eq!((draft.mechanism, scenario.title.ja.as_str()), ("release", "月見の特売"));
    assert_eq!(scenario.tickets[0].texts[0].en, "I cannot buy.");
    assert!(scenario.people.iter().any(|person| person.names[0].ja == "葛西"));
}

#[test]
fn a_dressing_that_tells_the_cause_anywhere_is_refused() {
    let unfit_with = |change: fn(&mut Dressing)| {
        let mut worn = dressing();
        change(&mut worn);
        unfit(&Wish { text: "", seed: 5, dressing: Some(&worn) }).join("\n")
    };
    assert_eq!(unfit_with(|_| {}), "");
    assert!(unfit_with(|worn| worn.scene.ja = "新しいリリースの晩。".into()).contains("リリース"));
    assert!(
        unfit_with(|worn| worn.tickets[0].en = "Since your new version I cannot buy.".into())
            .contains("version")
    );
    assert!(unfit_with(|worn| worn.manager.role.en = "release manager".into()).contains("release"));
    assert!(unfit_with(|worn| worn.pitch.en = "All of it hangs on checkout.".into()).contains("checkout"));
}

#[test]
fn a_dressing_that_cannot_be_worn_says_everything_that_is_wrong_with_it() {
    let mut worn = dressing();
    worn.kind = "castle".into();
    worn.hour = 27;
    worn.title.en = "{player} and `rm`".into();
    worn.scene.ja = "Only English here.".into();
    worn.tickets.clear();
    let flaws = worn.flaws().join("\n");
    for what in ["castle", "hour", "title", "not Japanese", "tickets"] {
        assert!(flaws.contains(what), "{what}: {flaws}");
    }
}
