//! From the text of a pattern to its tree, by the grammar of Appendix F.

use super::class::{CharSet, Sets};
use super::unicode::{dot, escape, property};
use super::{RegexError, RegexFault};

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// One character of the set of that number.
    Set(u32),
    /// One after the other; none at all matches the empty text.
    Sequence(Vec<Node>),
    /// One of several.
    Choice(Vec<Node>),
    /// The same several times.
    Repeat {
        node: Box<Node>,
        min: u32,
        /// `None`: as often as wanted.
        max: Option<u32>,
    },
}

pub(super) struct Parser<'p> {
    pattern: &'p str,
    sets: &'p mut Sets,
    offset: usize,
    /// How much deeper groups and classes may nest.
    nesting: usize,
    limit: usize,
}

/// What an escape stands for.
enum Escaped {
    Char(char),
    Set(CharSet),
}

impl<'p> Parser<'p> {
    pub(super) fn new(pattern: &'p str, sets: &'p mut Sets, nesting: usize) -> Self {
        Self { pattern, sets, offset: 0, nesting, limit: nesting }
    }

    pub(super) fn parse(mut self) -> Result<Node, RegexError> {
        let node = self.choice()?;
        match self.peek() {
            None => Ok(node),
            Some(c) => Err(self.error(RegexFault::Misplaced(c))),
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'p str {
        &self.pattern[self.offset..]
    }

    fn next(&mut self) -> Result<char, RegexError> {
        let c = self.peek().ok_or_else(|| self.error(RegexFault::Unfinished))?;
        self.offset += c.len_utf8();
        Ok(c)
    }

    fn eat(&mut self, expected: char) -> bool {
        let is_next = self.peek() == Some(expected);
        if is_next {
            self.offset += expected.len_utf8();
        }
        is_next
    }

    fn error(&self, fault: RegexFault) -> RegexError {
        RegexError { offset: self.offset, fault }
    }

    /// The error of the character that was read last.
    fn error_before(&self, c: char, fault: RegexFault) -> RegexError {
        RegexError { offset: self.offset - c.len_utf8(), fault }
    }

    fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Result<T, RegexError>) -> Result<T, RegexError> {
        if self.nesting == 0 {
            return Err(self.error(RegexFault::TooDeep { limit: self.limit }));
        }
        self.nesting -= 1;
        let parsed = parse(self)?;
        self.nesting += 1;
        Ok(parsed)
    }

    /// `regExp ::= branch ('|' branch)*`
    fn choice(&mut self) -> Result<Node, RegexError> {
        let first = self.sequence()?;
        if self.peek() != Some('|') {
            return Ok(first);
        }
        let mut branches = vec![first];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(Node::Choice(branches))
    }

