//! What the people of an establishment may do. Permissions are held by roles.

pub mod set;

pub mod permission;

#[cfg(test)]
mod table_test;
