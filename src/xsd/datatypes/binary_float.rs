//! The binary number nearest to a decimal one. The standard library's tables for that are 10 kB, for speed that
//! schemas do not need.

use super::number::digits;

/// How many bits a format has, and how small they get.
pub(super) struct Format {
    bits: i64,
    /// Exponent of the least bit that there is.
    least: i64,
    greatest: f64,
}

pub(super) const SINGLE: Format = Format { bits: 24, least: -149, greatest: f32::MAX as f64 };
pub(super) const DOUBLE: Format = Format { bits: 53, least: -1074, greatest: f64::MAX };

/// The number of the format that is nearest to a decimal, the even one of two; infinity past the greatest.
pub(super) fn nearest(text: &str, format: &Format) -> f64 {
    let (magnitude, is_negative) = match text.strip_prefix('-') {
        Some(magnitude) => (magnitude, true),
        None => (text, false),
    };
    let value = Decimal::read(magnitude).nearest(format);
    let value = if value > format.greatest { f64::INFINITY } else { value };
    if is_negative { -value } else { value }
}

/// Digits that matter: what lies between two doubles is told from their middle by fewer than 800.
const MOST_DIGITS: usize = 800;

/// Bits that a number is shifted by at once.
const STEP: i64 = 28;

/// A number from 0.1 to 1 times a power of ten; no digits for zero.
struct Decimal {
    /// Without zeros at their beginning and end.
    digits: Vec<u8>,
    /// Where the decimal point stands, counted from the first digit.
    point: i64,
}

impl Decimal {
    fn read(text: &str) -> Self {
        let unsigned = text.strip_prefix('+').unwrap_or(text);
        let (whole, rest) = digits(unsigned);
        let (fraction, rest) = digits(rest.strip_prefix('.').unwrap_or(rest));
        let exponent = rest.strip_prefix(['e', 'E']).map_or(0, exponent);
        let all = whole.bytes().chain(fraction.bytes()).map(|digit| digit - b'0');
        let zeros = all.clone().take_while(|&digit| digit == 0).count();
        let point = count(whole.len()) - count(zeros) + exponent;
        let mut number = Self { digits: Vec::new(), point };
        all.skip(zeros).for_each(|digit| number.push(digit));
        number.trim();
        number
    }

    fn nearest(mut self, format: &Format) -> f64 {
        // No format reaches further, and shifting takes its time.
        if self.digits.is_empty() || self.point < -400 {
            return 0.0;
        }
        if self.point > 400 {
            return f64::INFINITY;
        }
        let exponent = self.normalise();
        // The least bit of the result: `bits` below the first one, where the format goes so far down.
        let least = (exponent - format.bits).max(format.least);
        self.shift(exponent - least);
        #[expect(clippy::cast_precision_loss, reason = "it has as many bits as the format")]
        let rounded = self.rounded() as f64;
        rounded * power_of_two(least)
    }

    /// Brings the number between 1/2 and 1; gives the power of two that it is to be multiplied by.
    fn normalise(&mut self) -> i64 {
        let mut exponent = 0;
        while self.point > 0 {
            let step = if self.point > 8 { STEP } else { 1 };
            self.shift(-step);
            exponent += step;
        }
        while self.point < 0 || self.digits[0] < 5 {
            let step = if self.point < -8 { STEP } else { 1 };
            self.shift(step);
            exponent -= step;
        }
        exponent
    }

    /// Multiplies by a power of two.
    fn shift(&mut self, mut power: i64) {
        while power != 0 {
            let step = power.clamp(-STEP, STEP);
            if step > 0 {
                self.multiply(step);
            } else {
                self.divide(-step);
            }
            self.trim();
            power -= step;
        }
    }

