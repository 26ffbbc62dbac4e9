//! The two pages that DOS programs wrote, which the WHATWG's encodings lack: the upper half of each, in order.
//!
//! Source: the Unicode consortium's `CP437.TXT` and `CP850.TXT`.

/// Code page 437, of the first IBM PCs.
pub(super) const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// Code page 850, of DOS in Western Europe.
pub(super) const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Decodes bytes of a page. Returns how many bytes were read and how many were written; none is left unless `text` is
/// full.
pub(super) fn decode(page: &str, raw: &[u8], text: &mut [u8]) -> (usize, usize) {
    let upper: Vec<char> = page.chars().collect();
    let (mut read, mut written) = (0, 0);
    for byte in raw {
        let sign = match byte.checked_sub(0x80) {
            None => char::from(*byte),
            Some(at) => upper.get(usize::from(at)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        let Some(room) = text.get_mut(written..written + sign.len_utf8()) else { break };
        sign.encode_utf8(room);
        (read, written) = (read + 1, written + room.len());
    }
    (read, written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_has_its_128_signs_and_stops_where_there_is_no_room() {
        for (page, accents) in [(CP437, "éèêàçôîùûâëï"), (CP850, "éèêàçôîùûâëïÀÊ")] {
            assert_eq!(page.chars().count(), 128);
            let raw: Vec<u8> = accents
                .chars()
                .map(|sign| 0x80 + u8::try_from(page.chars().position(|known| known == sign).unwrap()).unwrap())
                .collect();
            let mut text = [0; 64];
            let (read, written) = decode(page, &raw, &mut text);
            assert_eq!((read, std::str::from_utf8(&text[..written])), (raw.len(), Ok(accents)));
            assert_eq!(decode(page, &raw, &mut text[..5]), (2, 4));
        }
    }
}
