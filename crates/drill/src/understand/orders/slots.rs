//! Fills the slots of one order: which component, how many, how much. Takes what was named; takes the
//! only thing that fits if nothing was named and nothing is destroyed; asks otherwise.

use super::{Filled, Segment, call, explicit, values};
use crate::intent::{Figure, Impossible, Intent, Wanted};
use crate::understand::concept::Concept;
use crate::understand::lexicon::{Sort, Thing};
use crate::understand::scan::{Unit, What, names_in};
use world::intervention::Intervention as I;
use world::refused::NameKind;

type Fits = fn(Sort) -> bool;

fn is_part(sort: Sort) -> bool {
    sort.is_component()
}
fn is_service(sort: Sort) -> bool {
    sort == Sort::Service
}
fn is_ours(sort: Sort) -> bool {
    sort.is_component() && sort != Sort::External
}
fn is_database(sort: Sort) -> bool {
    sort == Sort::Database
}
fn is_cache(sort: Sort) -> bool {
    sort == Sort::Cache
}
fn is_broker(sort: Sort) -> bool {
    sort == Sort::Broker
}
fn is_flag(sort: Sort) -> bool {
    sort == Sort::Flag
}
fn is_job(sort: Sort) -> bool {
    sort == Sort::Job
}
fn is_remote(sort: Sort) -> bool {
    matches!(sort, Sort::External | Sort::Service)
}

/// Fills one order; `wide` is the whole utterance, for names that stand elsewhere.
pub(super) fn fill(order: &str, near: &Segment, wide: &Segment) -> Filled {
    let on = |fits: Fits, make: &dyn Fn(String) -> I| target(near, wide, fits, make);
    match order {
        "rollback" => rollback(near, wide),
        "deploy" => deploy(near, wide),
        "restart" => restart(near, wide),
        "scale" => scale(near, wide),
        "drain" => drain(near, wide),
        "flag" => flag(near, wide),
        "revert-config" => on(is_service, &|component| I::RevertConfig { component }),
        "kill-query" => query(near, wide, &|database, endpoint| I::KillQuery { database, endpoint }),
        "kill-transaction" => on(is_database, &|database| I::KillTransaction { database }),
        "fix-plan" => query(near, wide, &|database, endpoint| I::FixPlan { database, endpoint }),
        "set-call" => call::fill(near, wide),
        "shed" => shed(near),
        "admit" => admit(near),
        "purge" => on(is_cache, &|cache| I::Purge { cache }),
        "warm" => on(is_cache, &|cache| I::Warm { cache }),
        "failover" => on(is_database, &|database| I::Failover { database }),
        "free-disk" => on(is_ours, &|component| I::FreeDisk { component }),
        "grow-disk" => on(is_ours, &|component| I::GrowDisk { component }),
        "renew-certificate" => on(is_remote, &|component| I::RenewCertificate { component }),
        "fix-dns" => on(is_remote, &|component| I::FixDns { component }),
        "park-message" => on(is_broker, &|broker| I::ParkMessage { broker }),
        "pause-job" => on(is_job, &|job| I::PauseJob { job }),
        "resume-job" => on(is_job, &|job| I::ResumeJob { job }),
        "block-client" => client(near, wide),
        "cpu-limit" => cpu(near, wide),
        _ => memory(near, wide),
    }
}

/// The things that were named for a slot, and whether one of them was misspelt.
pub(super) fn named<'a>(near: &'a Segment, wide: &'a Segment, fits: Fits) -> (Vec<&'a Thing>, bool) {
    let mut found = names_in(&near.tokens, fits);
    if found.is_empty() {
        found = names_in(&wide.tokens, fits);
    }
    // 「カタログのキャッシュ」: the cache that has its name from the service.
    if found.is_empty() {
        let near_names = names_in(&wide.tokens, is_part);
        let kin = |t: &&Thing| near_names.iter().any(|n| t.name.split(['-', '_']).any(|part| part == n.name));
        let mut akin = wide.lexicon.all(fits).filter(kin);
        if let (Some(one), None) = (akin.next(), akin.next()) {
            found.push(one);
        }
    }
    // A component of another kind was named: the world will say why not, that is clearer than a question.
    let for_part = [Sort::Service, Sort::Database, Sort::Cache, Sort::Broker].into_iter().any(fits);
    if found.is_empty() && for_part {
        found = names_in(&near.tokens, is_part);
    }
    let misspelt = wide.tokens.iter().any(|t| match &t.what {
        What::Name { things, near: true } => things.iter().any(|t| found.contains(&t)),
        _ => false,
    });
    (found, misspelt)
}

