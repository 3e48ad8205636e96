//! Model groups, group definitions and the particles in them (sections 3.7 to 3.9).

use std::rc::Rc;

use crate::xsd::syntax::{NodeId, Tag, occurrences};

use super::at::{At, Built};
use super::compiler::Compiler;
use super::definition::{Definition, Space};
use super::particle::{Compositor, Group, Particle, Range, Term};

const PARTICLES: &[Tag] = &[Tag::Element, Tag::Group, Tag::All, Tag::Choice, Tag::Sequence, Tag::Any];

impl Compiler<'_> {
    /// The model group of a group definition; `None` in a circle.
    pub(super) fn group(&mut self, definition: &Definition) -> Option<Rc<Group>> {
        let at = definition.at;
        match self.groups.get(at) {
            Some(Built::Done(group)) => return Some(Rc::clone(group)),
            Some(Built::Open) => {
                self.report(at, "mg-props-correct.2", "the group contains itself");
                return None;
            }
            None => {}
        }
        if !self.enter(at) {
            return None;
        }
        self.groups.insert(at, Built::Open);
        let tree = self.tree(at);
        let child = tree.children(at.node, &[Tag::All, Tag::Choice, Tag::Sequence]).next();
        let group = child.map(|node| self.model_group(At { node, ..at }));
        let group = Rc::new(group.unwrap_or_else(|| Group::new(Compositor::Sequence, Vec::new())));
        self.leave();
        self.groups.insert(at, Built::Done(Rc::clone(&group)));
        Some(group)
    }

    fn model_group(&mut self, at: At) -> Group {
        let tree = self.tree(at);
        let compositor = match tree.node(at.node).tag {
            Tag::All => Compositor::All,
            Tag::Choice => Compositor::Choice,
            _ => Compositor::Sequence,
        };
        if !self.enter(at) {
            return Group::new(compositor, Vec::new());
        }
        let children: Vec<NodeId> = tree.children(at.node, PARTICLES).collect();
        let mut particles = Vec::with_capacity(children.len());
        for node in children {
            let Some(particle) = self.particle(At { node, ..at }) else {
                continue;
            };
            if matches!(&particle.term, Term::Group(inner) if inner.compositor == Compositor::All) {
                let message = "an all group can only be the whole content of a type";
                self.report(At { node, ..at }, "cos-all-limited.1.2", message);
            }
            particles.push(particle);
        }
        self.leave();
        let size = particles.iter().map(Particle::size).fold(1, usize::saturating_add);
        if !self.is_bounded(at, size) {
            particles.clear();
        }
        Group::new(compositor, particles)
    }

    /// The particle that the node stands for; none where it may not occur.
    pub(super) fn particle(&mut self, at: At) -> Option<Particle> {
        let range = self.occurrence_range(at);
        let term = match self.node(at).tag {
            Tag::Element => Term::Element(self.element_term(at)?),
            Tag::Any => Term::Wildcard(self.element_wildcard(at)),
            Tag::Group => {
                let definition = self.refer(at, "ref", Space::Group)?;
                Term::Group(self.group(&definition)?)
            }
            _ => Term::Group(Rc::new(self.model_group(at))),
        };
        if let Term::Group(group) = &term
            && group.compositor == Compositor::All
            && range.max != Some(1)
            && range.max != Some(0)
        {
            self.report(at, "cos-all-limited.1.2", "an all group cannot be repeated");
        }
        (range.max != Some(0)).then_some(Particle { range, term, at })
    }

    /// Whether a content model of so many particles is within the limits: what is not is reported.
    pub(super) fn is_bounded(&mut self, at: At, size: usize) -> bool {
        let most = self.options.limits.positions;
        if size > most {
            let message = format!("the content model has more than {most} particles");
            self.report(at, "xsd-limit", message);
        }
        size <= most
    }

    fn occurrence_range(&mut self, at: At) -> Range {
        let node = self.node(at);
        let min = node.attribute("minOccurs").and_then(occurrences).unwrap_or(1);
        let max = node.attribute("maxOccurs").map_or(Some(1), occurrences);
        let most = u32::try_from(self.options.limits.occurrences).unwrap_or(u32::MAX);
        for (name, number) in [("minOccurs", Some(min)), ("maxOccurs", max)] {
            if number.is_some_and(|number| number > most) {
                self.report_value(at, name, "xsd-limit", format!("{name} is more than {most}"));
            }
        }
        let range = Range { min, max: max.filter(|&max| max < u32::MAX) };
        if range.max.is_some_and(|max| max < range.min) {
            let message = format!("minOccurs is {}, more than maxOccurs", range.min);
            self.report(at, "p-props-correct.2.1", message);
            return Range { min: 0, ..range };
        }
        range
    }
}
