//! Small sets of the members of a closed enum, one bit each: copied, compared and joined without memory of their own.

/// A stored word that stands for nothing that is known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a known word")]
pub struct UnknownWord(pub String);

/// Declares the set of an enum's members, of which there are at most 64, each with its word. A set is written as their
/// words between spaces, in the enum's order.
macro_rules! set_of {
    ($(#[$about:meta])* $set:ident of $member:ident) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $set(u64);

        impl $set {
            /// None of them.
            pub const EMPTY: Self = Self(0);
            /// Every one, also those that are added later.
            pub const ALL: Self = Self::of(<$member as strum::VariantArray>::VARIANTS);

            /// The set of these.
            #[must_use]
            pub const fn of(mut members: &[$member]) -> Self {
                let mut bits = 0;
                while let [first, rest @ ..] = members {
                    bits |= 1 << *first as u64;
                    members = rest;
                }
                Self(bits)
            }

            /// Tells whether it has this one.
            #[must_use]
            pub const fn contains(self, member: $member) -> bool {
                self.0 & 1 << member as u64 != 0
            }

            /// Returns what is in either.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// Returns what is in this one alone.
            #[must_use]
            pub const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }

            /// Tells whether another one has everything that this one has.
            #[must_use]
            pub const fn is_within(self, other: Self) -> bool {
                self.without(other).is_empty()
            }

            /// Tells whether it has nothing.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// Its members, in the enum's order.
            pub fn iter(self) -> impl Iterator<Item = $member> {
                <$member as strum::VariantArray>::VARIANTS.iter().copied().filter(move |member| self.contains(*member))
            }
        }

        impl std::fmt::Debug for $set {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.debug_set().entries(self.iter()).finish()
            }
        }

        impl std::fmt::Display for $set {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(&self.iter().map($member::word).collect::<Vec<_>>().join(" "))
            }
        }

        impl std::str::FromStr for $set {
            type Err = $crate::domain::rights::set::UnknownWord;

            fn from_str(words: &str) -> Result<Self, Self::Err> {
                let unknown = |word: &str| $crate::domain::rights::set::UnknownWord(word.to_owned());
                let read = |word: &str| word.parse::<$member>().map_err(|_| unknown(word));
                words.split_whitespace().map(read).collect()
            }
        }

        impl FromIterator<$member> for $set {
            fn from_iter<I: IntoIterator<Item = $member>>(members: I) -> Self {
                members.into_iter().fold(Self::EMPTY, |set, member| set.union(Self::of(&[member])))
            }
        }
    };
}

pub(super) use set_of;
