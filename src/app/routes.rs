//! Every route of the portal on one screen. `tests/web/permits.rs` tries each with each role.

use actix_web::web;

use super::{probes, switches};
use crate::accounts::pages as accounts;
use crate::admission::agreement::pages as agreement;
use crate::admission::application::pages as application;
use crate::admission::ballot::pages as ballot;
use crate::admission::case::pages as cases;
use crate::admission::record::pages as record;
use crate::admission::review::pages as review;
use crate::admission::visit::pages as visit;
use crate::chamber::pages as chamber;
use crate::companies::pages as companies;
use crate::council::pages as council;
use crate::desk;
use crate::membership::pages as membership;
use crate::portal::pages as portal;
use crate::web::assets;

/// Declares the routes once, for the server and for the permission table.
macro_rules! routes {
    ($($method:ident $path:literal => $handler:path;)*) => {
        /// Method and path of every route.
        pub const ROUTES: &[(&str, &str)] = &[$((stringify!($method), $path)),*];

        /// Registers them.
        pub fn configure(app: &mut web::ServiceConfig) {
            super::lay::lay(app, vec![$(($path, web::$method().to($handler))),*]);
        }
    };
}

routes! {
    get  "/" => portal::home::show;
    get  "/join" => portal::join::show;
    get  "/about" => portal::about::show;
    get  "/directory" => portal::directory::show;
    get  "/check" => portal::check::show;
    get  "/check/paper" => portal::paper::ask;
    post "/check/paper" => portal::paper::look;
    get  "/check/root.crt" => portal::paper::root;
    get  "/events" => portal::plain::events;
    get  "/privacy" => portal::plain::privacy;

    get  "/assets/{name}" => assets::serve;
    get  "/favicon.ico" => assets::favicon;
    get  "/healthz" => probes::healthz;
    get  "/readyz" => probes::readyz;
    get  "/metrics" => probes::private_metrics;
    get  "/language/{tag}" => switches::language;
    post "/theme" => switches::theme;

    get  "/sign-in" => accounts::sign_in::show;
    post "/sign-in" => accounts::sign_in::submit;
    get  "/sign-in/code" => accounts::sign_in::ask_code;
    post "/sign-in/code" => accounts::sign_in::submit_code;
    post "/sign-out" => accounts::sign_in::sign_out;
    get  "/sign-up" => accounts::sign_up::show;
    post "/sign-up" => accounts::sign_up::submit;
    get  "/confirm/{token}" => accounts::sign_up::ask_confirm;
    post "/confirm/{token}" => accounts::sign_up::confirm;
    get  "/forgot" => accounts::sign_up::ask_forgot;
    post "/forgot" => accounts::sign_up::forgot;
    get  "/reset/{token}" => accounts::sign_up::ask_reset;
    post "/reset/{token}" => accounts::sign_up::reset;
    get  "/invitation/{token}" => accounts::invitation::show;
    post "/invitation/{token}" => accounts::invitation::accept;
    get  "/confirm-email/{token}" => accounts::account::ask_confirm_email;
    post "/confirm-email/{token}" => accounts::account::confirm_email;
    get  "/my/account" => accounts::account::show;
    post "/my/account" => accounts::account::save_profile;
    post "/my/account/email" => accounts::account::change_email;
    post "/my/account/passphrase" => accounts::account::change_passphrase;
    post "/my/account/sessions/end" => accounts::account::end_all_sessions;
    post "/my/account/sessions/{session}/end" => accounts::account::end_session;
    get  "/my/account/second-factor" => accounts::second_factor::show;
    post "/my/account/second-factor" => accounts::second_factor::turn_on;
    post "/my/account/second-factor/codes" => accounts::second_factor::new_codes;
    post "/my/account/second-factor/off" => accounts::second_factor::turn_off;
    get  "/desk/people" => accounts::people::list;
    get  "/desk/people/invite" => accounts::people::ask_invite;
    post "/desk/people/invite" => accounts::people::send_invite;
    post "/desk/people/invitations/{invitation}/withdraw" => accounts::people::withdraw;
    get  "/desk/people/{person}" => accounts::people::show;
    post "/desk/people/{person}/roles" => accounts::people::set_roles;
    post "/desk/people/{person}/close" => accounts::people::close;
    post "/desk/people/{person}/reopen" => accounts::people::reopen;

    get  "/desk/cases/{case}/review" => review::show;
    get  "/desk/cases/{case}/review/mine" => review::mine;
    post "/desk/cases/{case}/review/open" => review::office::open;
    post "/desk/cases/{case}/review/assign" => review::office::assign;
    post "/desk/cases/{case}/review/release" => review::office::release;
    post "/desk/cases/{case}/review/reopen" => review::office::reopen;
    post "/desk/cases/{case}/review/conclude" => review::office::conclude;
    post "/desk/cases/{case}/review/declare" => review::reviewer::declare;
    post "/desk/cases/{case}/review/answers" => review::reviewer::write;
    get  "/desk/cases/{case}/review/papers/{paper}" => review::papers::show;
    get  "/desk/cases/{case}/visit" => visit::show;
    get  "/desk/cases/{case}/visit/plan" => visit::plan::ask;
    post "/desk/cases/{case}/visit/plan" => visit::plan::save;
    post "/desk/cases/{case}/visit/cancel" => visit::plan::cancel;
    post "/desk/cases/{case}/visit/declare" => visit::plan::declare;
    get  "/desk/cases/{case}/visit/calendar" => visit::calendar;
    get  "/desk/cases/{case}/visit/record" => visit::record::show;
    post "/desk/cases/{case}/visit/cards/{card}" => visit::record::save;
    post "/desk/cases/{case}/visit/photos" => visit::photos::add;
    post "/desk/cases/{case}/visit/photos/{photo}" => visit::photos::describe;
    get  "/desk/cases/{case}/visit/photos/{photo}/{face}" => visit::photos::show;
    get  "/desk/cases/{case}/visit/pieces/{upload}" => visit::photos::pieces;
    post "/desk/cases/{case}/visit/pieces/{upload}" => visit::photos::finish;
    post "/desk/cases/{case}/visit/pieces/{upload}/{place}" => visit::photos::add_piece;
    post "/desk/cases/{case}/visit/freeze" => visit::sign::freeze;
    post "/desk/cases/{case}/visit/thaw" => visit::sign::thaw;
    post "/desk/cases/{case}/visit/sign" => visit::sign::sign;
    post "/desk/cases/{case}/visit/close" => visit::sign::close;
    post "/desk/cases/{case}/visit/addenda" => visit::sign::add;
    get  "/my/applications/{case}/visit" => visit::company::show;
    post "/my/applications/{case}/visit/comments" => visit::company::comment;
    get  "/my/applications/{case}/visit/photos/{photo}/{face}" => visit::photos::show_company;
    get  "/join/apply" => application::mine::ask_new;
    get  "/my/applications" => application::mine::list;
    post "/my/applications" => application::mine::begin;
    get  "/my/applications/new" => application::mine::ask_new;
    get  "/my/applications/{case}" => application::own_case::show;
    get  "/my/applications/{case}/step/{step}" => application::step::show;
    post "/my/applications/{case}/step/{step}" => application::step::save;
    get  "/my/applications/{case}/papers/{paper}" => application::papers::download;
    post "/my/applications/{case}/papers/{kind}" => application::papers::add;
    post "/my/applications/{case}/papers/{paper}/remove" => application::papers::remove;
    get  "/my/applications/{case}/send" => application::send::show;
    post "/my/applications/{case}/send" => application::send::submit;
    post "/my/applications/{case}/answers" => application::own_case::answer;
    post "/my/applications/{case}/consents" => application::own_case::consent;
    post "/my/applications/{case}/withdraw" => application::own_case::withdraw;
    post "/my/applications/{case}/appeal" => application::own_case::appeal;

    get  "/my/companies/{company}" => companies::own::show;
    post "/my/companies/{company}" => companies::own::save;
    post "/my/companies/{company}/people" => companies::own::invite;
    post "/my/companies/{company}/people/{person}" => companies::own::change;
    get  "/desk/companies" => companies::office::list;
    get  "/desk/companies/{company}" => companies::office::show;

    get  "/desk/cases" => cases::list;
    get  "/desk/cases/{case}" => application::office::show;
    get  "/desk/cases/{case}/application" => application::office::application;
    get  "/desk/cases/{case}/papers/{paper}" => application::papers::download;
    get  "/desk/cases/{case}/check" => application::check::show;
    post "/desk/cases/{case}/check" => application::check::submit;
    post "/desk/cases/{case}/duplicate" => application::check::duplicate;
    post "/desk/cases/{case}/appeal" => application::office::decide_appeal;

    get  "/my" => portal::my::show;
    post "/my/memberships/{membership}/directory" => portal::my::list_or_hide;
    get  "/desk" => desk::today::pages::show;

    get  "/board" => ballot::board::list;
    get  "/board/ballots/{ballot}" => ballot::board::show;
    post "/board/ballots/{ballot}" => ballot::board::vote;
    post "/board/ballots/{ballot}/open" => ballot::board::open_pack;
    post "/board/ballots/{ballot}/recuse" => ballot::board::step_back;
    post "/board/ballots/{ballot}/tie" => ballot::board::settle_tie;
    get  "/board/ballots/{ballot}/pack" => ballot::print::pack;
    get  "/board/ballots/{ballot}/minutes" => ballot::print::minutes;
    get  "/desk/ballots" => ballot::sitting::list;
    post "/desk/ballots" => ballot::sitting::open;
    get  "/desk/cases/{case}/ballot" => ballot::desk::show;
    post "/desk/cases/{case}/ballot/recommend" => ballot::desk::recommend;
    post "/desk/cases/{case}/ballot/notice" => ballot::desk::notice;
    post "/desk/cases/{case}/ballot/open" => ballot::desk::open;
    post "/desk/cases/{case}/ballot/recuse" => ballot::desk::recuse;
    post "/desk/cases/{case}/ballot/remind" => ballot::desk::remind;
    post "/desk/cases/{case}/ballot/close" => ballot::desk::close;
    post "/desk/cases/{case}/ballot/annul" => ballot::desk::annul;
    get  "/desk/cases/{case}/ballot/reasons" => ballot::reasons::show;
    post "/desk/cases/{case}/ballot/reasons" => ballot::reasons::send;

    get  "/my/applications/{case}/agreement" => agreement::my::show;
    get  "/my/applications/{case}/agreement/print" => agreement::my::print;
    post "/my/applications/{case}/agreement/read" => agreement::my::read;
    post "/my/applications/{case}/agreement/code" => agreement::my::code;
    post "/my/applications/{case}/agreement/sign" => agreement::my::sign;
    post "/my/applications/{case}/agreement/delegate" => agreement::my::delegate;
    post "/my/applications/{case}/agreement/decline" => agreement::my::decline;
    get  "/my/applications/{case}/agreement/{which}.pdf" => agreement::my::file;
    get  "/desk/agreements" => agreement::desk::list;
    get  "/desk/cases/{case}/agreement" => agreement::desk::show;
    get  "/desk/cases/{case}/agreement/print" => agreement::desk::print;
    get  "/desk/cases/{case}/agreement/{which}.pdf" => agreement::desk::file;
    post "/desk/cases/{case}/agreement/seal" => agreement::desk::seal;
    post "/desk/cases/{case}/agreement/send" => agreement::desk::send;
    post "/desk/cases/{case}/agreement/read" => agreement::desk::read;
    post "/desk/cases/{case}/agreement/code" => agreement::desk::code;
    post "/desk/cases/{case}/agreement/sign" => agreement::desk::sign;

    get  "/desk/cases/{case}/record" => record::office;
    get  "/desk/cases/{case}/record.json" => record::office_file;
    get  "/my/applications/{case}/record" => record::mine;
    get  "/my/applications/{case}/record.json" => record::my_file;

    get  "/desk/mail" => desk::mail::pages::list;
    get  "/desk/mail/{mail}" => desk::mail::pages::show;
    get  "/desk/mail/{mail}/letter" => desk::mail::pages::letter;
    post "/desk/mail/{mail}/again" => desk::mail::pages::again;
    get  "/desk/audit" => desk::audit::pages::list;
    get  "/desk/audit/{seq}" => desk::audit::pages::show;
    get  "/desk/jobs" => desk::jobs::pages::list;
    post "/desk/jobs/{job}/again" => desk::jobs::pages::again;

    get  "/set-up/{token}" => chamber::first::show;
    post "/set-up/{token}" => chamber::first::submit;
    get  "/mark/{file}" => chamber::identity::mark;
    get  "/charter" => chamber::charter::in_force;
    get  "/charter/{file}" => chamber::charter::file;
    get  "/charter/version/{charter}" => chamber::charter::version;
    get  "/desk/settings" => desk::settings::pages::show;
    get  "/desk/settings/chamber" => chamber::identity::show;
    post "/desk/settings/chamber" => chamber::identity::save;
    post "/desk/settings/mark" => chamber::identity::upload_mark;
    post "/desk/settings/mark/remove" => chamber::identity::remove_mark;
    get  "/desk/settings/charter" => chamber::charter::show;
    post "/desk/settings/charter" => chamber::charter::publish;
    get  "/desk/settings/ranks" => chamber::ranks::show;
    post "/desk/settings/ranks" => chamber::ranks::save;
    get  "/desk/settings/routes/{rank}" => chamber::ranks::show_route;
    post "/desk/settings/routes/{rank}" => chamber::ranks::save_route;
    get  "/desk/settings/limits" => chamber::limits::show;
    post "/desk/settings/limits" => chamber::limits::save;
    get  "/desk/settings/criteria/{purpose}" => chamber::criteria::show;
    post "/desk/settings/criteria/{purpose}" => chamber::criteria::publish;
    get  "/desk/settings/criteria/{purpose}/{criteria}" => chamber::criteria::version;
    get  "/desk/settings/agreement" => chamber::agreement::show;
    post "/desk/settings/agreement" => chamber::agreement::publish;
    get  "/desk/settings/seal" => chamber::seal::show;
    post "/desk/settings/seal/renew" => chamber::seal::renew;
    post "/desk/settings/seal/bring" => chamber::seal::bring;
    get  "/desk/settings/signatory" => chamber::signatory::show;
    post "/desk/settings/signatory" => chamber::signatory::save;
    get  "/desk/settings/access" => chamber::access::show;
    post "/desk/settings/access" => chamber::access::save;
    get  "/desk/settings/mail" => chamber::mail::show;
    post "/desk/settings/mail" => chamber::mail::save;
    post "/desk/settings/mail/test" => chamber::mail::test;
    post "/desk/settings/mail/remove" => chamber::mail::remove;
    get  "/desk/settings/board" => council::board::show;
    post "/desk/settings/board/authorised" => council::board::authorise;
    post "/desk/settings/board/seats" => council::board::add;
    get  "/desk/settings/board/seats/{seat}" => council::seat::show;
    post "/desk/settings/board/seats/{seat}" => council::seat::describe;
    post "/desk/settings/board/seats/{seat}/person" => council::seat::seat_person;
    post "/desk/settings/board/seats/{seat}/vacate" => council::seat::vacate;
    post "/desk/settings/board/seats/{seat}/close" => council::seat::close;
    get  "/desk/settings/counting" => council::counting::show;
    post "/desk/settings/counting" => council::counting::save;
    get  "/desk/settings/numbers" => membership::numbers::show;
    post "/desk/settings/numbers" => membership::numbers::save;

    get  "/desk/members" => membership::register::show;
    get  "/desk/members/{membership}" => membership::member::show;
    post "/desk/members/{membership}/end" => membership::member::end;
}