fn target(near: &Segment, wide: &Segment, fits: Fits, make: &dyn Fn(String) -> I) -> Filled {
    let (found, misspelt) = named(near, wide, fits);
    let orders: Vec<I> = found.iter().map(|t| make(t.name.clone())).collect();
    if !orders.is_empty() {
        return if misspelt { Filled::Offer(orders) } else { Filled::Known(orders) };
    }
    let mut all: Vec<I> = fitting(near, fits).into_iter().map(make).collect();
    match all.as_slice() {
        // Only one thing fits: it may be taken, but not to be destroyed; what is in it is asked about anyway.
        [only]
            if !Intent::Do(only.clone()).destroys()
                || matches!(only, I::ParkMessage { .. } | I::KillTransaction { .. }) =>
        {
            Filled::Known(vec![all.remove(0)])
        }
        _ => Filled::Missing(Wanted::Target, all),
    }
}

/// All things that fit, narrowed by the kind that was said: "restart the cache".
pub(super) fn fitting(near: &Segment, fits: Fits) -> Vec<String> {
    let kinds =
        [(Concept::Database, Sort::Database), (Concept::Cache, Sort::Cache), (Concept::Queue, Sort::Broker)];
    let said: Vec<Sort> = kinds.iter().filter(|(c, _)| near.said.contains(c)).map(|(_, s)| *s).collect();
    let narrow = |s: Sort| fits(s) && (said.is_empty() || said.contains(&s));
    let names = |fits: &dyn Fn(Sort) -> bool| -> Vec<String> {
        near.lexicon.all(fits).map(|t| t.name.clone()).collect()
    };
    let narrowed = names(&narrow);
    if narrowed.is_empty() { names(&fits) } else { narrowed }
}

/// The replica that was named: `checkout-2`, 「2 番」, "replica 2".
fn replica(near: &Segment) -> Result<Option<u32>, Filled> {
    let indexed = values::number(near, &[Unit::Index]);
    let behind = near.tokens.windows(2).find_map(|pair| match (&pair[0].what, &pair[1].what) {
        (What::Said(Concept::Replica, _) | What::Name { .. }, What::Number(value, Unit::Plain)) => {
            let text = &near.scan.text[pair[1].start..pair[1].end];
            Some(values::Said { value: *value, text })
        }
        _ => None,
    });
    let Some(said) = indexed.or(behind) else { return Ok(None) };
    let most = |name: &str| near.lexicon.replicas.get(name).map(|(start, most)| (*start).max(*most));
    let named = names_in(&near.tokens, is_part);
    let most = named.first().and_then(|t| most(&t.name)).filter(|n| *n > 0).map_or(u32::MAX, |n| n - 1);
    values::whole(said, Figure::Replica, 0, most).map(Some)
}

/// `make` with the only owner of a version that was named, or with a service that was.
fn rollback(near: &Segment, wide: &Segment) -> Filled {
    let make = |service: String| I::Rollback { service };
    if let Some(no) = strange_version(near, wide) {
        return no;
    }
    let versions = names_in(&near.tokens, |s| s == Sort::Version);
    if let Some(version) = versions.first() {
        // "put v141 back" puts it there, "roll v142 back" takes it away.
        let puts = near.tokens.iter().any(|t| {
            matches!(t.what, What::Said(Concept::RollBack | Concept::Back, _))
                && ["put", "bring", "get", "restor", "reinstat"]
                    .iter()
                    .any(|w| near.scan.text[t.start..].starts_with(w))
        });
        return if towards(near) || puts {
            deploy(near, wide)
        } else {
            let (named, _) = named(near, wide, is_service);
            let of_it = |name: &str| versions.iter().any(|v| v.owner == name);
            match named.first() {
                Some(thing) if !of_it(&thing.name) => no_such_version(near, &version.name, Some(&thing.name)),
                Some(thing) => Filled::Known(vec![make(thing.name.clone())]),
                None => Filled::Known(vec![make(version.owner.clone())]),
            }
        };
    }
    target(near, wide, is_service, &make)
}

/// A version was said, and none here is called so.
fn strange_version(near: &Segment, wide: &Segment) -> Option<Filled> {
    let said = values::strange_version(near.scan, near.lexicon)?;
    let (services, _) = named(near, wide, is_service);
    Some(no_such_version(near, said, services.first().map(|t| t.name.as_str())))
}

/// The versions of the service that was named, or all.
fn no_such_version(near: &Segment, said: &str, service: Option<&str>) -> Filled {
    let of = |t: &&Thing| service.is_none_or(|s| t.owner == s);
    let known = near.lexicon.all(|s| s == Sort::Version).filter(of).map(|t| t.name.clone()).collect();
    Filled::Impossible(Impossible::Unknown { kind: NameKind::Version, said: said.into(), known })
}

