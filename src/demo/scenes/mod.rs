//! What happens in each scene, by the real acts.

mod apply;
mod board;
mod review;
mod sign;
mod visit;

use super::papers::Papers;
use super::play::Play;
use super::road::Scene;
use super::thread::Thread;
use crate::admission::agreement::rules::Party;
use crate::platform::db::Fault;

/// Plays one scene of a case.
pub fn play(
    play: &mut Play,
    papers: &Papers,
    thread: &mut Thread,
    scene: Scene,
) -> Result<(), Fault> {
    match scene {
        Scene::Draft(whole) => apply::draft(play, papers, thread, whole),
        Scene::Send => apply::send(play, thread),
        Scene::Return => apply::send_back(play, thread),
        Scene::Answer => apply::answer(play, papers, thread),
        Scene::Accept => apply::accept(play, thread),
        Scene::Withdraw => apply::withdraw(play, thread),
        Scene::OpenReview => review::open(play, thread),
        Scene::Declare(who, conflict) => review::declare(play, thread, who, conflict),
        Scene::Review(who, proposal) => review::write(play, thread, who, proposal),
        Scene::Conclude(proposal) => review::conclude(play, thread, proposal),
        Scene::PlanVisit(ahead) => visit::plan(play, thread, ahead),
        Scene::DeclareVisit => visit::declare(play, thread),
        Scene::Record(conclusion) => visit::write(play, papers, thread, conclusion),
        Scene::Sign(who) => visit::sign(play, thread, who),
        Scene::Comment => visit::comment(play, thread),
        Scene::Recommend(proposal) => board::recommend(play, thread, proposal),
        Scene::Announce => board::announce(play, thread),
        Scene::Open(days) => board::open(play, thread, days),
        Scene::Vote(seat, choice) => board::vote(play, thread, seat, choice),
        Scene::StepBack(seat) => board::step_back(play, thread, seat),
        Scene::Close => board::close(play, thread),
        Scene::PutOff => board::put_off(play, thread),
        Scene::Reasons => board::give_reasons(play, thread),
        Scene::Appeal => board::appeal(play, thread),
        Scene::Uphold => board::uphold(play, thread),
        Scene::SendAgreement => sign::send(play, papers, thread),
        Scene::CompanySigns => sign::sign(play, thread, Party::Company),
        Scene::ChamberSigns => sign::sign(play, thread, Party::Chamber),
        Scene::Decline => sign::decline(play, thread),
    }
}
