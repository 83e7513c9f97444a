//! Names of rooms: short enough to be read aloud on a call, and drawn so that nobody guesses one.

use std::fmt;
use std::str::FromStr;

/// Letters and digits that nobody mistakes for one another when read aloud.
const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// Letters of an id [count]: 60 bits.
const LENGTH: usize = 12;

/// A room's name: `k7f2-m9qd-3xwa`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RoomId(String);

/// Why a text is no room's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoRoomId;

impl RoomId {
    /// A name that no room has yet, from so many drawn bytes.
    pub fn drawn(bytes: [u8; LENGTH]) -> RoomId {
        let mut text = String::new();
        for (n, byte) in bytes.into_iter().enumerate() {
            if n > 0 && n % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
        }
        RoomId(text)
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RoomId {
    type Err = NoRoomId;

    fn from_str(text: &str) -> Result<RoomId, NoRoomId> {
        let letters = text.bytes().filter(|byte| *byte != b'-').collect::<Vec<u8>>();
        let fits = letters.len() == LENGTH && letters.iter().all(|byte| LETTERS.contains(byte));
        match fits {
            true => Ok(RoomId::drawn(std::array::from_fn(|n| {
                LETTERS.iter().position(|letter| *letter == letters[n]).unwrap_or_default() as u8
            }))),
            false => Err(NoRoomId),
        }
    }
}

impl fmt::Display for RoomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_with_or_without_its_dashes_and_nothing_else_is_one() {
        let id = RoomId::drawn(*b"twelve bytes");
        assert_eq!(id.as_str().len(), LENGTH + 2);
        assert_eq!(id.as_str().parse(), Ok(id.clone()));
        assert_eq!(id.as_str().replace('-', "").parse(), Ok(id));
        for wrong in ["", "../../etc/pw", "k7f2-m9qd-3xw", "k7f2-m9qd-3xwA", "k7f2-m9qd-3xwé"] {
            assert_eq!(wrong.parse::<RoomId>(), Err(NoRoomId), "{wrong}");
        }
    }
}
