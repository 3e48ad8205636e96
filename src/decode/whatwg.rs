//! The other encodings of the WHATWG encoding standard, outside WebAssembly: there the platform brings its own.

use encoding_rs::{Encoding, UTF_8};

use super::ForeignDecoder;

struct Table(encoding_rs::Decoder);

/// The decoder for a label of the standard.
pub(super) fn find(label: &str) -> Option<Box<dyn ForeignDecoder>> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    Some(Box::new(Table(encoding.new_decoder_without_bom_handling())))
}

impl ForeignDecoder for Table {
    fn decode(&mut self, bytes: &[u8], is_last: bool) -> String {
        let Self(decoder) = self;
        let most = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(UTF_8.name().len());
        let mut text = String::with_capacity(most);
        let mut read = 0;
        loop {
            let (result, more, _) = decoder.decode_to_string(&bytes[read..], &mut text, is_last);
            read += more;
            if result == encoding_rs::CoderResult::InputEmpty {
                return text;
            }
            text.reserve(bytes.len() - read + 16);
        }
    }
}
