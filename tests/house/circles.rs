//! No files import each other, neither two nor in a longer circle: whoever reads a file can read what
//! it stands on first.
//!
//! A `mod.rs` that only names its children and hands their names on (`mod`, `pub use`) stands on none
//! of them: whoever takes a name through it imports the file that says what the name is. What a
//! `mod.rs` says or does itself is a file like any other.
use crate::source::{Source, code, files, line_of, nothing_found};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A module's path below `src`, `["platform", "db"]`.
type Path = Vec<String>;

/// A file as a module.
struct Module {
    file: String,
    /// The names it gives a meaning itself.
    says: BTreeSet<String>,
    /// The names of the files below it.
    children: BTreeSet<String>,
    /// What it hands on: a name (`*` for all) and the path, from the root, that it stands for.
    handed_on: Vec<(String, Path)>,
    /// The paths, from the root, that it uses itself, with their lines.
    used: Vec<(usize, Path)>,
}

struct House(BTreeMap<Path, Module>);

static HOUSE: LazyLock<House> = LazyLock::new(House::read);

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

/// A name that is given a meaning.
static SAID: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:fn|struct|enum|type|const|static|trait|mod) (\w+)"));
static CHILD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^(?:pub(?:\([a-z]+\))? )?mod (\w+);"));
static USE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?ms)^[ \t]*(pub(?:\([a-z]+\))? )?use ([^;]+);"));
/// A path in the midst of code.
static WRITTEN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^:\w$])((?:crate|self|super|[a-z_]\w*)(?:::\w+)+)(!?)"));

fn path_of(file: &str) -> Path {
    let inner = file.trim_start_matches("src/").trim_end_matches(".rs");
    let names = inner
        .split('/')
        .filter(|name| !["mod", "lib"].contains(name));
    names.map(String::from).collect()
}

/// Every path of a `use` written with braces, one by one, and the name it is known by.
fn spread(tree: &str) -> Vec<(String, String)> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let (path, name) = tree.split_once(" as ").unwrap_or_else(|| {
            let last = tree.rsplit("::").next().unwrap();
            (
                tree,
                if last == "self" {
                    tree.rsplit("::").nth(1).unwrap()
                } else {
                    last
                },
            )
        });
        let path = path.trim_end_matches("::self");
        return vec![(path.to_owned(), name.to_owned())];
    };
    let (before, inside) = (
        &tree[..open],
        tree[open + 1..].trim_end().trim_end_matches('}'),
    );
    let mut depth = 0;
    let parts = inside.split(|letter| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    parts
        .filter(|part| !part.trim().is_empty())
        .flat_map(|part| spread(&format!("{before}{}", part.trim())))
        .collect()
}

/// A path as it stands in a module, from the root; `None` if it leads out of the crate.
fn from_root(written: &str, module: &Path, children: &BTreeSet<String>) -> Option<Path> {
    let names: Vec<_> = written
        .split("::")
        .map(|name| name.trim().to_owned())
        .collect();
    let rest = |names: &[String]| names.to_vec();
    match names[0].as_str() {
        "crate" | "huiguan" => Some(rest(&names[1..])),
        "self" => Some([module.clone(), rest(&names[1..])].concat()),
        "super" => Some([module[..module.len() - 1].to_vec(), rest(&names[1..])].concat()),
        child if children.contains(child) => Some([module.clone(), rest(&names)].concat()),
        _ => None,
    }
}

fn read(file: &Source) -> Module {
    let module = path_of(&file.path);
    let text = code(&file.text);
    let names = |of: &Regex| {
        of.captures_iter(&text)
            .map(|found| found[1].to_owned())
            .collect()
    };
    let children: BTreeSet<String> = names(&CHILD);
    let (mut handed_on, mut used) = (Vec::new(), Vec::new());
    for found in USE.captures_iter(&text) {
        let line = line_of(&text, found.get(2).unwrap().start());
        for (path, name) in spread(&found[2]) {
            let Some(path) = from_root(&path, &module, &children) else {
                continue;
            };
            handed_on.push((name, path.clone()));
            if found.get(1).is_none() {
                used.push((line, path));
            }
        }
    }
    let rest = USE.replace_all(&text, |found: &regex::Captures| {
        "\n".repeat(found[0].matches('\n').count())
    });
    for found in WRITTEN
        .captures_iter(&rest)
        .filter(|found| &found[2] != "!")
    {
        let line = line_of(&rest, found.get(1).unwrap().start());
        used.extend(from_root(&found[1], &module, &children).map(|path| (line, path)));
    }
    Module {
        file: file.path.clone(),
        says: names(&SAID),
        children,
        handed_on,
        used,
    }
}

