//! What the people of an establishment may do. Permissions are held by roles, roles are granted in a department or in
//! every one.

pub mod set;

pub mod permission;

pub mod role;

#[cfg(test)]
mod table_test;
