//! The embedded files. A new topic is one line here and one file in each language.

/// A topic with its French and its English source.
pub(crate) type Topic = (&'static str, &'static str, &'static str);

macro_rules! locale {
    ($topic:literal) => {
        (
            $topic,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/fr/", $topic, ".ftl")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/en/", $topic, ".ftl")),
        )
    };
}

/// Every topic.
pub(crate) const FILES: &[Topic] = &[
    locale!("access"),
    locale!("audit"),
    locale!("backup"),
    locale!("cli"),
    locale!("cli-job"),
    locale!("common"),
    locale!("config"),
    locale!("demo"),
    locale!("department"),
    locale!("role"),
    locale!("group"),
    locale!("profile"),
    locale!("doctor"),
    locale!("establishment"),
    locale!("export"),
    locale!("filter"),
    locale!("help"),
    locale!("host"),
    locale!("identity"),
    locale!("import"),
    locale!("jobs"),
    locale!("letter"),
    locale!("mail"),
    locale!("mailing"),
    locale!("operations"),
    locale!("person-data"),
    locale!("plain"),
    locale!("problems"),
    locale!("retention"),
    locale!("session"),
    locale!("ssh-key"),
    locale!("statistics"),
    locale!("store"),
    locale!("template"),
    locale!("tui"),
    locale!("tui-establishment"),
    locale!("tui-import"),
    locale!("tui-job"),
    locale!("tui-server"),
    locale!("user"),
    locale!("visit"),
    locale!("webmaster"),
    locale!("zone"),
];
