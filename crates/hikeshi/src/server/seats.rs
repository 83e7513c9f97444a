//! How many connections the server holds at once: as many as the system lets it hold files, less those that the database
//! needs, so that a crowd of idle connections never keeps an order from the disk. Whoever comes beyond that is told so and
//! may come again; the door itself never stops. A seat on which nothing happens is free again after a minute, so that nobody keeps
//! them all by sitting still. Knows connections and nothing of what is said over them.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::serve::Listener;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep_until};

/// Files that are not connections of people [count]: the database's, three for each of its connections, and those who are
/// turned away at this moment.
const SPARE: usize = 100;
/// People who are told at once that all seats are taken [count]; whoever comes later waits in the system's queue.
const TURNED_AWAY: usize = 32;
/// Connections that wait in the system's queue to be let in [count], if it allows as many: when all browsers of a company
/// come at once, none of them has to ask again a second later.
const QUEUE: u32 = 4_096;
/// Who was turned away has so long to read why [s].
const PATIENCE: Duration = Duration::from_secs(1);
/// After the system gave no connection, it is asked again so much later [ms]: it may be out of files as a whole.
const BREATH: Duration = Duration::from_millis(100);
/// A connection over which nothing has gone out for so long ends [s], counted anew from where a request begins: streams say every
/// fifteen seconds that they live, and no request takes so long to arrive and be answered.
const STILL: Duration = Duration::from_secs(60);
/// Seats where the system knows no limit [count].
const UNLIMITED: usize = 1_000_000;
/// With fewer seats than this the server says so when it starts [count]: a company that looks on at a large incident.
pub const MANY: usize = 10_000;

/// Connections that can be held at once [count], after the process's own limit of open files was raised as far as the system
/// lets it be, and that limit [count].
pub fn raised() -> (usize, usize) {
    let files = files().unwrap_or(UNLIMITED);
    (files - SPARE.min(files / 2), files)
}

#[cfg(unix)]
fn files() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let allowed = getrlimit(Resource::Nofile).maximum;
    // Where it is refused the limit stays as it was.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: allowed, maximum: allowed });
    getrlimit(Resource::Nofile).current.and_then(|files| usize::try_from(files).ok())
}

#[cfg(not(unix))]
fn files() -> Option<usize> {
    None
}

/// Listens at this address.
///
/// # Errors
/// When it cannot be had.
pub fn listen(at: SocketAddr) -> io::Result<TcpListener> {
    let socket = if at.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // A server that comes back need not wait until the system has forgotten its connections.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(at)?;
    socket.listen(QUEUE)
}

/// The door, with so many seats behind it.
pub struct Seats {
    listener: TcpListener,
    free: Arc<Semaphore>,
    porters: Arc<Semaphore>,
    /// How long a connection may be still.
    still: Duration,
    /// What is answered when none is free.
    full: Arc<str>,
}

impl Seats {
    /// Behind this listener; `full` is what whoever finds no seat reads.
    pub fn new(listener: TcpListener, seats: usize, full: &str) -> Seats {
        let (free, porters) = (Semaphore::new(seats), Semaphore::new(TURNED_AWAY));
        let head = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 5\r\n";
        let full = format!("{head}content-length: {}\r\nconnection: close\r\n\r\n{full}", full.len());
        Seats { listener, free: Arc::new(free), porters: Arc::new(porters), still: STILL, full: full.into() }
    }
}