/// A version is where to go (「v141 に」 "to v141"), not what to leave.
fn towards(near: &Segment) -> bool {
    near.tokens.iter().any(|t| {
        let What::Name { things, .. } = &t.what else { return false };
        let text = &near.scan.text;
        let after = text[t.end..].trim_start();
        let before = text[..t.start].trim_end();
        things.iter().any(|t| t.sort == Sort::Version)
            && (after.starts_with(['に', 'へ', 'ま'])
                || before.ends_with(" to")
                || before.ends_with(" on")
                || before.ends_with(" with"))
    })
}

fn deploy(near: &Segment, wide: &Segment) -> Filled {
    if let Some(no) = strange_version(near, wide) {
        return no;
    }
    let versions = names_in(&wide.tokens, |s| s == Sort::Version);
    let (services, misspelt) = named(near, wide, is_service);
    let fitting: Vec<I> = versions
        .iter()
        .filter(|v| services.is_empty() || services.iter().any(|s| s.name == v.owner))
        .map(|v| I::Deploy { service: v.owner.clone(), version: v.name.clone() })
        .collect();
    if !fitting.is_empty() {
        return if misspelt { Filled::Offer(fitting) } else { Filled::Known(fitting) };
    }
    if let (Some(version), Some(service)) = (versions.first(), services.first()) {
        return no_such_version(near, &version.name, Some(&service.name));
    }
    let all = near.lexicon.all(|s| s == Sort::Version);
    let wanted = if services.is_empty() { Wanted::Target } else { Wanted::Value };
    let options = all
        .filter(|v| services.is_empty() || services.iter().any(|s| s.name == v.owner))
        .map(|v| I::Deploy { service: v.owner.clone(), version: v.name.clone() })
        .collect();
    Filled::Missing(wanted, options)
}

fn restart(near: &Segment, wide: &Segment) -> Filled {
    match replica(near) {
        Ok(None) if explicit::hashed(near) => one_of_them(near, wide),
        Ok(replica) => target(near, wide, is_ours, &|component| I::Restart { component, replica }),
        Err(no) => no,
    }
}

/// A pod by its hash is one replica, and which one is not known here.
fn one_of_them(near: &Segment, wide: &Segment) -> Filled {
    let (found, _) = named(near, wide, is_ours);
    let Some(thing) = found.first() else { return Filled::Missing(Wanted::Target, Vec::new()) };
    let count = near.lexicon.replicas.get(&thing.name).map_or(2, |r| r.0).min(3);
    let restart = |replica| I::Restart { component: thing.name.clone(), replica };
    Filled::Missing(Wanted::Value, (0..count).map(Some).chain([None]).map(restart).collect())
}

fn scale(near: &Segment, wide: &Segment) -> Filled {
    let said = values::number(near, &[Unit::Count, Unit::Plain]);
    let count = match said.map(|said| values::whole(said, Figure::Replicas, 1, u32::MAX)).transpose() {
        Ok(count) => count,
        Err(no) => return no,
    };
    let relative = near.scan.text.contains("あと")
        || near.scan.text.contains(" more")
        || near.scan.text.contains("さらに")
        || near.scan.text.contains("台増や") && !near.scan.text.contains("台に")
        || near.scan.text.contains(" by ");
    let (start, most) = (|name: &str| near.lexicon.replicas.get(name).copied().unwrap_or((2, 12)), 12);
    match count.filter(|_| !relative) {
        Some(replicas) => target(near, wide, is_ours, &|component| I::Scale { component, replicas }),
        None => {
            let (found, _) = named(near, wide, is_ours);
            let Some(thing) = found.first() else {
                let twice = |component: String| I::Scale { replicas: start(&component).0 * 2, component };
                return Filled::Missing(
                    Wanted::Target,
                    fitting(near, is_ours).into_iter().map(twice).collect(),
                );
            };
            let (now, max) = start(&thing.name);
            let mut options: Vec<u32> = match count {
                Some(more) => vec![now.saturating_add(more)],
                None => vec![now + 1, now * 2, max.min(most.max(now * 2))],
            };
            options.dedup();
            let component = |replicas| I::Scale { component: thing.name.clone(), replicas };
            Filled::Missing(Wanted::Value, options.into_iter().map(component).collect())
        }
    }
}

