//! How many connections the server holds at once: as many as the system lets it hold files, less those that the database
//! needs, so that a crowd of idle connections never keeps an order from the disk. Whoever comes beyond that is told so and
//! may come again; the door itself never stops. Knows connections and nothing of what is said over them.

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
    /// What is answered when none is free.
    full: Arc<str>,
}

impl Seats {
    /// Behind this listener; `full` is what whoever finds no seat reads.
    pub fn new(listener: TcpListener, seats: usize, full: &str) -> Seats {
        let (free, porters) = (Semaphore::new(seats), Semaphore::new(TURNED_AWAY));
        let head = "HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 5\r\n";
        let full = format!("{head}content-length: {}\r\nconnection: close\r\n\r\n{full}", full.len());
        Seats { listener, free: Arc::new(free), porters: Arc::new(porters), full: full.into() }
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
                return (Seated { stream, _seat: seat }, from);
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

/// A connection with its seat, which is free again when the connection ends.
pub struct Seated {
    stream: TcpStream,
    _seat: OwnedSemaphorePermit,
}

impl AsyncRead for Seated {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, to)
    }
}

impl AsyncWrite for Seated {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bytes)
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
