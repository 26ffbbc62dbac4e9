//! What a program asks of its terminal besides drawing, and what a terminal answers.

/// What a program asked of the terminal besides drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// A bell.
    Bell,
    /// A new window title.
    Title(String),
    /// Text put on the clipboard of the person's own machine, or asked from it.
    Clipboard(String),
    /// A sequence or control character that the screen does not know.
    Unknown(String),
}

/// Collects what is not drawing and answers the questions that every terminal answers.
#[derive(Debug, Default)]
pub(super) struct Listener {
    requests: Vec<Request>,
    answers: Vec<u8>,
}

impl Listener {
    /// What was asked so far.
    pub(super) fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// What the terminal has to say to the program, once.
    pub(super) fn take_answers(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.answers)
    }
}

impl vt100::Callbacks for Listener {
    fn audible_bell(&mut self, _: &mut vt100::Screen) {
        self.requests.push(Request::Bell);
    }

    fn visual_bell(&mut self, _: &mut vt100::Screen) {
        self.requests.push(Request::Bell);
    }

    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.requests.push(Request::Title(String::from_utf8_lossy(title).into_owned()));
    }

    fn set_window_icon_name(&mut self, _: &mut vt100::Screen, name: &[u8]) {
        self.requests.push(Request::Title(String::from_utf8_lossy(name).into_owned()));
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _kind: &[u8], data: &[u8]) {
        self.requests.push(Request::Clipboard(String::from_utf8_lossy(data).into_owned()));
    }

    fn paste_from_clipboard(&mut self, _: &mut vt100::Screen, _kind: &[u8]) {
        self.requests.push(Request::Clipboard("?".into()));
    }

    fn unhandled_control(&mut self, _: &mut vt100::Screen, byte: u8) {
        self.requests.push(Request::Unknown(format!("control {byte:#04x}")));
    }

    fn unhandled_escape(&mut self, _: &mut vt100::Screen, first: Option<u8>, _: Option<u8>, byte: u8) {
        let first = first.map(char::from).map(String::from).unwrap_or_default();
        self.requests.push(Request::Unknown(format!("ESC {first}{}", char::from(byte))));
    }

    fn unhandled_csi(
        &mut self,
        screen: &mut vt100::Screen,
        first: Option<u8>,
        _: Option<u8>,
        params: &[&[u16]],
        last: char,
    ) {
        let param = params.first().and_then(|group| group.first()).copied().unwrap_or(0);
        match (first, param, last) {
            (None, 5, 'n') => self.answers.extend_from_slice(b"\x1b[0n"),
            (None, 6, 'n') => {
                let (row, col) = screen.cursor_position();
                self.answers.extend_from_slice(format!("\x1b[{};{}R", row + 1, col + 1).as_bytes());
            }
            // The colour of underlines is drawing, though this screen knows none.
            (None, 58 | 59, 'm') => {}
            (None, 0, 'c') => self.answers.extend_from_slice(b"\x1b[?62;22c"),
            _ => {
                let first = first.map(char::from).map(String::from).unwrap_or_default();
                self.requests.push(Request::Unknown(format!("CSI {first}{params:?}{last}")));
            }
        }
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, params: &[&[u8]]) {
        let words: Vec<_> = params.iter().map(|word| String::from_utf8_lossy(word)).collect();
        self.requests.push(Request::Unknown(format!("OSC {}", words.join(";"))));
    }
}