    fn multiply(&mut self, power: i64) {
        let mut carry = 0u64;
        for digit in self.digits.iter_mut().rev() {
            carry += u64::from(*digit) << power;
            *digit = (carry % 10) as u8;
            carry /= 10;
        }
        let mut front = Vec::new();
        while carry > 0 {
            front.insert(0, (carry % 10) as u8);
            carry /= 10;
        }
        self.point += count(front.len());
        let back = std::mem::replace(&mut self.digits, front);
        back.into_iter().for_each(|digit| self.push(digit));
    }

    fn divide(&mut self, power: i64) {
        let mut rest = 0u64;
        let mut next = std::mem::take(&mut self.digits).into_iter();
        loop {
            let digit = next.next();
            if digit.is_none() && rest == 0 {
                return;
            }
            rest = rest * 10 + u64::from(digit.unwrap_or(0));
            let quotient = ((rest >> power) % 10) as u8;
            rest &= (1 << power) - 1;
            if quotient == 0 && self.digits.is_empty() {
                self.point -= 1;
            } else {
                self.push(quotient);
            }
        }
    }

    /// Adds a digit; of those past the last that matter, only whether one is not zero.
    fn push(&mut self, digit: u8) {
        match self.digits.get_mut(MOST_DIGITS) {
            Some(last) => *last |= u8::from(digit != 0),
            None => self.digits.push(digit),
        }
    }

    fn trim(&mut self) {
        let length = self.digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        self.digits.truncate(length);
    }

    /// The nearest integer, the even one of two.
    fn rounded(&self) -> u64 {
        let digit =
            |index: i64| usize::try_from(index).ok().and_then(|index| self.digits.get(index)).copied();
        let whole = (0..self.point).fold(0, |whole, index| whole * 10 + u64::from(digit(index).unwrap_or(0)));
        let is_half = digit(self.point) == Some(5) && digit(self.point + 1).is_none();
        let is_up = if is_half { whole % 2 == 1 } else { digit(self.point) >= Some(5) };
        whole + u64::from(is_up)
    }
}

/// The exponent; those that no number of a text can make up for become one such.
fn exponent(text: &str) -> i64 {
    const FAR: i64 = 1 << 40;
    let far = if text.starts_with('-') { -FAR } else { FAR };
    text.parse().map_or(far, |exponent: i64| exponent.clamp(-FAR, FAR))
}

fn count(digits: usize) -> i64 {
    i64::try_from(digits).unwrap_or(i64::MAX)
}

fn power_of_two(power: i64) -> f64 {
    let bits = match power {
        ..-1022 => 1 << (power + 1074),
        -1022..1024 => (power + 1023) << 52,
        1024.. => return f64::INFINITY,
    };
    f64::from_bits(i64::cast_unsigned(bits))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) {
        assert_eq!(nearest(text, &DOUBLE).to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        let single = f64::from(text.parse::<f32>().unwrap());
        assert_eq!(nearest(text, &SINGLE).to_bits(), single.to_bits(), "{text}");
    }

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        for text in ["0", "-0.0", "1", "0.1", "+1.5e3", "9007199254740993", "1e23", "8.41e21", "000.00e400"] {
            check(text);
        }
        for exponent in -360..330 {
            for digits in ["1", "5", "9.999999999999999999999", "1.7976931348623159", "4.9406564584124654417"]
            {
                check(&format!("{digits}e{exponent}"));
            }
        }
    }

    #[test]
    fn halves_are_rounded_to_even_however_late_they_are_decided() {
        let half = "2.4703282292062327208299439205e-324";
        check(half);
        check("1.00000005960464477539062500000000000000000000000");
        check(&format!("1.000000059604644775390625{}1", "0".repeat(900)));
        check(&format!("16777217.{}1", "0".repeat(2000)));
        check("16777217");
        check("3.4028235677973366e38");
    }

    #[test]
    fn numbers_of_any_length_are_read() {
        check(&format!("0.{}1e1000", "0".repeat(1000)));
        check(&format!("{}e-1500", "123456789".repeat(200)));
        check("1e99999999999999999999");
        check("1e-99999999999999999999");
    }
}
