//! Whether a typed name is the signer's. It is kept as typed; this only catches somebody else's.

use crate::kernel::text::fold;

/// Whether `typed` is `name`, give or take width, case, spaces, dots and the order of its words.
pub fn same_name(typed: &str, name: &str) -> bool {
    let (typed, name) = (words(typed), words(name));
    if typed.is_empty() {
        return false;
    }
    if typed.concat() == name.concat() {
        return true;
    }
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    sorted(typed) == sorted(name)
}

fn words(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_the_same_however_it_is_spaced() {
        assert!(same_name(
            "\u{738b} \u{5c0f}\u{660e}",
            "\u{738b}\u{5c0f}\u{660e}"
        ));
        assert!(same_name("wang xiaoming", "Xiaoming WANG"));
        assert!(same_name("Jean-Luc", "jean luc"));
        assert!(same_name("Ａｎｎａ　Li", "Anna Li"));
    }

    #[test]
    fn another_name_is_another_name() {
        assert!(!same_name(
            "\u{738b}\u{5c0f}\u{7ea2}",
            "\u{738b}\u{5c0f}\u{660e}"
        ));
        assert!(!same_name("", "Anna"));
        assert!(!same_name(" . ", "Anna"));
        assert!(!same_name("Anna", "Anna Li"));
    }

    proptest! {
        #[test]
        fn everybody_can_sign_with_their_own_name(name in "[\\p{L}]{1,12}( [\\p{L}]{1,12})?") {
            prop_assert!(same_name(&name, &name));
        }
    }
}