    /// `branch ::= piece*`
    fn sequence(&mut self) -> Result<Node, RegexError> {
        let mut pieces = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            pieces.push(self.piece()?);
        }
        Ok(match pieces.len() {
            1 => pieces.remove(0),
            _ => Node::Sequence(pieces),
        })
    }

    /// `piece ::= atom quantifier?`
    fn piece(&mut self) -> Result<Node, RegexError> {
        let atom = self.atom()?;
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                let (min, max) = self.quantity()?;
                return Ok(repeat(atom, min, max));
            }
            _ => return Ok(atom),
        };
        self.offset += 1;
        Ok(repeat(atom, min, max))
    }

    /// `'{' (n | n ',' | n ',' m) '}'`
    fn quantity(&mut self) -> Result<(u32, Option<u32>), RegexError> {
        let start = self.offset;
        self.offset += 1;
        let min = self.number();
        let max = if self.eat(',') {
            if self.peek() == Some('}') { Some(None) } else { self.number().map(Some) }
        } else {
            min.map(Some)
        };
        let end = self.next()?;
        match (min, max) {
            (Some(min), Some(max)) if end == '}' && max.is_none_or(|max| min <= max) => Ok((min, max)),
            _ => Err(RegexError { offset: start, fault: RegexFault::Quantity }),
        }
    }

    /// Digits as a number; a larger one than fits becomes the largest, which is beyond any limit.
    fn number(&mut self) -> Option<u32> {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        self.offset += length;
        (length > 0).then(|| rest[..length].parse().unwrap_or(u32::MAX))
    }

    /// `atom ::= Char | charClass | '(' regExp ')'`
    fn atom(&mut self) -> Result<Node, RegexError> {
        let c = self.next()?;
        match c {
            '(' => {
                let node = self.nested(Self::choice)?;
                match self.next()? {
                    ')' => Ok(node),
                    c => Err(self.error_before(c, RegexFault::Misplaced(c))),
                }
            }
            '[' => self.nested(Self::class).map(|set| self.set(set)),
            '.' => Ok(self.set(dot())),
            '\\' => match self.escape()? {
                Escaped::Char(c) => Ok(self.set(CharSet::char(c))),
                Escaped::Set(set) => Ok(self.set(set)),
            },
            '?' | '*' | '+' | ')' | ']' | '{' | '}' => Err(self.error_before(c, RegexFault::Misplaced(c))),
            c => Ok(self.set(CharSet::char(c))),
        }
    }

    fn set(&mut self, set: CharSet) -> Node {
        Node::Set(self.sets.number(set))
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<Escaped, RegexError> {
        let c = self.next()?;
        match c {
            'n' => Ok(Escaped::Char('\n')),
            'r' => Ok(Escaped::Char('\r')),
            't' => Ok(Escaped::Char('\t')),
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
                Ok(Escaped::Char(c))
            }
            'p' => self.property().map(Escaped::Set),
            'P' => Ok(Escaped::Set(self.property()?.complement())),
            c => match escape(c) {
                Some(set) => Ok(Escaped::Set(set)),
                None => Err(self.error_before(c, RegexFault::Escape(c))),
            },
        }
    }

    /// `'{' name '}'`
    fn property(&mut self) -> Result<CharSet, RegexError> {
        let start = self.offset;
        let c = self.next()?;
        if c != '{' {
            return Err(self.error_before(c, RegexFault::Misplaced(c)));
        }
        let Some((name, _)) = self.rest().split_once('}') else {
            return Err(self.error(RegexFault::Unfinished));
        };
        self.offset += name.len() + 1;
        property(name)
            .ok_or_else(|| RegexError { offset: start + 1, fault: RegexFault::Property(name.into()) })
    }

    /// What follows `[`: `'^'? range+ ('-' '[' class ']')? ']'`
    fn class(&mut self) -> Result<CharSet, RegexError> {
        let is_negative = self.eat('^');
        let group = self.group()?;
        let group = if is_negative { group.complement() } else { group };
        if self.eat(']') {
            return Ok(group);
        }
        self.offset += "-[".len();
        let subtracted = self.nested(Self::class)?;
        match self.next()? {
            ']' => Ok(group.minus(&subtracted)),
            c => Err(self.error_before(c, RegexFault::Misplaced(c))),
        }
    }

    /// Ranges and escapes, at least one, up to `]` or `-[`.
    fn group(&mut self) -> Result<CharSet, RegexError> {
        let mut ranges = Vec::new();
        loop {
            let is_first = ranges.is_empty();
            match self.peek() {
                Some(']') if !is_first => break,
                Some('-') if !is_first && self.rest().starts_with("-[") => break,
                _ => self.range(is_first, &mut ranges)?,
            }
        }
        Ok(CharSet::from_ranges(ranges))
    }

    /// A character, an escape, or a range between two characters.
    fn range(&mut self, is_first: bool, ranges: &mut Vec<[u32; 2]>) -> Result<(), RegexError> {
        let start = self.offset;
        let from = match self.member(is_first)? {
            Escaped::Char(c) => c,
            Escaped::Set(set) => {
                ranges.extend_from_slice(set.ranges());
                return self.no_range_from_set();
            }
        };
        if !self.begins_range() || self.pattern[start..].starts_with('-') {
            ranges.push([from.into(), from.into()]);
            return Ok(());
        }
        self.offset += 1;
        let end = self.offset;
        match self.member(false)? {
            Escaped::Char(to) if from <= to => {
                ranges.push([from.into(), to.into()]);
                Ok(())
            }
            Escaped::Char(to) => Err(RegexError { offset: start, fault: RegexFault::Range(from, to) }),
            Escaped::Set(_) => Err(RegexError { offset: end, fault: RegexFault::Misplaced('\\') }),
        }
    }

    /// Whether a `-` follows that is neither the last of its group nor begins a subtraction.
    fn begins_range(&self) -> bool {
        self.rest().strip_prefix('-').is_some_and(|rest| !rest.starts_with([']', '[']))
    }

    fn no_range_from_set(&self) -> Result<(), RegexError> {
        if self.begins_range() { Err(self.error(RegexFault::Misplaced('-'))) } else { Ok(()) }
    }

    /// One character of a group, or an escape; `-` stands for itself at the beginning and at the end only.
    fn member(&mut self, is_first: bool) -> Result<Escaped, RegexError> {
        let c = self.next()?;
        match c {
            '\\' => self.escape(),
            '[' | ']' => Err(self.error_before(c, RegexFault::Misplaced(c))),
            '-' if !is_first && self.peek() != Some(']') => {
                Err(self.error_before(c, RegexFault::Misplaced(c)))
            }
            c => Ok(Escaped::Char(c)),
        }
    }
}

fn repeat(node: Node, min: u32, max: Option<u32>) -> Node {
    Node::Repeat { node: Box::new(node), min, max }
}