impl House {
    fn read() -> Self {
        let all = files("src", &[".rs"])
            .into_iter()
            .filter(|file| file.path != "src/main.rs");
        let mut house: BTreeMap<_, _> =
            all.map(|file| (path_of(&file.path), read(&file))).collect();
        // What no other file declares outside its tests is a test.
        let is_built = |path: &Path| {
            let above = path.split_last().map(|(name, above)| (name, &house[above]));
            above.is_none_or(|(name, above)| above.children.contains(name))
        };
        let tests: Vec<_> = house
            .keys()
            .filter(|path| !is_built(path))
            .cloned()
            .collect();
        for path in tests {
            house.remove(&path);
        }
        Self(house)
    }

    /// The files that say what a path from the root means: one, or all that are handed on by `*`.
    fn said_by(&self, path: &Path, seen: &mut BTreeSet<Path>) -> Vec<&str> {
        if !seen.insert(path.clone()) {
            return Vec::new();
        }
        let depth = (0..=path.len())
            .rev()
            .find(|depth| self.0.contains_key(&path[..*depth]));
        let module = &self.0[&path[..depth.unwrap()]];
        let Some(name) = path.get(depth.unwrap()) else {
            return vec![&module.file];
        };
        if name == "*" || module.says.contains(name) {
            return vec![&module.file];
        }
        let named = module.handed_on.iter().filter(|(known, _)| known == name);
        let found: Vec<_> = named
            .flat_map(|(_, target)| {
                let target = [target.clone(), path[depth.unwrap() + 1..].to_vec()].concat();
                self.said_by(&target, seen)
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
        let all = module.handed_on.iter().filter(|(known, _)| known == "*");
        let found: Vec<_> = all
            .flat_map(|(_, target)| {
                let target = [&target[..target.len() - 1], &path[depth.unwrap()..]].concat();
                self.said_by(&target, seen)
            })
            .collect();
        if found.is_empty() {
            vec![&module.file]
        } else {
            found
        }
    }

    /// Which file imports which others, with a place for each.
    fn arrows(&self) -> BTreeMap<&str, BTreeMap<&str, String>> {
        let mut arrows: BTreeMap<&str, BTreeMap<&str, String>> = BTreeMap::new();
        for module in self.0.values() {
            let from = arrows.entry(&module.file).or_default();
            for (line, path) in &module.used {
                for file in self.said_by(path, &mut BTreeSet::new()) {
                    if file != module.file {
                        from.entry(file)
                            .or_insert_with(|| format!("{}:{line}", module.file));
                    }
                }
            }
        }
        arrows
    }
}

/// Everything that can be come to from a file along the arrows.
fn reached<'a>(
    from: &'a str,
    arrows: &BTreeMap<&'a str, BTreeMap<&'a str, String>>,
) -> BTreeSet<&'a str> {
    let (mut seen, mut ahead) = (BTreeSet::new(), vec![from]);
    while let Some(file) = ahead.pop() {
        ahead.extend(arrows[file].keys().filter(|next| seen.insert(**next)));
    }
    seen
}

#[test]
fn no_files_import_each_other() {
    let house = &*HOUSE;
    let arrows = house.arrows();
    let reached: BTreeMap<_, _> = arrows
        .keys()
        .map(|file| (*file, reached(file, &arrows)))
        .collect();
    let mut found = Vec::new();
    for (from, to) in &arrows {
        for (file, place) in to.iter().filter(|(file, _)| reached[*file].contains(from)) {
            found.push(format!("{place} imports {file}, which leads back"));
        }
    }
    nothing_found(
        &found,
        "files import each other in no circle: move what both need below both",
    );
}

#[test]
fn a_path_is_followed_to_the_file_that_says_it() {
    let house = &*HOUSE;
    let said_by = |path: &str| {
        let path = path.split("::").map(String::from).collect();
        house.said_by(&path, &mut BTreeSet::new())
    };
    assert_eq!(said_by("kernel::Day"), ["src/kernel/time.rs"]);
    assert_eq!(said_by("kernel::id::CaseId"), ["src/kernel/id.rs"]);
    assert_eq!(
        said_by("companies::rules::Industry::ALL"),
        ["src/companies/rules/choices.rs"]
    );
    let spread: Vec<_> = spread("a::{self, b::{C as D, E}, F}")
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(spread, ["a", "D", "E", "F"]);
}
