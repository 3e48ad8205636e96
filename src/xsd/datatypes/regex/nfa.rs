//! A pattern as instructions, and their simulation: all that can be at a character are there at once.

use super::class::Sets;
use super::parse::Node;
use super::partition::Partition;

/// The number of an instruction.
pub(super) type Address = u32;

/// An instruction that reads a character, goes on in two ways, or ends.
#[derive(Debug, Clone, Copy)]
pub(super) enum Instruction {
    /// Reads a character of the set of that number.
    Read { set: u32, next: Address },
    /// Goes on at both.
    Split(Address, Address),
    /// The text may end here.
    Match,
}

/// The program is larger than its limit.
#[derive(Debug)]
pub(super) struct TooLarge;

/// Instructions in the making.
#[derive(Debug)]
pub(super) struct Program {
    limit: usize,
    instructions: Vec<Instruction>,
    starts: Vec<Address>,
}

/// The address of the one instruction that ends.
const END: Address = 0;

impl Program {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, instructions: vec![Instruction::Match], starts: Vec::new() }
    }

    /// Adds a pattern; one that is too large leaves nothing behind.
    pub(super) fn add(&mut self, node: &Node) -> Result<(), TooLarge> {
        let before = self.instructions.len();
        match self.emit(node, END) {
            Ok(start) => {
                self.starts.push(start);
                Ok(())
            }
            Err(error) => {
                self.instructions.truncate(before);
                Err(error)
            }
        }
    }

    /// Writes `node` so that it goes on at `next`, from its end to its beginning; returns where it begins.
    fn emit(&mut self, node: &Node, next: Address) -> Result<Address, TooLarge> {
        match node {
            Node::Set(set) => self.push(Instruction::Read { set: *set, next }),
            Node::Sequence(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.emit(node, next)),
            Node::Choice(nodes) => {
                let (last, others) = nodes.split_last().ok_or(TooLarge)?;
                let last = self.emit(last, next)?;
                others.iter().rev().try_fold(last, |rest, node| {
                    let this = self.emit(node, next)?;
                    self.push(Instruction::Split(this, rest))
                })
            }
            Node::Repeat { node, min, max } => {
                let tail = match max {
                    None => self.emit_loop(node, next)?,
                    Some(max) => self.emit_optional(node, max - min, next)?,
                };
                self.emit_times(node, *min, tail)
            }
        }
    }

    fn emit_loop(&mut self, node: &Node, next: Address) -> Result<Address, TooLarge> {
        let split = self.push(Instruction::Split(next, next))?;
        let body = self.emit(node, split)?;
        self.instructions[split as usize] = Instruction::Split(body, next);
        Ok(split)
    }

    fn emit_optional(&mut self, node: &Node, times: u32, next: Address) -> Result<Address, TooLarge> {
        let mut start = next;
        for _ in 0..times {
            let body = self.emit(node, start)?;
            if body == start {
                break;
            }
            start = self.push(Instruction::Split(body, next))?;
        }
        Ok(start)
    }

    fn emit_times(&mut self, node: &Node, times: u32, next: Address) -> Result<Address, TooLarge> {
        let mut start = next;
        for _ in 0..times {
            let body = self.emit(node, start)?;
            // A part that reads nothing is the same however often it stands.
            if body == start {
                break;
            }
            start = body;
        }
        Ok(start)
    }

    fn push(&mut self, instruction: Instruction) -> Result<Address, TooLarge> {
        if self.instructions.len() >= self.limit {
            return Err(TooLarge);
        }
        let address = Address::try_from(self.instructions.len()).map_err(|_| TooLarge)?;
        self.instructions.push(instruction);
        Ok(address)
    }
}

/// Instructions that are ready to run.
#[derive(Debug)]
pub(super) struct Nfa {
    instructions: Vec<Instruction>,
    pub(super) starts: Vec<Address>,
    pub(super) partition: Partition,
}

impl Nfa {
    pub(super) fn size(&self) -> usize {
        self.instructions.len()
    }

    pub(super) fn new(program: Program, sets: &Sets) -> Self {
        Self {
            instructions: program.instructions,
            starts: program.starts,
            partition: Partition::new(sets.list()),
        }
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        let mut current = Threads::new(self.instructions.len());
        let mut next = Threads::new(self.instructions.len());
        self.enter(&self.starts, &mut current);
        for c in text.chars() {
            self.step(&current.list, self.partition.class(c), &mut next);
            std::mem::swap(&mut current, &mut next);
            next.clear();
            if current.list.is_empty() {
                return false;
            }
        }
        is_end(&current.list)
    }

    /// Where one can be after a character of `class`, from where one is.
    pub(super) fn step(&self, from: &[Address], class: u16, to: &mut Threads) {
        for &address in from {
            if let Instruction::Read { set, next } = self.instructions[address as usize]
                && self.partition.has(set, class)
            {
                self.enter(&[next], to);
            }
        }
    }

    /// Adds the instructions that are reached without reading.
    pub(super) fn enter(&self, addresses: &[Address], to: &mut Threads) {
        to.pending.extend_from_slice(addresses);
        while let Some(address) = to.pending.pop() {
            if to.seen[address as usize] {
                continue;
            }
            to.seen[address as usize] = true;
            to.visited.push(address);
            match self.instructions[address as usize] {
                Instruction::Split(first, second) => to.pending.extend([second, first]),
                Instruction::Read { .. } | Instruction::Match => to.list.push(address),
            }
        }
    }

    pub(super) fn threads(&self) -> Threads {
        Threads::new(self.instructions.len())
    }
}

/// Whether the text may end where these instructions are.
pub(super) fn is_end(addresses: &[Address]) -> bool {
    addresses.contains(&END)
}

/// The instructions that wait for a character.
#[derive(Debug)]
pub(super) struct Threads {
    pub(super) list: Vec<Address>,
    visited: Vec<Address>,
    seen: Vec<bool>,
    pending: Vec<Address>,
}

impl Threads {
    fn new(instructions: usize) -> Self {
        Self { list: Vec::new(), visited: Vec::new(), seen: vec![false; instructions], pending: Vec::new() }
    }

    pub(super) fn clear(&mut self) {
        for address in self.visited.drain(..) {
            self.seen[address as usize] = false;
        }
        self.list.clear();
    }
}
