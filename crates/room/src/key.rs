//! One list that gives every variant of an enum the key of its message. Knows no message: faces
//! translate by key.

/// Writes `KEYS` and `key()` from one list; a variant that the list lacks does not compile.
macro_rules! keys {
    ($name:ident { $($variant:ident => $key:literal,)* }) => {
        impl $name {
            /// Keys of all messages, in the order of the list: a face can check that it has them.
            pub const KEYS: &'static [&'static str] = &[$($key),*];

            /// The key of the message that says this.
            pub fn key(&self) -> &'static str {
                match self { $($name::$variant { .. } => $key,)* }
            }
        }
    };
}
