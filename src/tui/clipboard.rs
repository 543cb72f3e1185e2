//! The person's clipboard, reached through the terminal: over SSH it is the one of the machine they sit at.

/// The sequence (OSC 52) that copies `text`.
pub fn copy(text: &str) -> Vec<u8> {
    let mut out = b"\x1b]52;c;".to_vec();
    out.extend(base64(text.as_bytes()).bytes());
    out.extend_from_slice(b"\x1b\\");
    out
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |i: usize| three.get(i).copied().map_or(0, u32::from);
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place)) & 63;
            let digit = usize::try_from(digit).ok().and_then(|d| DIGITS.get(d));
            match digit {
                Some(d) if place <= three.len() => out.push(char::from(*d)),
                _ => out.push('='),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_others_read_it() {
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("小美?>", "5bCP576OPz4="),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(copy("foo"), b"\x1b]52;c;Zm9v\x1b\\");
    }
}
