//! As much HTTP as the benchmark needs, over a plain connection.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// An answer.
pub struct Answer {
    pub head: String,
    pub body: String,
}

impl Answer {
    /// Where it sends one.
    pub fn location(&self) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix("location: ")).map(str::trim)
    }

    /// Its status.
    pub fn status(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }
}

/// A connection that is used again.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    pub async fn to(port: u16) -> Option<Stream> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.ok()?;
        stream.set_nodelay(true).ok()?;
        Some(Stream(BufReader::new(stream)))
    }

    pub async fn post(&mut self, path: &str, cookie: &str, form: &str) -> Option<Answer> {
        let head = format!(
            "POST {path} HTTP/1.1\r\naccept: application/json\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n",
            form.len()
        );
        self.ask(&head, cookie, form).await
    }

    pub async fn get(&mut self, path: &str, cookie: &str) -> Option<Answer> {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), cookie, "").await
    }

    async fn ask(&mut self, head: &str, cookie: &str, body: &str) -> Option<Answer> {
        let request = format!("{head}host: 127.0.0.1\r\ncookie: {cookie}\r\n\r\n{body}");
        self.0.get_mut().write_all(request.as_bytes()).await.ok()?;
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let begin = head.len();
            if self.0.read_line(&mut head).await.ok()? == 0 {
                return None;
            }
            let line = head[begin..].trim();
            if let Some(given) = line.to_lowercase().strip_prefix("content-length:") {
                length = given.trim().parse().ok()?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body).await.ok()?;
        Some(Answer { head, body: String::from_utf8_lossy(&body).into_owned() })
    }
}

pub async fn post(port: u16, path: &str, cookie: &str, form: &str) -> Option<Answer> {
    Stream::to(port).await?.post(path, cookie, form).await
}

/// Comes in by this name: the cookie.
pub async fn enter(port: u16, name: &str) -> Option<String> {
    let answer = post(port, "/enter", "", &format!("name={name}")).await?;
    Some(format!("hikeshi_session={}", answer.head.split("hikeshi_session=").nth(1)?.split(';').next()?))
}