fn drain(near: &Segment, wide: &Segment) -> Filled {
    match replica(near) {
        Err(no) => no,
        Ok(Some(replica)) => target(near, wide, is_ours, &|component| I::Drain { component, replica }),
        Ok(None) => {
            let (found, _) = named(near, wide, is_ours);
            let Some(thing) = found.first() else {
                return Filled::Missing(
                    Wanted::Target,
                    fitting(near, is_ours)
                        .into_iter()
                        .map(|component| I::Drain { component, replica: 0 })
                        .collect(),
                );
            };
            let count = near.lexicon.replicas.get(&thing.name).map_or(2, |r| r.0);
            let one = |replica| I::Drain { component: thing.name.clone(), replica };
            Filled::Missing(Wanted::Value, (0..count).map(one).collect())
        }
    }
}

fn flag(near: &Segment, wide: &Segment) -> Filled {
    let said = match share(near) {
        Ok(said) => said,
        Err(no) => return no,
    };
    let off = matches!(
        near.verb,
        Concept::TurnOff
            | Concept::Stop
            | Concept::Kill
            | Concept::Back
            | Concept::RollBack
            | Concept::Drain
            | Concept::Delete
    ) || near.said.contains(&Concept::TurnOff);
    let on = matches!(near.verb, Concept::TurnOn | Concept::Resume) || near.said.contains(&Concept::TurnOn);
    let percent = match said {
        Some(percent) => percent,
        _ if off => 0,
        _ if on => 100,
        _ => {
            let make = |percent| move |flag: String| I::Flag { flag, percent };
            let flags = match named(near, wide, is_flag).0.first() {
                Some(thing) => vec![thing.name.clone()],
                None => fitting(near, is_flag),
            };
            let options =
                flags.into_iter().flat_map(|f| [0, 10, 50, 100].map(|p| make(p)(f.clone()))).collect();
            return Filled::Missing(Wanted::Value, options);
        }
    };
    target(near, wide, is_flag, &|flag| I::Flag { flag, percent })
}

fn query(near: &Segment, wide: &Segment, make: &dyn Fn(String, String) -> I) -> Filled {
    let databases = near.lexicon.all(is_database).map(|t| t.name.clone()).collect::<Vec<_>>();
    let of_database = |t: &&Thing| databases.contains(&t.owner);
    let (named_databases, _) = named(near, wide, is_database);
    let found: Vec<I> = names_in(&wide.tokens, |s| s == Sort::Endpoint)
        .into_iter()
        .filter(of_database)
        .filter(|t| {
            !named_databases.iter().any(|d| d.sort == Sort::Database)
                || named_databases.iter().any(|d| d.name == t.owner)
        })
        .map(|t| make(t.owner.clone(), t.name.clone()))
        .collect();
    if !found.is_empty() {
        return Filled::Known(found);
    }
    let options: Vec<I> = near
        .lexicon
        .all(|s| s == Sort::Endpoint)
        .filter(of_database)
        .filter(|t| named_databases.is_empty() || named_databases.iter().any(|d| d.name == t.owner))
        .map(|t| make(t.owner.clone(), t.name.clone()))
        .collect();
    Filled::Missing(Wanted::Target, options)
}

/// The share that was said [%].
fn share(near: &Segment) -> Result<Option<u32>, Filled> {
    let said = values::number(near, &[Unit::Percent]).or_else(|| values::number(near, &[Unit::Plain]));
    said.map(|said| values::whole(said, Figure::Percent, 0, 100)).transpose()
}

fn shed(near: &Segment) -> Filled {
    let percent = match share(near) {
        Ok(Some(percent)) => percent,
        Ok(None) => {
            return Filled::Missing(Wanted::Value, [20, 50, 80].map(|percent| I::Shed { percent }).to_vec());
        }
        Err(no) => return no,
    };
    // "shed 50 requests per second" is no share.
    let absolute = near.tokens.iter().find(|t| {
        let behind = near.scan.text[t.end..].trim_start();
        let counts = ["rps", "qps", "req", "/s", "件", "リクエスト", "人"];
        matches!(t.what, What::Number(_, Unit::Plain | Unit::Count))
            && counts.iter().any(|c| behind.starts_with(c))
    });
    if let Some(token) = absolute {
        let word = near.scan.text[token.start..].split([',', '、', '。']).next().unwrap_or("");
        let said = word.chars().take(24).collect::<String>().trim().to_string();
        return Filled::Impossible(Impossible::Number { said, of: Figure::Percent, least: 0, most: 100 });
    }
    let order = I::Shed { percent };
    // 「購入だけ半分に」
    if let Some(said) = explicit::only(near).filter(|_| percent > 0) {
        let instead = Box::new(Intent::Do(order));
        return Filled::Impossible(Impossible::Whole { said: said.into(), instead });
    }
    let part = names_in(&near.tokens, |s| s == Sort::Journey || s.is_component());
    match part.first() {
        // It would hold for every journey, not only for the one that was named.
        Some(thing) if percent > 0 => {
            let instead = Box::new(Intent::Do(order));
            Filled::Impossible(Impossible::Whole { said: thing.name.clone(), instead })
        }
        _ => Filled::Known(vec![order]),
    }
}

