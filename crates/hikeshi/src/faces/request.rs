//! What the headers of a request say, for every face that hears HTTP: in which language somebody reads, and whether they sit at
//! this machine. Knows headers; what follows from them is the face's.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header;
use drill::words::Lang;

/// What whoever passes a request on adds to it: then it may come from anywhere.
const PASSED_ON: [&str; 5] = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/// The first of the wanted languages that we have.
pub fn language(headers: &HeaderMap) -> Option<Lang> {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok())?;
    wanted.split(',').find_map(|part| Lang::from_tag(part.split(';').next()?.trim()))
}

/// The request names this machine, once, and nobody has passed it on. A page elsewhere whose name was made to lead here names
/// another, and so does a door to the public that stands before us.
pub fn from_this_machine(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let passed_on = PASSED_ON.iter().any(|name| headers.contains_key(*name));
    !passed_on && host.to_str().is_ok_and(names_this_machine)
}

fn names_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { name } else { host }
    });
    name.eq_ignore_ascii_case("localhost")
        || name.trim_matches(['[', ']']).parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in all {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_a_request_that_names_this_machine_comes_from_it() {
        let from = |host: &'static str| from_this_machine(&headers(&[("host", host)]));
        assert!(["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080"].into_iter().all(from));
        assert!(!["elsewhere.example:8080", "", "127.0.0.1.elsewhere.example"].into_iter().any(from));
        let here = ("host", "127.0.0.1:8080");
        assert!(!from_this_machine(&headers(&[])));
        assert!(!from_this_machine(&headers(&[here, ("host", "elsewhere.example")])));
        for passed_on in PASSED_ON {
            assert!(!from_this_machine(&headers(&[here, (passed_on, "192.0.2.7")])), "{passed_on}");
        }
    }
}
