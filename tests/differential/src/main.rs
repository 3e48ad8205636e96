//! Writes cases to the standard output, one line of JSON each: `octane-payload-differential <seeds> <documents>`.

use std::io::{self, BufWriter, Write};

use octane_payload_differential::case;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter_map(|argument| argument.parse().ok());
    let seeds = arguments.next().unwrap_or(100);
    let documents = arguments.next().unwrap_or(12);
    let mut out = BufWriter::new(io::stdout().lock());
    for seed in 0..seeds {
        let documents = usize::try_from(documents).expect("a number of documents");
        serde_json::to_writer(&mut out, &case(seed, documents))?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
