//! Where a database is: a file of SQLite's, or the URL of a PostgreSQL. Knows how it is written; opens nothing.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// A database's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A file on this machine.
    File(PathBuf),
    /// `postgres://user@host/database`.
    Postgres(String),
}

/// Why a text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAddress;

impl Address {
    /// A file, which one server has to itself.
    pub fn is_file(&self) -> bool {
        matches!(self, Address::File(_))
    }

    /// As the driver reads it.
    pub(super) fn url(&self) -> String {
        match self {
            // A path may hold what ends a URL.
            Address::File(path) => {
                let path = path.to_string_lossy();
                let plain = |c: char| c.is_ascii_alphanumeric() || "/._-~".contains(c);
                let mut bytes = [0; 4];
                let escaped = |c: char| -> String {
                    c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
                };
                let mut escaped = escaped;
                let path: String =
                    path.chars().map(|c| if plain(c) { c.to_string() } else { escaped(c) }).collect();
                format!("sqlite://{path}?mode=rwc")
            }
            Address::Postgres(url) => url.clone(),
        }
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Address, NoAddress> {
        match text.split_once("://") {
            Some(("postgres" | "postgresql", rest)) if !rest.is_empty() => Ok(Address::Postgres(text.into())),
            Some(("sqlite", path)) if !path.is_empty() => Ok(Address::File(path.into())),
            Some(_) => Err(NoAddress),
            None if text.is_empty() => Err(NoAddress),
            None => Ok(Address::File(text.into())),
        }
    }
}

/// Without the password: this is written to screens and logs.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::File(path) => path.display().fmt(f),
            Address::Postgres(url) => match url.split_once("://").and_then(|(kind, rest)| {
                let (who, place) = rest.rsplit_once('@')?;
                let user = who.split(':').next().unwrap_or_default();
                Some(format!("{kind}://{user}@{place}"))
            }) {
                Some(shown) => f.write_str(&shown),
                None => f.write_str(url),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_file_or_a_postgresql_and_a_password_is_never_shown() {
        let read = |text: &str| text.parse::<Address>();
        assert_eq!(read("/var/lib/hikeshi.db"), Ok(Address::File("/var/lib/hikeshi.db".into())));
        assert_eq!(read("sqlite:///var/rooms.db"), Ok(Address::File("/var/rooms.db".into())));
        assert_eq!(read("mysql://db/hikeshi"), Err(NoAddress));
        assert_eq!(read(""), Err(NoAddress));
        let postgres = read("postgres://ana:s3cr@t@db:5432/hikeshi").unwrap();
        assert_eq!(postgres.to_string(), "postgres://ana@db:5432/hikeshi");
        assert!(!postgres.is_file());
    }

    #[test]
    fn a_path_may_hold_what_would_end_a_url() {
        let address = Address::File("/tmp/昼 a?b#c.db".into());
        assert_eq!(address.url(), "sqlite:///tmp/%E6%98%BC%20a%3Fb%23c.db?mode=rwc");
    }
}
