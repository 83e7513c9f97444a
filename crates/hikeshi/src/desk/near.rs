//! Names near to a name that does not exist. Knows letters, not what they name.

/// The names that a slip of the fingers away would have been, nearest first, three at most.
pub fn nearest(wanted: &str, names: &[String]) -> Vec<String> {
    let wanted = wanted.to_lowercase();
    let mut found: Vec<(usize, &String)> = names
        .iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let part = wanted.len() >= 3 && (lower.contains(&wanted) || wanted.contains(&lower));
            let distance = if part { 1 } else { distance(&wanted, &lower) };
            (distance <= 1 + wanted.chars().count() / 3).then_some((distance, name))
        })
        .collect();
    found.sort();
    found.into_iter().take(3).map(|(_, name)| name.clone()).collect()
}

/// Letters to put in, leave out, exchange or swap with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_fingers_finds_the_name() {
        let names: Vec<String> = ["first-fire", "slow-morning", "quiet-night"].map(String::from).to_vec();
        assert_eq!(nearest("frist-fire", &names), ["first-fire"]);
        assert_eq!(nearest("fire", &names), ["first-fire"]);
        assert_eq!(nearest("SLOW-MORNING", &names), ["slow-morning"]);
        assert!(nearest("database", &names).is_empty());
        assert!(nearest("", &names).is_empty());
    }
}
