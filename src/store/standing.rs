//! What stands where a file was to be.

use std::fs::FileType;
use std::os::unix::fs::FileTypeExt as _;

/// What stands where a file was to be made, or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// A file has that name.
    File,
    /// A folder has it.
    Folder,
    /// A link has it, wherever it leads.
    Link,
    /// A pipe has it.
    Pipe,
    /// A device has it.
    Device,
    /// A socket has it.
    Socket,
    /// It would be among the program's own files.
    Inside,
}

impl Standing {
    /// Returns the word of the message.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Folder => "folder",
            Self::Link => "link",
            Self::Pipe => "pipe",
            Self::Device => "device",
            Self::Socket => "socket",
            Self::Inside => "inside",
        }
    }

    pub(in crate::store) fn of(found: FileType) -> Self {
        match found {
            _ if found.is_symlink() => Self::Link,
            _ if found.is_dir() => Self::Folder,
            _ if found.is_fifo() => Self::Pipe,
            _ if found.is_char_device() || found.is_block_device() => Self::Device,
            _ if found.is_socket() => Self::Socket,
            _ => Self::File,
        }
    }
}
