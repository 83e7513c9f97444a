//! Checking and copying what a server keeps.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use drill::words::say;

use crate::clock;
use crate::config::Config;
use crate::desk::people::drawn;
use crate::desk::rooms::RoomId;
use crate::desk::rooms::copy::{self, Copied, Unread};
use crate::desk::rooms::verify;
use crate::faces::cli::args;
use crate::faces::cli::out::Out;
use crate::failure::Failure;
use crate::store::log::Log;

use super::{address, broken, run};

/// Folds every room from zero and compares.
///
/// # Errors
/// When the database cannot be had, or a log has trouble.
pub fn verify(mend: bool, url: Option<&str>, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(url, config)?;
    run(async {
        let broken = broken(&address);
        let log = Log::open(&address).await.map_err(&broken)?;
        let found = verify::verify(&log, mend).await.map_err(&broken)?;
        let n = |n: usize| n.to_string();
        let (rooms, entries, stale) = (n(found.rooms), n(found.entries), n(found.stale));
        let (missing, doubled, disordered) = (n(found.missing), n(found.doubled), n(found.disordered));
        let args = [
            ("rooms", &rooms[..]),
            ("entries", &entries),
            ("missing", &missing),
            ("doubled", &doubled),
            ("disordered", &disordered),
            ("stale", &stale),
            ("mended", if mend { "yes" } else { "no" }),
        ];
        out.line(&say(config.lang, "verify-found", &args))?;
        match found.sound() {
            true => Ok(()),
            false => Err(Failure::Unsound { rooms: found.troubled }),
        }
    })
}

/// One room's log, a line an entry, on standard output.
///
/// # Errors
/// When there is no such room, or the database cannot be had.
pub fn export(room: &str, url: Option<&str>, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(url, config)?;
    run(async {
        let broken = broken(&address);
        let none = || Failure::NoRoom { room: room.into() };
        let id: RoomId = room.parse().map_err(|_| none())?;
        let log = Log::open(&address).await.map_err(&broken)?;
        let mut written = Ok(());
        let found = copy::export(&log, id.as_str(), |line| {
            if written.is_ok() {
                written = out.line(line);
            }
        });
        let found = found.await.map_err(&broken)?;
        written?;
        if found { Ok(()) } else { Err(none()) }
    })
}

/// Reads one room's log in, as a room of a new name.
///
/// # Errors
/// When the file is no room's log, or the database cannot be had.
pub fn import(file: &Path, url: Option<&str>, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(url, config)?;
    let mut text = String::new();
    open(file)?.read_to_string(&mut text).map_err(|_| Failure::NotText { path: file.into() })?;
    run(async {
        let log = Log::open(&address).await.map_err(broken(&address))?;
        let id = RoomId::drawn(drawn());
        copy::import(&log, &id, &text).await.map_err(|why| unread(file, &address.to_string(), why))?;
        out.line(id.as_str())
    })
}

/// Everything of a server, into a file that is not there yet.
///
/// # Errors
/// When the file or the database cannot be had.
pub fn backup(file: &Path, url: Option<&str>, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let address = address(url, config)?;
    if file.exists() {
        return Err(Failure::FileExists { path: file.into() });
    }
    let unwritable = |error| Failure::Unwritable { path: file.into(), error };
    run(async {
        let log = Log::open(&address).await.map_err(broken(&address))?;
        let mut to = BufWriter::new(File::create_new(file).map_err(unwritable)?);
        let mut written = Ok(());
        let copied = copy::backup(&log, |line| {
            if written.is_ok() {
                written = writeln!(to, "{line}");
            }
        });
        let copied = copied.await.map_err(broken(&address))?;
        written.and_then(|()| to.flush()).and_then(|()| to.get_ref().sync_all()).map_err(unwritable)?;
        told("backup-done", copied, config, out)
    })
}

/// Reads a copy of a server into an empty database, of either kind; nothing of one that is damaged. One that was cut short only where
/// somebody wants what there is of it.
///
/// # Errors
/// When the file is no copy or not a whole one, or the database is not empty or cannot be had.
pub fn restore(wish: &args::Restore, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let file = wish.file.as_path();
    let address = address(wish.database.database_url.as_deref(), config)?;
    let unreadable = |error| Failure::Unreadable { path: file.into(), error };
    let unread = |why| unread(file, &address.to_string(), why);
    let mut from = open(file)?;
    let checked = copy::check(BufReader::new(&from).lines(), wish.cut_short).map_err(unread)?;
    from.rewind().map_err(unreadable)?;
    let lines = BufReader::new(from).lines().map_while(Result::ok).take(checked.lines);
    run(async {
        let log = Log::open(&address).await.map_err(broken(&address))?;
        let copied = copy::restore(&log, lines, clock::now().as_millisecond()).await.map_err(unread)?;
        told("restore-done", copied, config, out)?;
        let key = if checked.whole { "restore-let-in" } else { "restore-cut-short" };
        out.line(&say(config.lang, key, &[]))
    })
}

fn told(key: &str, copied: Copied, config: &Config, out: &mut Out) -> Result<(), Failure> {
    let (rooms, entries) = (copied.rooms.to_string(), copied.entries.to_string());
    out.line(&say(config.lang, key, &[("rooms", &rooms), ("entries", &entries)]))
}

fn open(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| Failure::Unreadable { path: file.into(), error })
}

fn unread(file: &Path, address: &str, why: Unread) -> Failure {
    match why {
        Unread::Line(line, why) => Failure::NoCopy { path: file.into(), line, why },
        Unread::CutShort(lines) => Failure::CutShort { path: file.into(), lines },
        Unread::NotEmpty => Failure::NotEmpty { address: address.into() },
        Unread::Broken(why) => Failure::Database { address: address.into(), why: why.to_string() },
    }
}
