//! FNV-1a, 64 bits: a short name for a text that is the same on every machine and in every version. No protection against
//! anybody. Source: G. Fowler, L. C. Noll, K.-P. Vo.

/// Where it begins.
pub const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

/// Goes on from `hash` with these bytes.
pub fn fnv1a(hash: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_one() {
        assert_eq!(fnv1a(BASIS, []), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv1a(BASIS, *b"foobar"), 0x8594_4171_f739_67e8);
    }
}
