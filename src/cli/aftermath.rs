//! What is said after a verb about mails that waited.

use super::output::Out;
use crate::operations::{Bounce, Context};

/// Says what the verb did to mails that wait.
pub(super) fn tell_aftermath(ctx: &mut Context, out: &mut Out) {
    let Some(aftermath) = ctx.take_aftermath() else { return };
    for message in aftermath.messages() {
        out.note(&message);
    }
    let (bounce, followed) = match &aftermath.bounce {
        Some(Bounce::Followed(address)) => (Some(address), true),
        Some(Bounce::Behind(address)) => (Some(address), false),
        None => (None, false),
    };
    out.record(&serde_json::json!({"waiting-mails": {
        "rewritten": aftermath.rewritten,
        "withdrawn": aftermath.withdrawn,
        "gone-inside": aftermath.gone_inside,
        "words": aftermath.words,
        "bounce": bounce,
        "bounce-followed": followed,
    }}));
    for (number, kept) in &aftermath.strangers {
        out.record(&serde_json::json!({"number": number.0, "set-aside": kept.display().to_string()}));
    }
}
