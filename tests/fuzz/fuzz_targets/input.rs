#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| octane_payload_fuzz::input(input));
