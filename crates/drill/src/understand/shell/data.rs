//! What keeps data: SQL and its shells, redis and memcached, brokers, the tools that move a primary.
//! A statement that would change rows or drop anything has no counterpart and is not understood.

use super::{Shell, look, order, unknown};
use crate::intent::{Impossible, Intent, Look, Understood, Wanted};
use crate::understand::concept::Concept;
use crate::understand::lexicon::Sort;
use world::intervention::Intervention as I;
use world::refused::NameKind;
use world::signal::Metric;

impl Shell<'_> {
    /// The database that was named, or the only one.
    pub(super) fn database(&self) -> Option<String> {
        self.named(Sort::Database).or_else(|| self.only(Sort::Database))
    }

    fn queries(&self, database: Option<&String>) -> Vec<(String, String)> {
        self.lexicon
            .all(|s| s == Sort::Endpoint)
            .filter(|t| database == Some(&t.owner))
            .map(|t| (t.owner.clone(), t.name.clone()))
            .collect()
    }

    fn query(&self) -> Option<(String, String)> {
        let databases: Vec<&str> =
            self.lexicon.all(|s| s == Sort::Database).map(|t| t.name.as_str()).collect();
        let found = self.scan.names(|s| s == Sort::Endpoint);
        found
            .iter()
            .find(|t| databases.contains(&t.owner.as_str()))
            .map(|t| (t.owner.clone(), t.name.clone()))
    }

    pub(super) fn metric(&self, metric: Metric) -> Understood {
        look(Look::Metric { subject: self.component(), metric: Some(metric) })
    }

    fn metric_of_database(&self, metric: Metric) -> Understood {
        look(Look::Metric { subject: self.database(), metric: Some(metric) })
    }
}

/// The old primary hands over: of the database that was named.
pub(super) fn failover(shell: &Shell) -> Understood {
    shell.on(|s| s == Sort::Database, &|database| I::Failover { database })
}

/// Statements that change rows, structure or settings.
const CHANGING: [&str; 16] = [
    "drop ",
    "truncate",
    "delete from",
    "update ",
    "alter ",
    "insert into",
    "pg_dump",
    "create ",
    "grant ",
    "revoke ",
    "copy ",
    "reindex",
    "cluster ",
    "pg_reload_conf",
    "set global",
    "flush ",
];

/// A statement, bare or handed to `psql -c`, `mysql -e`.
pub(super) fn sql(shell: &Shell, statement: &str) -> Understood {
    let has = |word: &str| statement.contains(word);
    let bare = statement.trim_start_matches("vacuum").trim_start_matches([' ', '(', '\'', '"']);
    if has("pg_promote") {
        return failover(shell);
    }
    if bare.starts_with("analyze")
        || has("\"analyze")
        || has("'analyze")
        || has(" analyze ") && has("vacuum")
        || has("dbms_stats")
    {
        return analyze(shell, bare);
    }
    if CHANGING.iter().any(|w| has(w)) {
        return unknown();
    }
    let kills = has("pg_terminate_backend")
        || has("pg_cancel_backend")
        || has("rds_kill")
        || statement.starts_with("kill ");
    if kills {
        return kill(shell);
    }
    if has("pg_stat_replication")
        || has("pg_last_xact_replay")
        || has("slave status")
        || has("replica status")
        || has("replay_lag")
    {
        return shell.metric_of_database(Metric::Lag);
    }
    if has("pg_database_size")
        || has("pg_relation_size")
        || has("pg_total_relation_size")
        || has("pg_ls_waldir")
    {
        return shell.metric_of_database(Metric::Disk);
    }
    if has("max_connections") || has("threads_connected") {
        return shell.metric_of_database(Metric::Connections);
    }
    // Rows of a table are nothing that can be looked at here; who runs what, and who waits for whom, is.
    const ACTIVITY: [&str; 12] = [
        "pg_stat",
        "pg_locks",
        "pg_blocking",
        "processlist",
        "innodb",
        "explain",
        "information_schema",
        "sys.",
        "performance_schema",
        "show ",
        "activity",
        "locks",
    ];
    let empty = statement.trim().is_empty()
        || statement.trim_start().starts_with(['d', 'l', 'x']) && statement.len() < 24;
    if !empty && !ACTIVITY.iter().any(|w| has(w)) && shell.query().is_none() {
        return unknown();
    }
    look(Look::Activity { database: shell.database() })
}

/// One query that is named dies; who dies by number only is asked for.
fn kill(shell: &Shell) -> Understood {
    if let Some((database, endpoint)) = shell.query() {
        return order(I::KillQuery { database, endpoint });
    }
    let Some(database) = shell.database() else { return unknown() };
    let mut all = vec![Intent::Do(I::KillTransaction { database: database.clone() })];
    let queries = shell.queries(Some(&database));
    all.extend(
        queries.into_iter().map(|(database, endpoint)| Intent::Do(I::KillQuery { database, endpoint })),
    );
    all.truncate(4);
    Understood::Choose(all)
}

