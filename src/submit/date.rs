//! HTTP dates (RFC 9110 §5.6.7), in the lenient form that cookies need (RFC 6265 §5.1.1).

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Milliseconds since 1970 of a date such as `Sun, 06 Nov 1994 08:49:37 GMT` or `Sun, 06-Nov-94 08:49:37 GMT`.
///
/// `None` where it is no such date; dates before 1970 count as 1970.
pub(super) fn read(text: &str) -> Option<u64> {
    let mut words = text
        .split([' ', '-', ','])
        .filter(|word| !word.is_empty())
        .skip_while(|word| word.parse::<u32>().is_err());
    let day: u64 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year = year(words.next()?)?;
    let seconds = time_of_day(words.next()?)?;
    if !(1..=31).contains(&day) {
        return None;
    }
    let days = days_since_1970(year, month, day);
    Some((days * 86_400 + seconds) * 1000)
}

fn month(word: &str) -> Option<u64> {
    let word = word.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| word.starts_with(month))?;
    Some(index as u64 + 1)
}

/// Two digits mean 1970 to 2069.
fn year(word: &str) -> Option<u64> {
    let year: u64 = word.parse().ok()?;
    match (word.len(), year) {
        (2, 0..=69) => Some(2000 + year),
        (2, _) => Some(1900 + year),
        (4, _) => Some(year.max(1970)),
        _ => None,
    }
}

fn time_of_day(word: &str) -> Option<u64> {
    let mut fields = word.split(':').map(|field| field.parse::<u64>().ok());
    let (hours, minutes, seconds) = (fields.next()??, fields.next()??, fields.next()??);
    let is_time = hours < 24 && minutes < 60 && seconds < 61;
    is_time.then_some(hours * 3600 + minutes * 60 + seconds)
}

/// Howard Hinnant's `days_from_civil`, for years from 1970 on: years start in March, so that the leap day is last.
fn days_since_1970(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    days - 719_468
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn dates_of_both_forms_are_read() {
        let rows = [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Thu, 01-Jan-1970 00:00:01 GMT", Some(1000)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777_000)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777_000)),
            ("Thu, 29 Feb 2024 12:00:00 GMT", Some(1_709_208_000_000)),
            ("Sat, 01 Jan 0001 00:00:00 GMT", Some(0)),
            ("Thu, 41 Jan 1970 00:00:00 GMT", None),
            ("Thu, 01 Jan 1970 25:00:00 GMT", None),
            ("soon", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