/// 「制限を外して」: of what is not said.
fn limits_something(near: &Segment) -> bool {
    let text = &near.scan.text;
    text.contains("制限") && !["流量", "入場", "流入", "アクセス", "レート"].iter().any(|w| text.contains(w))
}

/// "Let 30 % in" turns the others away.
fn admit(near: &Segment) -> Filled {
    let said = values::number(near, &[Unit::Percent]);
    match said.map(|said| values::whole(said, Figure::Percent, 0, 100)).transpose() {
        Ok(Some(percent)) if percent < 100 => Filled::Offer(vec![I::Shed { percent: 100 - percent }]),
        // A client may have been blocked, or a processor limited: whether shedding is meant is asked.
        Ok(_) if near.said.contains(&Concept::Block) || limits_something(near) => {
            Filled::Offer(vec![I::Shed { percent: 0 }])
        }
        Ok(_) => Filled::Known(vec![I::Shed { percent: 0 }]),
        Err(no) => no,
    }
}

fn client(near: &Segment, wide: &Segment) -> Filled {
    let address = wide.tokens.iter().find_map(|t| match &t.what {
        What::Address(address) => Some(address.clone()),
        _ => None,
    });
    match address {
        Some(client) => Filled::Known(vec![I::BlockClient { client }]),
        None => {
            let (found, misspelt) = named(near, wide, |s| s == Sort::Client);
            let all: Vec<I> = found
                .iter()
                .filter(|t| t.sort == Sort::Client)
                .map(|t| I::BlockClient { client: t.name.clone() })
                .collect();
            match (all.is_empty(), misspelt) {
                (false, false) => Filled::Known(all),
                (false, true) => Filled::Offer(all),
                // The clients that exist are not told: finding one is the player's work.
                (true, _) => Filled::Missing(Wanted::Target, Vec::new()),
            }
        }
    }
}

fn cpu(near: &Segment, wide: &Segment) -> Filled {
    let cores = values::number(near, &[Unit::Cores]).or_else(|| values::number(near, &[Unit::Plain]));
    // 500m is half a core to whoever writes limits, and was read as minutes.
    let milli = || {
        values::number(near, &[Unit::Span])
            .filter(|said| said.text.ends_with('m'))
            .map(|said| values::Said { value: said.value / (60.0 * 1e9) / 1000.0, ..said })
    };
    let Some(said) = cores.or_else(milli) else {
        return valued(near, wide, &[10, 20, 40], &|component, tenths| I::CpuLimit { component, tenths });
    };
    // Eight tenths of a core are no whole number in binary.
    let tenths = values::Said { value: (said.value * 1e4).round() / 1e3, ..said };
    match values::whole(tenths, Figure::Tenths, 1, u32::MAX) {
        Ok(tenths) => target(near, wide, is_ours, &|component| I::CpuLimit { component, tenths }),
        Err(no) => no,
    }
}

fn memory(near: &Segment, wide: &Segment) -> Filled {
    // 1.3 GB are no whole number of megabytes and clear enough.
    let size = values::number(near, &[Unit::Megabytes])
        .map(|said| values::Said {
            value: if said.value > 1024.0 { said.value.round() } else { said.value },
            ..said
        })
        .or_else(|| values::number(near, &[Unit::Plain]));
    match size.map(|said| values::whole(said, Figure::Megabytes, 1, u32::MAX)).transpose() {
        Ok(Some(megabytes)) => {
            target(near, wide, is_ours, &|component| I::MemoryLimit { component, megabytes })
        }
        Ok(None) => valued(near, wide, &[1024, 2048, 4096], &|component, megabytes| I::MemoryLimit {
            component,
            megabytes,
        }),
        Err(no) => no,
    }
}

/// A number is missing: the target too, or only it.
fn valued(near: &Segment, wide: &Segment, values: &[u32], make: &dyn Fn(String, u32) -> I) -> Filled {
    let (found, _) = named(near, wide, is_ours);
    match found.first() {
        Some(thing) => {
            Filled::Missing(Wanted::Value, values.iter().map(|v| make(thing.name.clone(), *v)).collect())
        }
        None => Filled::Missing(
            Wanted::Target,
            fitting(near, is_ours).into_iter().map(|n| make(n, values[0])).collect(),
        ),
    }
}
