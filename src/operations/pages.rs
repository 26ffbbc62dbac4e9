//! Long lists, a page at a time.
//!
//! Invariant: the rows of a page are read inside one transaction and handed over outside it, so that whoever stalls (a
//! pager, a pipe, a slow line) keeps nobody's log. The compiler helps: what a transaction runs is `Send`, which the
//! streams that this program prints to are not.
//!
//! Pages follow a key that only grows: no row is handed over twice, and none that was there from the beginning to the
//! end is left out. A row that changes meanwhile is handed over as it is when its page is read, one that comes or goes
//! behind the place of reading is not seen.

/// Hands over every row in the order of its key, until a page is empty.
///
/// # Errors
/// Whatever the page gives, or its visitor.
pub fn each<C, K, T, E>(
    ctx: &mut C,
    first: K,
    mut page: impl FnMut(&mut C, &K) -> Result<Vec<T>, E>,
    key: impl Fn(&T) -> K,
    mut visit: impl FnMut(&mut C, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut after = first;
    loop {
        let rows = page(ctx, &after)?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = key(last);
        for row in rows {
            visit(ctx, row)?;
        }
    }
}
