//! Tables of strangers, read apart from the portal: see [`crate::kernel::sheet`].

use crate::kernel::sheet::{self, Table};
use crate::platform::apart::{self, Reader};
use crate::platform::db::Fault;

/// Reads a spreadsheet or a CSV file into the lines that are kept of it.
pub struct Tables;

impl Reader for Tables {
    const NAME: &'static str = "table";
    type Ask = ();
    type Found = ();

    fn read((): (), bytes: Vec<u8>) -> Result<((), Vec<Vec<u8>>), Fault> {
        let table = sheet::table(&bytes)?;
        Ok(((), vec![table.text().to_owned().into_bytes()]))
    }
}

/// The table that a file holds.
///
/// # Errors
/// [`Fault::Refused`] says why it can't be read; as [`apart::read`].
pub async fn table(bytes: Vec<u8>) -> Result<Table, Fault> {
    let ((), parts) = apart::read::<Tables>((), bytes).await?;
    kept(parts)
}

/// The table whose lines a reader gave.
///
/// # Errors
/// If they are no text.
pub fn kept(parts: Vec<Vec<u8>>) -> Result<Table, Fault> {
    text(parts).map(Table::of)
}

/// The text that a reader gave.
///
/// # Errors
/// If it is none.
pub fn text(parts: Vec<Vec<u8>>) -> Result<String, Fault> {
    let first = parts.into_iter().next().unwrap_or_default();
    String::from_utf8(first).map_err(|why| Fault::Broken(format!("what a reader gave: {why}")))
}
