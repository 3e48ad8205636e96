//! The same automaton with one state at a time: a table of states and classes, made in advance.

use super::nfa::{Address, Nfa, Threads, is_end};
use super::partition::Partition;
use crate::xsd::lists::Lists;
use crate::xsd::order;

/// A table automaton.
#[derive(Debug)]
pub(super) struct Dfa {
    partition: Partition,
    /// For each state and class the next state. A state is the place of its row in the table; 0 leads nowhere.
    next: Vec<u32>,
    start: u32,
    /// For each row, whether the text may end there.
    is_end: Vec<bool>,
}

const START: u16 = 1;

/// Steps of the simulation that the making of a table may take, for each cell that it may have.
const STEPS_PER_CELL: usize = 16;

impl Dfa {
    /// The table of an automaton; `None` where it would have more than `cells` cells, or take too long to make.
    pub(super) fn new(nfa: &Nfa, cells: usize) -> Option<Self> {
        let mut table = Table::new(nfa, cells);
        table.fill()?;
        let partition = nfa.partition.clone();
        let width = partition.count();
        let states = (0u16..).take(table.is_end.len());
        let rows: Vec<u32> = states
            .map(|state| {
                let row = u32::from(state) * u32::from(width);
                if table.is_calm(state) { row | CALM } else { row }
            })
            .collect();
        let next = table.next.iter().map(|&state| rows[usize::from(state)]).collect();
        Some(Self { partition, start: rows[usize::from(START)], next, is_end: table.is_end })
    }

    pub(super) fn size(&self) -> usize {
        self.next.len()
    }

    /// In a calm state, which is where `.*` is, only control characters need a look.
    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut row = self.start;
        let mut at = 0;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            if row & CALM != 0 && byte >= b' ' {
                at += until_control(&bytes[at..]);
                continue;
            }
            let (class, length) = if byte < 128 {
                (self.partition.ascii_class(byte), 1)
            } else {
                let c = text[at..].chars().next().unwrap_or_default();
                (self.partition.class(c), c.len_utf8())
            };
            row = self.next[(row & !CALM) as usize + usize::from(class)];
            at += length;
        }
        self.is_end[(row & !CALM) as usize / usize::from(self.partition.count())]
    }
}

/// Marks rows of states that each character but control characters leaves as they are. Tables are smaller.
const CALM: u32 = 1 << 31;

/// How many bytes stand before the first control character; eight at a time.
fn until_control(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (words, _) = bytes.as_chunks::<8>();
    let is_free = |word: &&[u8; 8]| {
        let word = u64::from_le_bytes(**word);
        word.wrapping_sub(ONES * 0x20) & !word & (ONES * 0x80) == 0
    };
    let free = words.iter().take_while(is_free).count() * 8;
    free + bytes[free..].iter().take_while(|&&byte| byte >= b' ').count()
}

/// A table in the making.
struct Table<'n> {
    nfa: &'n Nfa,
    cells: usize,
    next: Vec<u16>,
    is_end: Vec<bool>,
    /// The instructions that each state stands for.
    states: Vec<Vec<Address>>,
    numbers: Lists,
}

impl<'n> Table<'n> {
    fn is_calm(&self, state: u16) -> bool {
        let partition = &self.nfa.partition;
        let row = usize::from(state) * usize::from(partition.count());
        partition.classes_from(u32::from(' ')).all(|class| self.next[row + usize::from(class)] == state)
    }

    fn new(nfa: &'n Nfa, cells: usize) -> Self {
        Self {
            nfa,
            cells,
            next: Vec::new(),
            is_end: Vec::new(),
            states: Vec::new(),
            numbers: Lists::default(),
        }
    }

    fn fill(&mut self) -> Option<()> {
        let width = self.nfa.partition.count();
        let mut threads = self.nfa.threads();
        let mut steps = self.cells.saturating_mul(STEPS_PER_CELL);
        self.number(&mut threads);
        self.nfa.enter(&self.nfa.starts, &mut threads);
        self.number(&mut threads);
        for state in 0.. {
            let Some(from) = self.states.get(state).cloned() else {
                break;
            };
            if (state + 1) * usize::from(width) > self.cells {
                return None;
            }
            for class in 0..width {
                steps = steps.checked_sub(from.len() + 1)?;
                self.nfa.step(&from, class, &mut threads);
                steps = steps.checked_sub(threads.list.len())?;
                let next = self.number(&mut threads)?;
                self.next.push(next);
            }
        }
        Some(())
    }

    /// The state that stands for these instructions, a new one where there was none.
    fn number(&mut self, threads: &mut Threads) -> Option<u16> {
        let mut list = threads.list.clone();
        threads.clear();
        order::sort(&mut list);
        if let Some(known) = self.numbers.find(&list) {
            return u16::try_from(known).ok();
        }
        let number = u16::try_from(self.numbers.add(&list)).ok()?;
        self.is_end.push(is_end(&list));
        self.states.push(list);
        Some(number)
    }
}
