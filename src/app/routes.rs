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
use crate::ballots::pages as ballots;
use crate::chamber::pages as chamber;
use crate::companies::pages as companies;
use crate::council::pages as council;
use crate::desk;
use crate::dues::pages as dues;
use crate::expulsion::pages as expulsion;
use crate::membership::pages as membership;
use crate::motions::pages as motions;
use crate::platform::lists::Lists;
use crate::portal::pages as portal;
use crate::web::{assets, views};

/// The lists of the office: views are kept of each.
pub const LISTS: Lists = &[
    &accounts::people::LIST,
    &agreement::list::LIST,
    &ballot::sitting::LIST,
    &cases::LIST,
    &companies::office::LIST,
    &desk::audit::pages::LIST,
    &desk::jobs::pages::LIST,
    &desk::mail::pages::LIST,
    &dues::fiscal::LIST,
    &dues::invoices::LIST,
    &dues::ledger::LIST,
    &dues::payments::LIST,
    &membership::certificates::LIST,
    &membership::register::LIST,
    &motions::list::LIST,
];

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
    get  "/notices" => portal::notices::show;
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
    get  "/keep-email/{token}" => accounts::account::ask_keep_email;
    post "/keep-email/{token}" => accounts::account::keep_email;
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
    post "/desk/cases/{case}/visit/pieces/{upload}" => visit::photos::finish;
    post "/desk/cases/{case}/visit/pieces/{upload}/{place}" => visit::photos::add_piece;
    post "/desk/cases/{case}/visit/freeze" => visit::sign::freeze;
    post "/desk/cases/{case}/visit/thaw" => visit::sign::thaw;
    post "/desk/cases/{case}/visit/sign" => visit::sign::sign;
    post "/desk/cases/{case}/visit/close" => visit::sign::close;
    post "/desk/cases/{case}/visit/addenda" => visit::sign::add;
    get  "/desk/cases/{case}/visit/report.pdf" => visit::report::office;
    get  "/my/applications/{case}/visit" => visit::company::show;
    get  "/my/applications/{case}/visit/report.pdf" => visit::report::company;
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
    post "/my/companies/{company}/invitations/{invitation}/withdraw" => companies::own::withdraw;
    get  "/desk/companies" => companies::office::list;
    get  "/desk/companies/{company}" => companies::office::show;
    post "/desk/companies/{company}/owner" => companies::office::invite_owner;

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

    get  "/board" => ballots::list::list;
    get  "/board/ballots/{ballot}" => ballots::ballot::show;
    post "/board/ballots/{ballot}" => ballots::ballot::vote;
    post "/board/ballots/{ballot}/open" => ballots::ballot::open_pack;
    post "/board/ballots/{ballot}/recuse" => ballots::ballot::step_back;
    post "/board/ballots/{ballot}/tie" => ballots::ballot::settle_tie;
    get  "/board/ballots/{ballot}/pack" => ballots::print::pack;
    get  "/board/ballots/{ballot}/minutes" => ballots::print::minutes;
    get  "/board/ballots/{ballot}/pack.pdf" => ballots::print::pack_file;
    get  "/board/ballots/{ballot}/minutes.pdf" => ballots::print::minutes_file;
    get  "/board/motions/{ballot}" => ballots::ballot::moved;
    get  "/board/motions/{ballot}/minutes" => ballots::print::moved;
    post "/desk/ballots/{ballot}/recuse" => ballots::desk::recuse;
    post "/desk/ballots/{ballot}/remind" => ballots::desk::remind;
    post "/desk/ballots/{ballot}/close" => ballots::desk::close;
    post "/desk/ballots/{ballot}/annul" => ballots::desk::annul;
    get  "/desk/motions" => motions::list::show;
    post "/desk/motions" => motions::list::bring;
    get  "/desk/motions/{motion}" => motions::motion::show;
    post "/desk/motions/{motion}/change" => motions::motion::change;
    post "/desk/motions/{motion}/withdraw" => motions::motion::withdraw;
    post "/desk/motions/{motion}/open" => motions::motion::open;
    get  "/desk/motions/{motion}/paper" => motions::motion::paper;
    get  "/desk/ballots" => ballot::sitting::list;
    post "/desk/ballots" => ballot::sitting::open;
    get  "/desk/cases/{case}/ballot" => ballot::desk::show;
    post "/desk/cases/{case}/ballot/recommend" => ballot::desk::recommend;
    post "/desk/cases/{case}/ballot/refer" => ballot::desk::refer;
    post "/desk/cases/{case}/ballot/notice" => ballot::desk::notice;
    post "/desk/cases/{case}/ballot/open" => ballot::desk::open;
    get  "/desk/cases/{case}/ballot/reasons" => ballot::reasons::show;
    post "/desk/cases/{case}/ballot/reasons" => ballot::reasons::send;

    get  "/desk/members/motions" => expulsion::list::list;
    get  "/desk/members/{membership}/motions" => expulsion::list::of_member;
    post "/desk/members/{membership}/motions" => expulsion::list::bring;
    get  "/desk/members/motions/{motion}" => expulsion::desk::show;
    post "/desk/members/motions/{motion}/withdraw" => expulsion::desk::withdraw;
    post "/desk/members/motions/{motion}/open" => expulsion::desk::open;
    get  "/my/motions/{motion}" => expulsion::my::show;
    post "/my/motions/{motion}" => expulsion::my::answer;
    get  "/desk/settings/expulsion" => expulsion::settings::show;
    post "/desk/settings/expulsion" => expulsion::settings::save;

    get  "/my/applications/{case}/agreement" => agreement::my::show;
    get  "/my/applications/{case}/agreement/print" => agreement::my::print;
    post "/my/applications/{case}/agreement/read" => agreement::my::read;
    post "/my/applications/{case}/agreement/code" => agreement::my::code;
    post "/my/applications/{case}/agreement/sign" => agreement::my::sign;
    post "/my/applications/{case}/agreement/delegate" => agreement::my::delegate;
    post "/my/applications/{case}/agreement/decline" => agreement::my::decline;
    get  "/my/applications/{case}/agreement/{which}.pdf" => agreement::my::file;
    get  "/desk/agreements" => agreement::list::show;
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
    get  "/desk/cases/{case}/record.pdf" => record::office_paper;
    get  "/my/applications/{case}/record.pdf" => record::my_paper;
    get  "/desk/cases/{case}/notice.pdf" => record::office_notice;
    get  "/my/applications/{case}/notice.pdf" => record::my_notice;
    get  "/desk/mail" => desk::mail::pages::list;
    get  "/desk/mail/{mail}" => desk::mail::pages::show;
    get  "/desk/mail/{mail}/letter" => desk::mail::pages::letter;
    post "/desk/mail/again" => desk::mail::pages::all_again;
    post "/desk/mail/{mail}/again" => desk::mail::pages::again;
    get  "/desk/audit" => desk::audit::pages::list;
    get  "/desk/audit/{seq}" => desk::audit::pages::show;
    get  "/desk/jobs" => desk::jobs::pages::list;
    post "/desk/jobs/{job}/again" => desk::jobs::pages::again;
    get  "/desk/views/{list}" => views::show;
    post "/desk/views/{list}" => views::keep;
    post "/desk/views/{list}/{view}/remove" => views::remove;

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
    get  "/desk/settings/papers" => chamber::texts::list;
    get  "/desk/settings/papers/{printed}" => chamber::texts::show;
    post "/desk/settings/papers/{printed}" => chamber::texts::publish;
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
    post "/desk/settings/mail/next/use" => chamber::mail::use_next;
    post "/desk/settings/mail/next/withdraw" => chamber::mail::withdraw_next;
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
    get  "/desk/members/imports" => membership::imports::show;
    post "/desk/members/imports" => membership::imports::bring;
    get  "/desk/members/imports/{import}" => membership::imports::one;
    post "/desk/members/imports/{import}" => membership::imports::import;
    post "/desk/members/imports/{import}/run" => membership::imports::steer;
    post "/desk/members/imports/{import}/undo" => membership::imports::undo;
    get  "/desk/members/views" => views::moved;
    post "/desk/members/views" => views::moved;
    post "/desk/members/views/{view}/remove" => views::moved;
    get  "/desk/members/{membership}" => membership::member::show;
    post "/desk/members/{membership}/certificate" => membership::certificates::start_one;
    get  "/desk/members/{membership}/certificate.pdf" => membership::certificates::office_file;
    get  "/my/memberships/{membership}/certificate.pdf" => membership::certificates::my_file;
    get  "/desk/certificates" => membership::certificates::list;
    post "/desk/certificates" => membership::certificates::start;
    get  "/desk/certificates/{issue}" => membership::certificates::run;
    post "/desk/certificates/{issue}" => membership::certificates::steer;
    post "/desk/members/{membership}/end" => dues::member::end;
    post "/desk/members/{membership}/suspend" => membership::member::suspend;
    post "/desk/members/{membership}/resume" => membership::member::resume;

    get  "/desk/settings/dues" => dues::settings::show;
    post "/desk/settings/dues" => dues::settings::save;
    get  "/desk/settings/dues/texts" => dues::settings::texts;
    post "/desk/settings/dues/texts" => dues::settings::save_texts;
    get  "/desk/dues" => dues::day::show;
    get  "/desk/dues/standards" => dues::standards::show;
    post "/desk/dues/standards" => dues::standards::adopt;
    get  "/desk/dues/invoices" => dues::invoices::show;
    get  "/desk/dues/invoices/{invoice}" => dues::invoice::show;
    post "/desk/dues/invoices/{invoice}/pay" => dues::invoice::pay;
    post "/desk/dues/invoices/{invoice}/balance" => dues::invoice::use_balance;
    post "/desk/dues/invoices/{invoice}/move" => dues::invoice::move_payment;
    post "/desk/dues/invoices/{invoice}/relief" => dues::invoice::relieve;
    post "/desk/dues/invoices/{invoice}/cancel" => dues::invoice::cancel;
    post "/desk/dues/invoices/{invoice}/write-off" => dues::invoice::write_off;
    post "/desk/dues/requests/{request}" => dues::invoice::decide;
    get  "/desk/dues/payments" => dues::payments::list;
    get  "/desk/dues/payments/{payment}" => dues::payments::show;
    post "/desk/dues/payments/{payment}/reverse" => dues::payments::reverse;
    post "/desk/dues/payments/{payment}/fiscal" => dues::payments::fiscal;
    get  "/desk/dues/companies/{company}" => dues::account::show;
    post "/desk/dues/companies/{company}/{act}" => dues::account::act;
    post "/desk/dues/members/{membership}/{act}" => dues::account::member_act;
    get  "/desk/dues/fiscal" => dues::fiscal::show;
    post "/desk/dues/fiscal" => dues::fiscal::spoiled;
    post "/desk/dues/fiscal/{receipt}/void" => dues::fiscal::void;
    get  "/desk/dues/bank" => dues::bank::show;
    post "/desk/dues/bank" => dues::bank::bring;
    get  "/desk/dues/bank/{statement}" => dues::bank_lines::show;
    post "/desk/dues/bank/{statement}/import" => dues::bank::import;
    post "/desk/dues/bank/{statement}/exact" => dues::bank_lines::book_exact;
    post "/desk/dues/bank/{statement}/run" => dues::bank::steer;
    post "/desk/dues/bank/{statement}/undo" => dues::bank::undo;
    get  "/desk/dues/lines/{line}" => dues::bank_line::show;
    post "/desk/dues/lines/{line}" => dues::bank_line::act;
    get  "/desk/dues/runs" => dues::runs::show;
    post "/desk/dues/runs" => dues::runs::start;
    get  "/desk/dues/runs/{run}" => dues::runs::run;
    post "/desk/dues/runs/{run}" => dues::runs::steer;
    get  "/desk/dues/reminders" => dues::reminders::show;
    post "/desk/dues/online/{attempt}" => dues::online::settle;
    get  "/desk/dues/ledger" => dues::ledger::show;
    post "/desk/dues/ledger/{year}/close" => dues::ledger::close;
    post "/desk/dues/ledger/{year}/reopen" => dues::ledger::reopen;
    get  "/dues/invoices/{invoice}/invoice.pdf" => dues::printed::invoice;
    get  "/dues/notes/{note}/note.pdf" => dues::printed::note;
    get  "/dues/payments/{payment}/receipt.pdf" => dues::printed::receipt;
    get  "/dues/slips/{slip}" => dues::invoice::slip;
    get  "/dues/fiscal/{receipt}" => dues::payments::fiscal_file;
    get  "/my/dues/{company}" => dues::my::show;
    post "/my/dues/{company}/slip" => dues::my::slip;
    post "/my/dues/{company}/title" => dues::my::title;
    post "/my/dues/invoices/{invoice}/balance" => dues::my::use_balance;
    post "/my/dues/invoices/{invoice}/online" => dues::online::begin;
    get  "/my/dues/online/{attempt}" => dues::online::show;
    post "/hooks/{provider}" => dues::online::hook;
    post "/my/dues/members/{membership}/withdraw" => dues::my::withdraw;
}
