//! Content models.

use std::fmt::Write;

use crate::random::Random;

/// A particle of a content model.
#[derive(Debug, Clone)]
pub(crate) struct Particle {
    pub(crate) min: usize,
    /// `None`: without end.
    pub(crate) max: Option<usize>,
    pub(crate) term: Term,
}

#[derive(Debug, Clone)]
pub(crate) enum Term {
    /// A local element and the index of its type.
    Local {
        name: String,
        kind: TypeIndex,
        is_nillable: bool,
    },
    /// A global element, by its index.
    Global(usize),
    Any {
        namespace: &'static str,
        process: &'static str,
    },
    Sequence(Vec<Particle>),
    Choice(Vec<Particle>),
    All(Vec<Particle>),
}

/// Which type an element has.
#[derive(Debug, Clone, Copy)]
pub(crate) enum TypeIndex {
    Simple(usize),
    Complex(usize),
}

/// What a content model may be made of.
pub(crate) struct Parts {
    /// The prefix of local names; one for all now and then, so that names meet.
    pub(crate) prefix: String,
    pub(crate) simple: usize,
    pub(crate) complex: usize,
    pub(crate) globals: usize,
}

/// A content model of groups within groups.
pub(crate) fn model(parts: &Parts, random: &mut Random) -> Particle {
    if random.one_in(7) {
        let members = (0..1 + random.below(3)).map(|index| {
            let mut member = element(parts, index, random);
            (member.min, member.max) = (random.below(2), Some(1));
            member
        });
        return Particle { min: 1, max: Some(1), term: Term::All(members.collect()) };
    }
    let mut counter = 0;
    group(parts, 2, &mut counter, random)
}

fn group(parts: &Parts, depth: usize, counter: &mut usize, random: &mut Random) -> Particle {
    let members = (0..1 + random.below(3)).map(|_| {
        *counter += 1;
        match random.below(10) {
            0..3 if depth > 0 => group(parts, depth - 1, counter, random),
            3 if random.one_in(3) => any(random),
            _ => element(parts, *counter, random),
        }
    });
    let members = members.collect();
    let term = if random.one_in(2) { Term::Sequence(members) } else { Term::Choice(members) };
    let (min, max) = occurrence(random);
    Particle { min, max, term }
}

fn element(parts: &Parts, index: usize, random: &mut Random) -> Particle {
    let (min, max) = occurrence(random);
    if parts.globals > 0 && random.one_in(5) {
        return Particle { min, max, term: Term::Global(random.below(parts.globals)) };
    }
    let kind = if parts.complex > 0 && random.one_in(3) {
        TypeIndex::Complex(random.below(parts.complex))
    } else {
        TypeIndex::Simple(random.below(parts.simple))
    };
    let name = format!("{}{index}", parts.prefix);
    Particle { min, max, term: Term::Local { name, kind, is_nillable: random.one_in(6) } }
}

fn any(random: &mut Random) -> Particle {
    let namespace = *random.pick(&["##other", "##any", "##local", "##targetNamespace", "urn:u"]);
    let process = *random.pick(&["lax", "skip", "strict"]);
    let (min, max) = occurrence(random);
    Particle { min, max, term: Term::Any { namespace, process } }
}

fn occurrence(random: &mut Random) -> (usize, Option<usize>) {
    *random.pick(&[
        (1, Some(1)),
        (1, Some(1)),
        (0, Some(1)),
        (0, None),
        (1, None),
        (2, Some(3)),
        (0, Some(2)),
    ])
}

/// A restriction of the model, mostly a valid one: narrower bounds, fewer optional members.
pub(crate) fn restricted(particle: &Particle, random: &mut Random) -> Particle {
    let mut narrow = particle.clone();
    if random.one_in(3) {
        narrow.max = narrow.max.or(Some(narrow.min + 1));
    }
    if narrow.min == 0 && random.one_in(3) && narrow.max != Some(0) {
        narrow.min = 1;
    }
    if let Term::Sequence(members) | Term::Choice(members) | Term::All(members) = &mut narrow.term {
        members.retain(|member| member.min > 0 || !random.one_in(5));
        *members = members.iter().map(|member| restricted(member, random)).collect();
    }
    narrow
}

impl Particle {
    /// How it is written.
    pub(crate) fn text(&self, out: &mut String) {
        let max = self.max.map_or("unbounded".to_owned(), |max| max.to_string());
        let occurs = format!(" minOccurs=\"{}\" maxOccurs=\"{max}\"", self.min);
        let written = match &self.term {
            Term::Local { name, kind, is_nillable } => {
                let nillable = if *is_nillable { " nillable=\"true\"" } else { "" };
                write!(out, "<xs:element name=\"{name}\" type=\"t:{}\"{nillable}{occurs}/>", kind.name())
            }
            Term::Global(index) => write!(out, "<xs:element ref=\"t:g{index}\"{occurs}/>"),
            Term::Any { namespace, process } => {
                write!(out, "<xs:any namespace=\"{namespace}\" processContents=\"{process}\"{occurs}/>")
            }
            Term::Sequence(members) => return group_text("sequence", members, &occurs, out),
            Term::Choice(members) => return group_text("choice", members, &occurs, out),
            Term::All(members) => return group_text("all", members, "", out),
        };
        written.expect("a string takes all");
    }
}

fn group_text(name: &str, members: &[Particle], occurs: &str, out: &mut String) {
    write!(out, "<xs:{name}{occurs}>").expect("a string takes all");
    members.iter().for_each(|member| member.text(out));
    write!(out, "</xs:{name}>").expect("a string takes all");
}

impl TypeIndex {
    pub(crate) fn name(self) -> String {
        match self {
            Self::Simple(index) => format!("S{index}"),
            Self::Complex(index) => format!("C{index}"),
        }
    }
}
