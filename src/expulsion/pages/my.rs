//! A motion as the member reads it, and answers it once.

use actix_web::web::Path;
use askama::Template;

use crate::expulsion::acts::hear;
use crate::expulsion::forms;
use crate::expulsion::policy::{AnswerMotion, ReadOwnMotion};
use crate::expulsion::read::state;
use crate::expulsion::rules::{Motion, MotionId, State};
use crate::expulsion::store;
use crate::kernel::{Act, Can};
use crate::platform::db::Fault;
use crate::platform::filters;
use crate::say;
use crate::web::{Call, Form, Reply, Signed};

#[derive(Template)]
#[template(path = "expulsion/my.html")]
struct MyPage<'a> {
    f: &'a Form,
    motion: Motion,
    state: State,
    may_answer: bool,
    /// Whether it could be answered, but not by this reader.
    others_answer: bool,
    late: bool,
}

async fn page(call: &Call, id: &MotionId, form: &Form) -> Reply {
    let me = call.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, id, who) = (call.now(), id.clone(), me.clone());
    let (motion, state) = call
        .read(move |conn| {
            let motion = store::load(conn, &id)?;
            Can::<ReadOwnMotion>::check(&who, &motion)?;
            let state = state(conn, &motion, now)?;
            Ok((motion, state))
        })
        .await?;
    let open = motion.may_answer(state).is_ok();
    let mine = AnswerMotion::allows(&me, &motion);
    let page = MyPage {
        f: form,
        may_answer: open && mine,
        others_answer: open && !mine,
        late: motion.heard_until <= now,
        motion,
        state,
    };
    call.with_form(say!("expulsion-my-title"), form, &page)
}

/// `GET /my/motions/{motion}`
pub async fn show(_: Signed, call: Call, id: Path<MotionId>) -> Reply {
    page(&call, &id, &Form::default()).await
}

/// `POST /my/motions/{motion}`: `answer`.
pub async fn answer(_: Signed, call: Call, id: Path<MotionId>, mut form: Form) -> Reply {
    let (text, motion) = (forms::answer(&mut form), id.clone());
    call.act_on(text, move |tx, text| hear::answer(tx, &motion, text))
        .then(format!("/my/motions/{id}"), say!("expulsion-answered"))
        .or_again("answer", &mut form, async |form| {
            page(&call, &id, form).await
        })
        .await
}
