//! The commands of a server: opens the database, and puts desk and face together. Only wires.

mod keep;
mod seats;
mod serve;
mod token;

pub use keep::{backup, export, import, restore, verify};
pub use serve::{invite, serve};
pub use token::token;

use crate::config::Config;
use crate::failure::Failure;
use crate::store::log::{Address, Broken};

/// The database's file in the folder for plays, where nothing else is said.
const FILE: &str = "rooms.db";

fn address(url: Option<&str>, config: &Config) -> Result<Address, Failure> {
    let Some(url) = url.or(config.database.as_deref()) else {
        let folder = config.data.clone().ok_or(Failure::NoDataFolder)?;
        std::fs::create_dir_all(&folder)
            .map_err(|error| Failure::DataFolder { path: folder.clone(), error })?;
        return Ok(Address::File(folder.join(FILE)));
    };
    url.parse().map_err(|_| Failure::NoAddress { url: url.into() })
}

fn run(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    runtime.map_err(|error| Failure::Output { error })?.block_on(work)
}

fn broken(address: &Address) -> impl Fn(Broken) -> Failure + use<> {
    let address = address.to_string();
    move |why| Failure::Database { address: address.clone(), why: why.to_string() }
}
