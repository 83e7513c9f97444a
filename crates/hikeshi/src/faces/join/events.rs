//! Server-sent events as they arrive, in pieces of any size. Knows their form, and not what they say.

/// Bytes of one event that are kept [bytes]; what is longer was sent by no server of ours.
const LONGEST: usize = 1024 * 1024;

/// Takes pieces in, gives events out.
#[derive(Debug, Default)]
pub struct Events {
    rest: Vec<u8>,
    data: String,
}

impl Events {
    /// The data of every event that this piece completes.
    pub fn take(&mut self, piece: &[u8]) -> Vec<String> {
        let mut whole = Vec::new();
        self.rest.extend_from_slice(piece);
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.rest.drain(..=end).collect();
            let line = String::from_utf8_lossy(&line);
            let line = line.trim_end_matches(['\n', '\r']);
            if line.is_empty() {
                whole.extend(Some(std::mem::take(&mut self.data)).filter(|data| !data.is_empty()));
            } else if let Some(data) = line.strip_prefix("data:") {
                if !self.data.is_empty() {
                    self.data.push('\n');
                }
                self.data.push_str(data.strip_prefix(' ').unwrap_or(data));
            }
        }
        if self.rest.len() + self.data.len() > LONGEST {
            *self = Events::default();
        }
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_whole_however_they_are_cut() {
        let sent = "id: 1\nevent: entry\ndata: {\"text\":\"復旧\"}\n\n: alive\n\nid: 2\r\ndata: a\r\ndata: b\r\n\r\ndata: half";
        for size in [1, 2, 3, 7, 1_000] {
            let mut events = Events::default();
            let all: Vec<String> =
                sent.as_bytes().chunks(size).flat_map(|piece| events.take(piece)).collect();
            assert_eq!(all, ["{\"text\":\"復旧\"}", "a\nb"], "in pieces of {size}");
        }
    }

    #[test]
    fn an_event_without_end_does_not_fill_the_memory() {
        let mut events = Events::default();
        for _ in 0..40 {
            assert!(events.take(&[b'x'; 100_000]).is_empty());
        }
        assert!(events.rest.len() <= LONGEST);
    }
}
