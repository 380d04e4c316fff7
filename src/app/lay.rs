//! Lays the routes so that a request finds its own after a few comparisons: fixed addresses first,
//! the others together under the part that is fixed, the longest first. One list of all patterns
//! costs more than the page behind it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use actix_web::{Route, web};

/// Registers routes by their path.
pub fn lay(app: &mut web::ServiceConfig, routes: Vec<(&'static str, Route)>) {
    let mut rooms: BTreeMap<&str, Vec<(&str, Route)>> = BTreeMap::new();
    for (path, route) in routes {
        match path.find("/{") {
            None => {
                app.route(path, route);
            }
            Some(at) => {
                let (fixed, rest) = path.split_at(at);
                rooms.entry(fixed).or_default().push((rest, route));
            }
        }
    }
    let mut rooms: Vec<_> = rooms.into_iter().collect();
    rooms.sort_by_key(|(fixed, _)| Reverse(fixed.len()));
    for (fixed, routes) in rooms {
        let inside = |scope: actix_web::Scope, (rest, route)| scope.route(rest, route);
        app.service(routes.into_iter().fold(web::scope(fixed), inside));
    }
}

/// Declares the routes once, for the server and for the permission table; after them those of the files named first.
macro_rules! routes {
    ([$($below:ident),*] $($method:ident $path:literal => $handler:path;)*) => {
        /// Method and path of every route.
        pub static ROUTES: ::std::sync::LazyLock<Vec<(&str, &str)>> = ::std::sync::LazyLock::new(|| {
            [&[$((stringify!($method), $path)),*][..], $(&$below::ROUTES[..]),*].concat()
        });

        /// Path and handler of each.
        #[must_use]
        pub fn routes() -> Vec<(&'static str, ::actix_web::Route)> {
            let own = vec![$(($path, ::actix_web::web::$method().to($handler))),*];
            own.into_iter()$(.chain($below::routes()))*.collect()
        }
    };
}
pub(super) use routes;
