//! Headers and descriptors as the specification has them. Archives of real tools are read in `tests/unpack.rs`.

use super::header::{LocalHeader, Outcome, descriptor, plain_name};

#[test]
fn names_lose_every_step_that_leads_elsewhere() {
    for (name, plain) in [
        ("a/b.xml", "a/b.xml"),
        ("../../etc/passwd", "etc/passwd"),
        ("/root/./a.xml", "root/a.xml"),
        ("C:\\temp\\..\\a.xml", "temp/a.xml"),
        ("folder//", "folder/"),
        ("../", ""),
    ] {
        assert_eq!(plain_name(name.as_bytes()), plain, "{name}");
    }
}

#[test]
fn sizes_beyond_32_bits_stand_in_a_field_of_their_own() {
    let mut bytes = b"PK\x03\x04\x2d\0\0\0\x08\0\0\0\0\0\x01\x02\x03\x04".to_vec();
    bytes.extend([0xFF; 8]);
    bytes.extend([1, 0, 20, 0]);
    bytes.push(b'a');
    bytes.extend([1, 0, 16, 0]);
    bytes.extend(7_000_000_000u64.to_le_bytes());
    bytes.extend(5_000_000_000u64.to_le_bytes());
    let header = LocalHeader::read(&bytes).unwrap();
    assert_eq!((header.unpacked, header.packed, header.length), (7_000_000_000, 5_000_000_000, 51));
    assert!((0..bytes.len()).all(|cut| LocalHeader::read(&bytes[..cut]).is_none()));
}

#[test]
fn a_descriptor_is_the_one_that_says_what_came_out() {
    let outcome = Outcome { checksum: 0x0403_0201, packed: 5, unpacked: 6 };
    let small = [1, 2, 3, 4, 5, 0, 0, 0, 6, 0, 0, 0];
    let mut large = [1, 2, 3, 4].to_vec();
    large.extend(5u64.to_le_bytes());
    large.extend(6u64.to_le_bytes());
    let check = |bytes: &[u8], length| {
        let padded = [bytes, &[0; 24]].concat();
        assert_eq!(descriptor(&padded, outcome), length);
    };
    check(&small, Some(12));
    check(&large, Some(20));
    check(&[b"PK\x07\x08", &small[..]].concat(), Some(16));
    check(&[b"PK\x07\x08", &large[..]].concat(), Some(24));
    check(&small[1..], None);
}
