//! The regular expressions of the `pattern` facet (Datatypes Appendix F): a dialect without anchors, captures or
//! lazy quantifiers, but with Unicode categories, blocks and class subtraction.
//!
//! Compiled to an automaton that looks at each character once, whatever the pattern: a table of states where that
//! stays small, else all states of the pattern at a time.

mod class;
mod dfa;
mod nfa;
mod parse;
mod partition;
mod tables;
mod unicode;

use std::fmt;

use crate::limits::PatternLimits;

use class::Sets;
use dfa::Dfa;
use nfa::{Nfa, Program};
use parse::Parser;

/// Alternative patterns, compiled. A text matches if one of them matches all of it.
#[derive(Debug)]
pub struct Regex(Engine);

#[derive(Debug)]
enum Engine {
    Table(Dfa),
    Simulation(Nfa),
}

impl Regex {
    /// Compiles one pattern.
    ///
    /// # Errors
    /// [`RegexError`] where the pattern is not of the dialect, or beyond the limits.
    pub fn new(pattern: &str, limits: &PatternLimits) -> Result<Self, RegexError> {
        let mut builder = RegexBuilder::new(limits);
        builder.add(pattern)?;
        Ok(builder.build())
    }

    /// What the automaton takes: cells of its table, or instructions.
    pub(crate) fn size(&self) -> usize {
        match &self.0 {
            Engine::Table(dfa) => dfa.size(),
            Engine::Simulation(nfa) => nfa.size(),
        }
    }

    /// Whether a pattern matches the whole text, in time that grows with its length only.
    #[inline]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Engine::Table(dfa) => dfa.is_match(text),
            Engine::Simulation(nfa) => nfa.is_match(text),
        }
    }
}

/// Collects alternative patterns.
#[derive(Debug)]
pub(super) struct RegexBuilder {
    limits: PatternLimits,
    sets: Sets,
    program: Program,
}

impl RegexBuilder {
    pub(super) fn new(limits: &PatternLimits) -> Self {
        Self { limits: limits.clone(), sets: Sets::default(), program: Program::new(limits.instructions) }
    }

    /// Adds an alternative; one that is refused leaves the others as they were.
    pub(super) fn add(&mut self, pattern: &str) -> Result<(), RegexError> {
        let node = Parser::new(pattern, &mut self.sets, self.limits.nesting).parse()?;
        self.program.add(&node).map_err(|nfa::TooLarge| RegexError {
            offset: 0,
            fault: RegexFault::TooLarge { limit: self.limits.instructions },
        })
    }

    pub(super) fn build(self) -> Regex {
        let nfa = Nfa::new(self.program, &self.sets);
        Regex(match Dfa::new(&nfa, self.limits.table_cells) {
            Some(dfa) => Engine::Table(dfa),
            None => Engine::Simulation(nfa),
        })
    }
}

/// Why a pattern is refused, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegexError {
    /// Bytes from the beginning of the pattern.
    pub offset: usize,
    /// Why.
    pub fault: RegexFault,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegexFault {
    /// A character that has a meaning stands where it has none; to stand for itself it is escaped.
    Misplaced(char),
    /// The pattern ends within a group, a class, an escape or a quantifier.
    Unfinished,
    /// `{}` holds no quantity, or one whose upper bound is below its lower bound.
    Quantity,
    /// There is no such escape.
    Escape(char),
    /// `\p{}` names no category and no block.
    Property(Box<str>),
    /// A range ends before it begins.
    Range(char, char),
    /// Groups or classes nest deeper than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The automaton has more instructions than the limit.
    TooLarge {
        /// The limit.
        limit: usize,
    },
}

impl RegexError {
    /// The code of the rule in the specification, or of our own for limits.
    pub fn code(&self) -> &'static str {
        match self.fault {
            RegexFault::TooDeep { .. } | RegexFault::TooLarge { .. } => "pattern-limit",
            _ => "src-pattern-value",
        }
    }
}

impl fmt::Display for RegexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let offset = self.offset;
        match &self.fault {
            RegexFault::Misplaced(c) => {
                write!(f, "\"{c}\" at byte {offset} of the pattern has to be escaped")
            }
            RegexFault::Unfinished => f.write_str("the pattern ends too early"),
            RegexFault::Quantity => write!(f, "the quantity at byte {offset} of the pattern is not one"),
            RegexFault::Escape(c) => write!(f, "there is no escape \"\\{c}\" (byte {offset} of the pattern)"),
            RegexFault::Property(name) => {
                write!(f, "\"{name}\" at byte {offset} of the pattern is no category and no block")
            }
            RegexFault::Range(from, to) => {
                write!(f, "the range \"{from}-{to}\" at byte {offset} of the pattern ends before it begins")
            }
            RegexFault::TooDeep { limit } => write!(f, "the pattern nests deeper than {limit}"),
            RegexFault::TooLarge { limit } => write!(f, "the pattern has more than {limit} states"),
        }
    }
}

impl std::error::Error for RegexError {}

#[cfg(test)]
mod tests;
