//! What pages are compared with: actix-web, one handler, one row read from SQLite through Diesel as
//! its guide shows it, and a text of a given size. Runs as a process of its own.
use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::r2d2::{ConnectionManager, Pool};
use diesel::{QueryDsl, RunQueryDsl, SqliteConnection};
use huiguan::schema::counters;

/// Set for the process that is to be the bare server: `ADDRESS BYTES DATABASE`.
pub const WORK: &str = "HUIGUAN_TEST_BARE";

type Readers = Pool<ConnectionManager<SqliteConnection>>;

async fn answer(readers: web::Data<Readers>, text: web::Data<String>) -> HttpResponse {
    let read = web::block(move || {
        let mut conn = readers.get().unwrap();
        counters::table
            .select(counters::last)
            .first::<i64>(&mut conn)
            .unwrap()
    });
    let _ = read.await.unwrap();
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(text.as_str().to_owned())
}

/// Serves until it is killed.
pub fn serve(work: &str) {
    let mut parts = work.splitn(3, ' ');
    let (address, size) = (
        parts.next().unwrap(),
        parts.next().unwrap().parse().unwrap(),
    );
    let manager = ConnectionManager::<SqliteConnection>::new(parts.next().unwrap());
    let readers = web::Data::new(Pool::builder().max_size(8).build(manager).unwrap());
    let text = web::Data::new("x".repeat(size));
    actix_web::rt::System::new().block_on(async move {
        let app = move || {
            let app = App::new().app_data(readers.clone()).app_data(text.clone());
            app.route("/", web::get().to(answer))
        };
        HttpServer::new(app)
            .workers(2)
            .bind(address)
            .unwrap()
            .run()
            .await
            .unwrap();
    });
}
