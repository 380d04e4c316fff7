//! Every route of the portal on one screen. `tests/web/permits.rs` tries each with each role.

use actix_web::web;

use super::switches;
use crate::accounts::pages as accounts;
use crate::web::assets;

/// Declares the routes once, for the server and for the permission table.
macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// Method and path of every route.
        pub const ROUTES: &[(&str, &str)] = &[$((stringify!($method), $path)),*];

        /// Registers them.
        pub fn configure(app: &mut web::ServiceConfig) {
            $(app.route($path, web::$method().to($handler));)*
        }
    };
}

routes! {
    get  "/assets/{name}" => assets::serve;
    get  "/favicon.ico" => assets::favicon;
    get  "/language/{tag}" => switches::language;
    post "/theme" => switches::theme;

    get  "/sign-in" => accounts::sign_in::show;
    post "/sign-in" => accounts::sign_in::submit;
    get  "/sign-in/code" => accounts::sign_in::ask_code;
    post "/sign-in/code" => accounts::sign_in::submit_code;
    post "/sign-out" => accounts::sign_in::sign_out;
}
