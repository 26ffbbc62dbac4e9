//! What is told where somebody's data is taken along, and where it is erased.

use super::acts::{Chosen, SheetLine, Told};
use super::cell::{Cell, Tone};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::operations::user::{self, UserSeen};
use crate::operations::{Context, Result};

pub(super) fn data(ctx: &mut Context, chosen: &Chosen<'_, UserSeen>, _: &Filled) -> Result<Told> {
    let found = user::data(ctx, chosen.row.user.id())?;
    let said = |key| Message { key, args: Vec::new() }.with("login", found.login.as_str());
    let login = Cell::Text(found.login.clone());
    let (said, facts) = match found.files {
        Some([text, json]) => (
            said("user-data-written").with("text", text.as_str()).with("json", json.as_str()),
            vec![("login", login), ("text", Cell::Text(text)), ("json", Cell::Text(json))],
        ),
        None => (said("user-data-shown"), vec![("login", login)]),
    };
    Ok(Told { sheet: sheet(found.lines), ..Told::facts(said, facts) })
}

pub(super) fn erase(ctx: &mut Context, chosen: &Chosen<'_, UserSeen>, filled: &Filled) -> Result<Told> {
    let erased = user::erase(ctx, chosen.row.user.id(), &filled.text(Field::Confirmation))?;
    let receipt = &erased.receipt;
    let mut page = vec![
        Message::new("erased-receipt")
            .with("account", erased.account.0)
            .with("when", erased.at)
            .with("by", erased.by.as_str()),
    ];
    page.extend(
        receipt
            .counts
            .iter()
            .map(|(kind, count)| Message::new("erased-count").with("kind", kind.as_str()).with("count", *count)),
    );
    page.extend(
        receipt
            .exports
            .iter()
            .map(|(file, until)| Message::new("erased-export").with("file", file.as_str()).with("until", *until)),
    );
    page.extend(receipt.left.iter().map(|file| Message::new("erased-left").with("file", file.as_str())));
    page.push(Message::new("erased-hash").with("sha256", erased.sha256.as_str()));
    let said = Message::new("user-erased").with("account", erased.account.0).with("left", receipt.left.len());
    let left = Cell::Lines(receipt.left.join("\n"));
    let facts = vec![("account", Cell::Key(erased.account.0)), ("sha256", Cell::Text(erased.sha256)), ("left", left)];
    Ok(Told { sheet: sheet(page), ..Told::facts(said, facts) })
}

fn sheet(lines: Vec<Message>) -> Vec<SheetLine> {
    lines.into_iter().map(|said| SheetLine { said, tone: Tone::Plain }).collect()
}
