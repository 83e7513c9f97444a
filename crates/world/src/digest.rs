//! One number for everything that a world let be seen: two worlds with the same number have shown the
//! same signals, byte for byte. FNV-1a over 64-bit words.

use crate::engine::World;

struct Digest(u64);

impl Digest {
    fn word(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0000_0100_0000_01B3);
        self.0 ^= self.0 >> 29;
    }

    fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
        for byte in text.bytes() {
            self.word(u64::from(byte));
        }
    }
}

impl World {
    /// Digest of all signals so far.
    pub fn digest(&self) -> u64 {
        let mut d = Digest(0xCBF2_9CE4_8422_2325);
        d.word(self.now);
        d.word(self.events);
        for value in &self.record.rows {
            d.word(value.to_bits());
        }
        for count in &self.record.histograms {
            d.word(u64::from(*count));
        }
        for bucket in &self.record.logs.buckets {
            let kind = bucket.kind.message(&self.plan, 0);
            d.text(&kind);
            d.word(bucket.count);
            for line in bucket.lines() {
                d.word(line.at);
                d.word(line.request);
                d.word(u64::from(line.replica));
            }
        }
        for trace in &self.record.traces.traces {
            d.word(trace.request);
            d.word(trace.took);
        }
        for span in &self.record.traces.spans {
            d.word(span.sent ^ span.ended.rotate_left(17));
            d.word(u64::from(span.endpoint) << 32 | u64::from(span.replica) ^ span.outcome as u64);
        }
        for change in &self.record.changes {
            d.word(change.at);
            d.text(&change.what);
            d.text(&change.state);
        }
        for alert in &self.record.fired {
            d.text(&alert.rule);
            d.word(alert.since);
            d.word(alert.until.unwrap_or(u64::MAX));
            d.word(alert.value.to_bits());
        }
        for complaint in &self.record.complaints {
            d.word(complaint.at ^ complaint.user);
            d.text(complaint.about);
        }
        d.0
    }
}
