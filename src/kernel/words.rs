//! An enum and its words: what is stored and posted for each variant, the message that names it, the
//! tone of its badge. Said once, with [`crate::words!`].

/// Declares an enum of unit variants by its words.
///
/// ```
/// huiguan::words! {
///     /// How a parcel stands.
///     #[derive(Hash)]
///     pub enum Parcel: key "parcel-", tone {
///         /// Still here.
///         InHouse = "in_house", "ochre";
///         /// Gone; its message is `parcel-sent`.
///         Gone = "gone" as "sent", "jade";
///     }
/// }
/// assert_eq!(Parcel::InHouse.key(), "parcel-in-house");
/// assert_eq!(Parcel::from_word("gone"), Some(Parcel::Gone));
/// ```
///
/// `word` and `from_word` are what the database and forms hold; `ALL` is in the order written. After
/// the name comes what else each variant has. `name "prefix-"` gives a method `name`: the prefix and
/// what stands after `as`, or else the word, in small letters with hyphens. A prefix that ends in a
/// full stop is joined to the word as it is. `key` gives `in_words` too. `tone` gives the last column.
/// `pub stored enum` is a column's type in Diesel: what the database holds must be one of the words.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $vis:vis stored enum $name:ident $($rest:tt)*) => {
        $crate::words! {
            $(#[$meta])*
            #[derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)]
            #[diesel(sql_type = diesel::sql_types::Text)]
            $vis enum $name $($rest)*
        }

        impl<DB> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            str: diesel::serialize::ToSql<diesel::sql_types::Text, DB>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.word().to_sql(out)
            }
        }

        impl<DB> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where
            DB: diesel::backend::Backend,
            String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB>,
        {
            fn from_sql(bytes: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let word = String::from_sql(bytes)?;
                Self::from_word(&word)
                    .ok_or_else(|| format!("no {}: {word}", stringify!($name)).into())
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident
        $(: $($column:ident $($prefix:literal)?),+)? { $($body:tt)+ }
    ) => {
        $crate::words!(@declare [$(#[$meta])* $vis] $name { $($body)+ });
        $crate::words!(@columns $name [$($($column $($prefix)?),+)?] { $($body)+ });
    };
    (@declare [$(#[$meta:meta])* $vis:vis] $name:ident {
        $($(#[$doc:meta])* $variant:ident = $word:literal $(as $said:literal)? $(, $tone:literal)?;)+
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $($(#[$doc])* $variant,)+ }

        const _: () = assert!($crate::kernel::words::differ(&[$($word),+]), "a word stands for one thing");

        impl $name {
            /// All of them, in order.
            pub const ALL: [Self; [$($word),+].len()] = [$(Self::$variant),+];

            /// The word it is stored and posted as.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The one with that word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|one| one.word() == word)
            }
        }
    };
    (@columns $name:ident [$($column:ident $($prefix:literal)?),*] $body:tt) => {
        $($crate::words!(@column $name $column $($prefix)? $body);)*
    };
    (@column $name:ident key $prefix:literal $body:tt) => {
        $crate::words!(@joined $name key $prefix $body);

        impl $name {
            /// Its name.
            #[must_use]
            #[allow(dead_code, reason = "not every list of words that is seen by this crate alone is told")]
            pub const fn in_words(self) -> $crate::kernel::Say {
                $crate::kernel::Say::plain(self.key())
            }
        }
    };
    (@column $name:ident tone {
        $($(#[$doc:meta])* $variant:ident = $word:literal $(as $said:literal)?, $tone:literal;)+
    }) => {
        impl $name {
            /// Tone of its badge.
            #[must_use]
            pub const fn tone(self) -> &'static str {
                match self { $(Self::$variant => $tone),+ }
            }
        }
    };
    (@column $name:ident $column:ident $prefix:literal $body:tt) => {
        $crate::words!(@joined $name $column $prefix $body);
    };
    (@joined $name:ident $column:ident $prefix:literal {
        $($(#[$doc:meta])* $variant:ident = $word:literal $(as $said:literal)? $(, $tone:literal)?;)+
    }) => {
        impl $name {
            #[doc = concat!("`", $prefix, "` and its word.")]
            #[must_use]
            pub const fn $column(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        const PARTS: [&str; 2] =
                            [$prefix, $crate::kernel::words::end($prefix, &[$word $(, $said)?])];
                        const JOINED: &[u8] = &$crate::kernel::words::join::<
                            { PARTS[0].len() + PARTS[1].len() },
                        >(PARTS);
                        const { $crate::kernel::words::text(JOINED) }
                    })+
                }
            }
        }
    };
}

/// Whether no two of these are the same.
#[must_use]
pub const fn differ(words: &[&str]) -> bool {
    let mut one = 0;
    while one < words.len() {
        let mut other = one + 1;
        while other < words.len() {
            if same(words[one].as_bytes(), words[other].as_bytes()) {
                return false;
            }
            other += 1;
        }
        one += 1;
    }
    true
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < one.len() {
        if one[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn is_key(prefix: &str) -> bool {
    prefix.as_bytes()[prefix.len() - 1] == b'-'
}

/// What follows a prefix: the last of these in a message key, else the first, which is the word.
#[must_use]
pub const fn end(prefix: &str, words: &[&'static str]) -> &'static str {
    words[if is_key(prefix) { words.len() - 1 } else { 0 }]
}

/// A prefix and a word; after a hyphen the word is made the end of a message key.
#[must_use]
pub const fn join<const N: usize>(parts: [&str; 2]) -> [u8; N] {
    let (prefix, word) = (parts[0].as_bytes(), parts[1].as_bytes());
    let is_key = is_key(parts[0]);
    let mut joined = [0; N];
    let mut at = 0;
    while at < N {
        joined[at] = if at < prefix.len() {
            prefix[at]
        } else {
            match word[at - prefix.len()] {
                b'_' if is_key => b'-',
                byte if is_key => byte.to_ascii_lowercase(),
                byte => byte,
            }
        };
        at += 1;
    }
    joined
}

/// What [`join`] made, as text.
#[must_use]
pub const fn text(joined: &'static [u8]) -> &'static str {
    match std::str::from_utf8(joined) {
        Ok(text) => text,
        Err(_) => panic!("two texts joined are a text"),
    }
}

#[cfg(test)]
mod tests {
    use super::differ;
    use crate::say;

    words! {
        /// How a parcel stands.
        #[derive(Hash)]
        pub stored enum Parcel: key "parcel-", act "post.parcel.", tone {
            /// Still here.
            InHouse = "in_house", "ochre";
            /// Gone.
            Gone = "GONE" as "sent", "jade";
        }
    }

    #[test]
    fn every_variant_has_its_words() {
        assert_eq!(Parcel::ALL.map(Parcel::word), ["in_house", "GONE"]);
        assert_eq!(
            Parcel::ALL.map(Parcel::key),
            ["parcel-in-house", "parcel-sent"]
        );
        assert_eq!(
            Parcel::ALL.map(Parcel::act),
            ["post.parcel.in_house", "post.parcel.GONE"]
        );
        assert_eq!(Parcel::ALL.map(Parcel::tone), ["ochre", "jade"]);
        assert_eq!(Parcel::Gone.in_words(), say!("parcel-sent"));
    }

    #[test]
    fn a_word_finds_its_variant_and_no_other_does() {
        assert_eq!(Parcel::from_word("GONE"), Some(Parcel::Gone));
        assert_eq!(Parcel::from_word("gone"), None);
        assert!(differ(&["a", "b", ""]) && !differ(&["a", "b", "a"]));
    }
}
