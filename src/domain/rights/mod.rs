//! What the people of an establishment may do. Permissions are held by roles, roles are granted in a department or in
//! every one; beside them stand levels, with the profiles and the scope of a Power User.

pub mod set;

pub mod permission;

pub mod role;

pub mod level;

#[cfg(test)]
mod table_test;