impl Listener for Seats {
    type Io = Seated;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Seated, SocketAddr) {
        loop {
            let Ok((stream, from)) = self.listener.accept().await else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            // An entry is small and is not to wait for the next one.
            let _ = stream.set_nodelay(true);
            if let Ok(seat) = self.free.clone().try_acquire_owned() {
                return (Seated::new(stream, seat, self.still), from);
            }
            if let Ok(porter) = self.porters.clone().acquire_owned().await {
                tokio::spawn(turn_away(stream, self.full.clone(), porter));
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// Says that all seats are taken. What was asked is read and not heard: a connection closed over unread words takes the
/// answer with it.
async fn turn_away(mut stream: TcpStream, full: Arc<str>, _porter: OwnedSemaphorePermit) {
    let told = async {
        stream.write_all(full.as_bytes()).await?;
        stream.shutdown().await?;
        let mut words = [0; 1_024];
        while stream.read(&mut words).await? > 0 {}
        io::Result::Ok(())
    };
    // Who has gone needs no answer.
    let _ = tokio::time::timeout(PATIENCE, told).await;
}

/// When a connection ends by itself.
#[derive(Clone, Copy, Debug)]
struct Patience {
    span: Duration,
    since: Instant,
    /// A request has begun, and nothing was answered yet.
    asked: bool,
}

impl Patience {
    fn new(span: Duration, now: Instant) -> Patience {
        Patience { span, since: now, asked: false }
    }

    /// Something came in. A request that comes in drop by drop has no more time than another.
    fn heard(&mut self, now: Instant) {
        if !self.asked {
            (self.since, self.asked) = (now, true);
        }
    }

    /// Something went out.
    fn said(&mut self, now: Instant) {
        (self.since, self.asked) = (now, false);
    }

    fn ends(&self) -> Instant {
        self.since + self.span
    }
}

/// A connection with its seat, which is free again when the connection ends.
pub struct Seated {
    stream: TcpStream,
    _seat: OwnedSemaphorePermit,
    patience: Patience,
    timer: Pin<Box<Sleep>>,
}

impl Seated {
    fn new(stream: TcpStream, seat: OwnedSemaphorePermit, still: Duration) -> Seated {
        let patience = Patience::new(still, Instant::now());
        Seated { stream, _seat: seat, patience, timer: Box::pin(sleep_until(patience.ends())) }
    }

    /// Ready when the connection has been still for too long. The timer is set anew only when it has run out: most that happens
    /// over a connection costs it nothing.
    fn out_of_time<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        while self.timer.as_mut().poll(cx).is_ready() {
            if Instant::now() >= self.patience.ends() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            self.timer.as_mut().reset(self.patience.ends());
        }
        Poll::Pending
    }

    fn written(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        match written {
            Poll::Ready(written) => {
                self.patience.said(Instant::now());
                Poll::Ready(written)
            }
            Poll::Pending => self.out_of_time(cx),
        }
    }
}

impl AsyncRead for Seated {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = to.filled().len();
        match Pin::new(&mut self.stream).poll_read(cx, to) {
            Poll::Ready(read) => {
                if to.filled().len() > before {
                    self.patience.heard(Instant::now());
                }
                Poll::Ready(read)
            }
            Poll::Pending => self.out_of_time(cx),
        }
    }
}

impl AsyncWrite for Seated {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.written(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bytes);
        self.written(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;

    use super::*;

    #[test]
    fn a_connection_has_its_time_from_the_last_word_or_from_where_a_request_begins() {
        let (begin, span) = (Instant::now(), Duration::from_secs(60));
        let at = |seconds: u64| begin + Duration::from_secs(seconds);
        let mut patience = Patience::new(span, begin);
        assert_eq!(patience.ends(), at(60));
        patience.heard(at(50));
        patience.heard(at(100));
        assert_eq!(patience.ends(), at(110), "drop by drop is no more time");
        patience.said(at(105));
        assert_eq!(patience.ends(), at(165));
        patience.heard(at(160));
        assert_eq!(patience.ends(), at(220), "the next request has its own");
    }

    #[tokio::test]
    async fn whoever_sits_still_or_asks_half_a_question_loses_the_seat_and_others_get_it() {
        let listener = listen("127.0.0.1:0".parse().unwrap()).unwrap();
        let at = listener.local_addr().unwrap();
        let seats = Seats { still: Duration::from_millis(100), ..Seats::new(listener, 2, "full") };
        let router = Router::new().route("/", get(async || "here"));
        tokio::spawn(async move { axum::serve(seats, router).await });
        for _ in 0..3 {
            let mut silent = TcpStream::connect(at).await.unwrap();
            let mut torn = TcpStream::connect(at).await.unwrap();
            torn.write_all(b"GET / HTTP/1.1\r\nho").await.unwrap();
            let mut left = Vec::new();
            // Both end by the server's doing; how the system words it is its own.
            let _ = silent.read_to_end(&mut left).await;
            let _ = torn.read_to_end(&mut left).await;
            assert!(!String::from_utf8_lossy(&left).contains("full"), "there was a seat");
        }
        let mut whole = TcpStream::connect(at).await.unwrap();
        whole.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        let mut told = String::new();
        let _ = whole.read_to_string(&mut told).await;
        assert!(told.ends_with("here"), "{told}");
    }
}
