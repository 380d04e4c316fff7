//! A motion as the member reads it, and answers it once.

use actix_web::web::{Data, Path};
use askama::Template;

use crate::expulsion::acts::hear;
use crate::expulsion::forms;
use crate::expulsion::policy::{AnswerMotion, ReadOwnMotion};
use crate::expulsion::read::state;
use crate::expulsion::rules::{Motion, MotionId, State};
use crate::expulsion::store;
use crate::kernel::{Act, Can};
use crate::platform::clock::Clock;
use crate::platform::db::{Db, Fault, Tx};
use crate::platform::filters;
use crate::say;
use crate::web::{Form, Reply, Signed, View};

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

async fn page(view: &View, db: &Db, clock: &Clock, id: &MotionId, form: &Form) -> Reply {
    let me = view.actor().cloned().ok_or(Fault::SignIn)?;
    let (now, id, who) = (clock.now(), id.clone(), me.clone());
    let (motion, state) = db
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
    view.with_form(say!("expulsion-my-title"), form, &page)
}

/// `GET /my/motions/{motion}`
pub async fn show(
    _: Signed,
    view: View,
    id: Path<MotionId>,
    (db, clock): (Data<Db>, Data<Clock>),
) -> Reply {
    page(&view, &db, &clock, &id, &Form::default()).await
}

/// `POST /my/motions/{motion}`: `answer`.
pub async fn answer(
    _: Signed,
    view: View,
    id: Path<MotionId>,
    (db, clock): (Data<Db>, Data<Clock>),
    mut form: Form,
) -> Reply {
    if let Some(text) = forms::answer(&mut form) {
        let motion = id.clone();
        let act = move |tx: &mut Tx| hear::answer(tx, &motion, &text);
        match db.write(&view.who(), act).await {
            Ok(()) => {
                let to = format!("/my/motions/{id}");
                return view.done(&to, say!("expulsion-answered"));
            }
            Err(fault) => form.refuse_fault("answer", fault)?,
        }
    }
    page(&view, &db, &clock, &id, &form).await
}
