//! What happens in each scene, by the real acts.

mod apply;
mod review;
mod visit;

use super::papers::Papers;
use super::play::Play;
use super::plot::Scene;
use super::thread::Thread;
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
    }
}
