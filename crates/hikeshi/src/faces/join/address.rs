//! Where a room is: the address that a browser shows, of a room or of its server. Knows how it is written; asks nobody.

use reqwest::Url;

/// A server, and perhaps one of its rooms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The server, without a slash at the end: `https://rooms.example`.
    pub server: String,
    /// The room's name.
    pub room: Option<String>,
    /// It is on this machine: people come in by their name, and no proxy is asked.
    pub here: bool,
}

impl Address {
    /// From what somebody pasted; `None` where it is no address.
    pub fn read(text: &str) -> Option<Address> {
        let text = text.trim();
        let whole = match text.contains("://") {
            true => text.to_string(),
            // Nobody has a certificate for this machine, and nobody should send a token elsewhere without one.
            false if is_here(text.split(['/', ':']).next().unwrap_or_default()) => format!("http://{text}"),
            false => format!("https://{text}"),
        };
        let url = Url::parse(&whole).ok().filter(|url| ["http", "https"].contains(&url.scheme()))?;
        let mut parts = url.path_segments()?;
        let room = match (parts.next(), parts.next()) {
            (Some("rooms"), Some(room)) if !room.is_empty() => Some(room.to_string()),
            _ => None,
        };
        let here = is_here(url.host_str()?);
        Some(Address { server: url.origin().ascii_serialization(), room, here })
    }

    /// The address of a room there.
    pub fn of(&self, room: &str) -> String {
        format!("{}/rooms/{room}", self.server)
    }
}

fn is_here(host: &str) -> bool {
    let ip = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>();
    host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_shows_is_an_address_with_or_without_its_beginning() {
        let read = |text: &str| Address::read(text).map(|at| (at.server, at.room, at.here));
        let room = Some("k7f2-m9qd-3xwa".to_string());
        assert_eq!(
            read("http://127.0.0.1:8080/rooms/k7f2-m9qd-3xwa?line=7"),
            Some(("http://127.0.0.1:8080".into(), room.clone(), true))
        );
        assert_eq!(
            read("rooms.example/rooms/k7f2-m9qd-3xwa"),
            Some(("https://rooms.example".into(), room, false))
        );
        assert_eq!(read("localhost:8080"), Some(("http://localhost:8080".into(), None, true)));
        assert_eq!(read("https://rooms.example"), Some(("https://rooms.example".into(), None, false)));
        for wrong in ["", "ftp://rooms.example/", "http://", "file:///etc/passwd"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