fn analyze(shell: &Shell, bare: &str) -> Understood {
    let plan = |(database, endpoint)| I::FixPlan { database, endpoint };
    if let Some(query) = shell.query() {
        return order(plan(query));
    }
    let table = bare.split("analyze").nth(1).unwrap_or("");
    let table = table.trim_matches([' ', '\'', '"', ')', '(', ';']).trim_end_matches('s');
    let database = shell.named(Sort::Database);
    let databases = shell.lexicon.all(|s| s == Sort::Database);
    let all: Vec<(String, String)> = databases
        .filter(|d| database.as_ref().is_none_or(|name| d.name == *name))
        .flat_map(|d| shell.queries(Some(&d.name)))
        .collect();
    if all.is_empty() {
        return Understood::Impossible(Impossible::NoneHere { kind: NameKind::Endpoint });
    }
    let of_table = |q: &&(String, String)| table.is_empty() || table.contains(' ') || q.1.contains(table);
    let near: Vec<(String, String)> = all.iter().filter(of_table).cloned().collect();
    // No query bears the name of the table: all of them are there to choose from.
    let options = if near.is_empty() { all } else { near };
    let options = options.into_iter().map(|query| Intent::Do(plan(query))).collect();
    Understood::Missing { wanted: Wanted::Target, options }
}

/// `psql`, `mysql`, `mycli`, …: the statement that they are handed.
pub(super) fn client(shell: &Shell) -> Understood {
    let given = shell.command.option(&["-c", "--command", "-e", "--execute"]);
    let statement = given.map_or_else(|| shell.command.fed.clone(), Into::into);
    sql(shell, statement.trim_start_matches([' ', '\\']))
}

/// `pg_ctl promote`, `patronictl failover`, `repmgr standby promote`, `vacuumdb --analyze`, …
pub(super) fn keeper(shell: &Shell) -> Understood {
    let has = |word: &str| shell.command.has(word);
    if ["promote", "failover", "switchover", "follow", "switch-primary", "graceful-master-takeover"]
        .iter()
        .any(|w| has(w))
    {
        return failover(shell);
    }
    match shell.command.program.as_str() {
        "vacuumdb" if shell.command.holds("analyze") => analyze(shell, ""),
        "mysqladmin" if has("kill") => kill(shell),
        "pt-kill" => kill(shell),
        "mysqladmin" | "pg_top" | "pg_activity" | "innotop" => {
            look(Look::Activity { database: shell.database() })
        }
        "pg_isready" | "patronictl" if has("list") || shell.command.program == "pg_isready" => {
            look(Look::Replicas { component: shell.database() })
        }
        "patronictl" if has("restart") => shell.restart(shell.replica()),
        _ => unknown(),
    }
}

/// `redis-cli`, `memcached` by hand, `varnishadm`: emptied, or looked at.
pub(super) fn cache(shell: &Shell) -> Understood {
    let text = shell.command.text();
    if ["flush", "ban req", "ban.url", "purge"].iter().any(|w| text.contains(w)) {
        return shell.on(|s| s == Sort::Cache, &|cache| I::Purge { cache });
    }
    let changing =
        ["set", "del", "unlink", "expire", "shutdown", "config", "client", "debug", "eval", "failover"];
    let plain = shell.command.plain(&["-h", "-p", "-a", "-n", "-u"]);
    let first = plain.first().copied().unwrap_or("");
    // `config get` and `client list` only read.
    if changing.contains(&first) && !matches!(plain.get(1).copied(), Some("get" | "list" | "info" | "object"))
    {
        return unknown();
    }
    let subject = shell.named(Sort::Cache).or_else(|| shell.component()).or_else(|| shell.only(Sort::Cache));
    let metric = if text.contains("memory") { Some(Metric::Memory) } else { None };
    look(Look::Metric { subject, metric })
}

/// `rabbitmqctl`, `kafka-consumer-groups`, `nats`: how much waits; moving a message aside.
pub(super) fn broker(shell: &Shell) -> Understood {
    let text = shell.command.text();
    let subject = shell.named(Sort::Broker).or_else(|| shell.only(Sort::Broker));
    if ["purge", "delete", "reset", "alter", "stop", "declare", "publish"].iter().any(|w| text.contains(w)) {
        return unknown();
    }
    if ["dlq", "dead-letter", "shovel", "park"].iter().any(|w| text.contains(w)) {
        return shell.on(|s| s == Sort::Broker, &|broker| I::ParkMessage { broker });
    }
    let metric = if shell.scan.says(Concept::Metric(Metric::Connections)) {
        Metric::Connections
    } else {
        Metric::Backlog
    };
    look(Look::Metric { subject, metric: Some(metric) })
}
