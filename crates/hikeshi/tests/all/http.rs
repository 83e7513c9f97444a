//! As little HTTP as the tests of the server need: one request to an answer, or a stream of events, over a plain socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer is waited for so long: a drill is staged meanwhile, on a machine that has other things to do.
const ANSWERED: Duration = Duration::from_secs(60);
/// A stream on which nothing comes for so long is taken for dead; shorter than the server's own signs of life.
const SILENCE: Duration = Duration::from_secs(10);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: String,
    pub body: String,
}

impl Answer {
    /// The session that the answer gives.
    pub fn session(&self) -> Option<String> {
        let from = self.headers.split("hikeshi_session=").nth(1)?;
        Some(format!("hikeshi_session={}", from.split(';').next()?))
    }

    /// Where the answer sends one.
    pub fn location(&self) -> Option<&str> {
        let line = self.headers.lines().find(|line| line.to_lowercase().starts_with("location:"))?;
        Some(line.split_once(':')?.1.trim())
    }
}

/// Sends a form; `None` where the server is away or dies before it has answered.
pub fn post(port: u16, path: &str, cookie: &str, form: &str) -> Option<Answer> {
    let kind = "content-type: application/x-www-form-urlencoded\r\naccept: application/json\r\n";
    let head = format!("POST {path} HTTP/1.1\r\n{kind}content-length: {}\r\n", form.len());
    whole(send(port, &head, cookie, form)?)
}

/// Asks for a page.
pub fn get(port: u16, path: &str, cookie: &str) -> Option<Answer> {
    whole(send(port, &format!("GET {path} HTTP/1.1\r\n"), cookie, "")?)
}

/// Sends what a program sends: a method, its token, and a body of this kind.
pub fn call(port: u16, method: &str, path: &str, token: &str, kind: &str, body: &str) -> Answer {
    call_with(
        port,
        method,
        path,
        &[("authorization", &format!("Bearer {token}")), ("content-type", kind)],
        body,
    )
}

/// The same with these headers.
pub fn call_with(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let filled = headers.iter().filter(|(_, value)| !value.is_empty());
    let headers: String = filled.map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!("{method} {path} HTTP/1.1\r\n{headers}content-length: {}\r\n", body.len());
    send(port, &head, "", body).and_then(whole).expect("the server answers")
}

/// Follows events until the server ends, giving each one's id to `each`; stops where that says so.
pub fn follow(
    port: u16,
    path: &str,
    cookie: &str,
    since: u64,
    mut each: impl FnMut(u64) -> bool,
) -> Option<()> {
    let head = format!("GET {path} HTTP/1.1\r\nlast-event-id: {since}\r\n");
    let stream = send(port, &head, cookie, "")?;
    stream.set_read_timeout(Some(SILENCE)).ok()?;
    for line in BufReader::new(stream).lines() {
        let line = line.ok()?;
        let id = line.strip_prefix("id: ").or_else(|| line.strip_prefix("id:"));
        if let Some(id) = id.and_then(|id| id.parse().ok())
            && !each(id)
        {
            return Some(());
        }
    }
    Some(())
}

/// An event of a page; one called `alive` is none, and says that the connection lives.
#[derive(Debug, Default)]
pub struct Event {
    pub name: String,
    pub id: Option<u64>,
    pub data: String,
}

/// Events as a page hears them, from the one after `since`, until the server ends them.
pub fn events(port: u16, path: &str, cookie: &str, since: u64) -> impl Iterator<Item = Event> {
    let head = format!("GET {path} HTTP/1.1\r\nlast-event-id: {since}\r\n");
    let stream = send(port, &head, cookie, "").expect("the server answers");
    stream.set_read_timeout(Some(2 * SILENCE)).expect("a time");
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    std::iter::from_fn(move || {
        let mut event = Event::default();
        loop {
            let line = lines.next()?;
            match line.split_once(": ") {
                Some(("event", name)) => event.name = name.into(),
                Some(("id", id)) => event.id = id.parse().ok(),
                Some(("data", data)) => event.data += data,
                _ if line == ":" => return Some(Event { name: "alive".into(), ..event }),
                // What ends an event; other lines are of the answer's head and its pieces.
                _ if line.is_empty() && !event.name.is_empty() => return Some(event),
                _ => {}
            }
        }
    })
}

/// A value in a form.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn send(port: u16, head: &str, cookie: &str, body: &str) -> Option<TcpStream> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(ANSWERED)).ok()?;
    // Whoever names a host of their own names no other.
    let host =
        if head.contains("\r\nhost: ") { String::new() } else { format!("host: 127.0.0.1:{port}\r\n") };
    let rest = format!("{host}cookie: {cookie}\r\nconnection: close\r\n\r\n{body}");
    stream.write_all(format!("{head}{rest}").as_bytes()).ok()?;
    Some(stream)
}

fn whole(mut stream: TcpStream) -> Option<Answer> {
    let mut text = Vec::new();
    stream.read_to_end(&mut text).ok()?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let (headers, body) = text.split_once("\r\n\r\n")?;
    let status = headers.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, headers: headers.into(), body: body.into() })
}
