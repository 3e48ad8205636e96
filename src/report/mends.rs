//! What was read although it was not as it should be: one finding for each kind, with a count and the first place.

use super::{ReportSink, Telling};
use crate::decode::{Notes, WrongLabel};
use crate::diag::{Diagnostic, Place};
use crate::xml::{Repair, Repaired, Repairs, Replacement};

/// Says what was not XML.
pub(super) fn tell_repairs(repairs: &Repairs, telling: &mut Telling<'_, impl ReportSink>) {
    for (repair, repaired) in repairs.iter() {
        telling.sink.diagnostic(diagnostic(repair, repaired, &telling.options.replacement));
    }
}

/// Says which bytes were read although they are not of the encoding.
pub(super) fn tell_notes(notes: &Notes, first: Option<Place>, sink: &mut impl ReportSink) {
    if let Some(place) = first {
        let count = notes.malformed;
        let message =
            format!("the encoding is not what the file says: {count} bad sequences, the first here");
        let help = "non-ASCII characters may be read wrongly; save the file as UTF-8";
        sink.diagnostic(Diagnostic::warning("wrong-encoding", message).with_place(place).with_help(help));
    }
    if let Some(WrongLabel { said, is }) = &notes.wrong_label {
        let message = format!("the file says that it is \"{said}\", and is read as {is}, which it is");
        sink.diagnostic(
            Diagnostic::warning("wrong-encoding", message).with_place(Place::START).with_found(said),
        );
    }
}

fn diagnostic(repair: Repair, repaired: Repaired, replacement: &Replacement) -> Diagnostic {
    let Repaired { count, first } = repaired;
    let what = counted(count, words(repair));
    let first_character = first.map_or(0, |(character, _)| character);
    let done = done(count, repair, replacement);
    let message = match repair {
        Repair::Control | Repair::Reference => {
            format!("{what} that XML does not allow, the first U+{first_character:04X}, {done}")
        }
        Repair::Markup => {
            let first = char::from_u32(first_character).unwrap_or_default();
            format!("{what} that should be escaped, the first \"{first}\", {done}")
        }
        Repair::Nul | Repair::EscapeSequence | Repair::Surrogate => format!("{what} {done}"),
    };
    let mut diagnostic = Diagnostic::warning(code(repair), message);
    diagnostic.place = first.map(|(_, place)| place);
    diagnostic
}

/// What was done with one of the kind, or with several.
fn done(count: u64, repair: Repair, replacement: &Replacement) -> &'static str {
    let put = match repair {
        Repair::Markup => {
            return if count == 1 { "is taken as it stands" } else { "are taken as they stand" };
        }
        Repair::EscapeSequence => &replacement.escape_sequence,
        _ => &replacement.character,
    };
    match (count, put.is_empty()) {
        (1, false) => "is replaced",
        (1, true) => "is taken out",
        (_, false) => "are replaced",
        (_, true) => "are taken out",
    }
}

fn code(repair: Repair) -> &'static str {
    match repair {
        Repair::Control => "illegal-characters",
        Repair::Reference => "illegal-references",
        Repair::Nul => "nul-characters",
        Repair::EscapeSequence => "escape-sequences",
        Repair::Surrogate => "lone-surrogates",
        Repair::Markup => "unescaped-markup",
    }
}

/// One of the kind, and several of it.
fn words(repair: Repair) -> (&'static str, &'static str) {
    match repair {
        Repair::Control => ("character", "characters"),
        Repair::Reference => ("reference to a character", "references to characters"),
        Repair::Nul => ("NUL character", "NUL characters"),
        Repair::EscapeSequence => ("ANSI escape sequence", "ANSI escape sequences"),
        Repair::Surrogate => ("half of a surrogate pair", "halves of surrogate pairs"),
        Repair::Markup => ("markup character", "markup characters"),
    }
}

fn counted(count: u64, (one, several): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
