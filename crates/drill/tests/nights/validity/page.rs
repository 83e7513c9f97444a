//! The crews' part of `docs/validity.md`, written from the sheet of figures. Plays nothing.

use drill::measured::{Figures, Sheet};

/// The part's bounds on the page.
const BOUNDS: [&str; 2] = ["<!-- crews:begin -->", "<!-- crews:end -->"];
/// The way out has to spare this much of what the best plan known spares [share].
const EXPERT: f64 = 0.95;
/// Chance may end a drill in so many nights [share].
const CHANCE: f64 = 0.05;
/// A habit should end so many of all nights [share].
const HABIT: (f64, f64) = (0.3, 0.6);

/// The page with its part as the sheet has it.
pub fn laid_in(page: &str, sheet: &Sheet) -> String {
    let [begin, end] = BOUNDS;
    let (before, rest) = page.split_once(begin).expect("the page says where the part begins");
    let (_, after) = rest.split_once(end).expect("the page says where the part ends");
    format!("{before}{begin}\n{}{end}{after}", part(sheet))
}

fn part(sheet: &Sheet) -> String {
    let rows = sheet.0.iter().map(|(id, figures)| row(id, figures));
    let rows: String = rows.collect();
    format!(
        "\n{}\n| Drill | Difficulty | Expert | of the best plan | Rules | spared | Random | sooner | spared | Nobody | Marks |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|\n{rows}\n",
        summary(sheet)
    )
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn row(id: &str, figures: &Figures) -> String {
    let of = |well: u32| format!("{well}/{}", figures.nights);
    let spared = |tally| figures.spared(tally).map_or("–".into(), percent);
    let best = figures.best.map_or("–".into(), |best| percent(best.reached));
    format!(
        "| {id} | {} | {} | {best} | {} | {} | {} | {} | {} | {} | {} |\n",
        figures.difficulty(),
        of(figures.expert.well),
        of(figures.rules.well),
        spared(&figures.rules),
        of(figures.random.well),
        of(figures.faster),
        spared(&figures.random),
        of(figures.nobody.well),
        marks(figures).join(", ")
    )
}

/// What does not hold of a drill.
fn marks(figures: &Figures) -> Vec<&'static str> {
    let fails = [
        (figures.expert.well < figures.nights, "**the way out fails in some nights**"),
        (figures.best.is_some_and(|best| best.reached < EXPERT), "**a better plan is known**"),
        (figures.chance() > CHANCE, "**chance ends it**"),
        (figures.nothing, "nothing is wrong"),
        (figures.habit() > HABIT.1, "a habit ends it"),
        (figures.habit() < HABIT.0, "a habit does not end it"),
    ];
    fails.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect()
}

fn summary(sheet: &Sheet) -> String {
    let all = || sheet.0.values();
    let nights: u32 = all().map(|f| f.nights).sum();
    let share =
        |count: &dyn Fn(&Figures) -> u32| f64::from(all().map(count).sum::<u32>()) / f64::from(nights.max(1));
    let best: Vec<f64> = all().filter_map(|f| Some(f.best?.reached)).collect();
    let searched: u32 = all().filter_map(|f| Some(f.best?.nights)).sum();
    let mean = best.iter().sum::<f64>() / best.len().max(1) as f64;
    let reach = best.iter().filter(|reached| **reached >= EXPERT).count();
    let unlucky = all().filter(|f| f.chance() <= CHANCE).count();
    let habit = share(&|f| f.rules.well);
    let holds = |is: bool| if is { "holds" } else { "**does not hold**" };
    let line = |what: &str, found: String, is: bool| format!("| {what} | {found} | {} |\n", holds(is));
    let mut text = format!(
        "{} drills, {nights} nights for each crew.\n\n| What should be | What is | |\n|---|---|---|\n",
        sheet.0.len()
    );
    text += &line(
        "expert ends every night",
        format!(
            "{} of {}",
            sheet.0.values().map(|f| f.expert.well).sum::<u32>(),
            sheet.0.values().map(|f| f.nights).sum::<u32>()
        ),
        share(&|f| f.expert.well) >= 1.0,
    );
    let choice = "expert spares at least 95 % of what the best plan known spares";
    text += &match best.len() {
        0 => format!("| {choice} | no night was searched | not measured |\n"),
        all => line(
            choice,
            format!("{} in the mean of {searched} nights; in {reach} of {all} drills", percent(mean)),
            reach == all,
        ),
    };
    text += &line("a habit ends 30 to 60 % of nights", percent(habit), habit >= HABIT.0 && habit <= HABIT.1);
    text += &line(
        "chance ends at most 5 % of nights sooner than they end by themselves",
        format!("{}; in {unlucky} of {} drills", percent(share(&|f| f.faster)), sheet.0.len()),
        unlucky == sheet.0.len(),
    );
    text
}
