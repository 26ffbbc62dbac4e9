//! What can be wrong with a value that a person gave, and where.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::message::{Message, Value};
pub use super::problem::Problem;

pub use super::checker::{Checker, FieldError};

/// The fields of every form and file column, by one name each.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    EnumString,
    IntoStaticStr,
    Serialize,
    Deserialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is explained by its label in the catalogue, `field-label-…`")]
pub enum Field {
    Number,
    Zone,
    Location,
    Denomination,
    Uai,
    ContactLastName,
    ContactFirstName,
    ContactEmail,
    RegisteredOn,
    SendMail,
    CopyMail,
    Reason,
    Since,
    Until,
    Blocker,
    Which,
    Administrator,
    Confirmation,
    ExportFirst,
    ZoneName,
    ZonePosition,
    Language,
    Login,
    LastName,
    FirstName,
    Email,
    Password,
    PasswordAgain,
    CurrentPassword,
    Establishment,
    HostName,
    HostUrl,
    HostSender,
    HostBounce,
    Transport,
    SmtpHost,
    SmtpPort,
    SmtpSecurity,
    SmtpUser,
    SmtpSecretFile,
    SmtpCaFile,
    DataDir,
    File,
    Recipient,
    ContactEditing,
    ContactDomain,
    AuditAction,
    AuditActor,
    From,
    Format,
    PlanName,
    Subject,
    Body,
    TemplateName,
    Attachment,
    AboveThreshold,
    RetentionDays,
    OlderThanDays,
    Compress,
    Tables,
    ReplaceExisting,
    PublicKey,
    KeyFile,
    DepartmentCode,
    DepartmentName,
    Session,
    SshKey,
    RoleName,
    GroupName,
    ProfileName,
    Permissions,
    Level,
    Category,
    HomeDepartment,
    Groups,
    ExpiresOn,
    Roles,
    Role,
    RoleUntil,
    Profile,
    ScopePart,
    Scope,
    NewLogin,
    Profiles,
    Active,
    Mode,
    Rows,
    Credentials,
    Pasted,
    MailPassword,
    Disconnect,
    LoginOrEmail,
    ResetCode,
    AskedLogin,
    AskedAction,
    AskedObject,
    StagedGrants,
    StagedRevokes,
    StagedLevels,
    StagedDeactivations,
    StagedRoles,
    StagedFile,
    Duty,
    Zones,
}

impl Field {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        <Self as strum::IntoEnumIterator>::iter()
    }

    /// Returns the field's name in JSON, reject files and message keys.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the field's label.
    #[must_use]
    pub fn label(self) -> Message {
        label(self.name())
    }
}

/// Names a field by its name, which is said as it stands where no field is called so.
#[must_use]
pub fn label(name: &str) -> Message {
    Message::new("field-label").with("field", name)
}

/// The same of a column of which a database says that its rule is broken; `none` when it says of none.
#[must_use]
pub fn label_or_none(name: &str) -> Value {
    if name.is_empty() { Value::from("none") } else { label(name).into() }
}
