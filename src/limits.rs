//! Every bound on untrusted input, with its default and its reason.

use serde::Deserialize;

/// Bounds for reading one XML document, be it a report, a payload or a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlLimits {
    /// Open elements at a time. Real reports nest under 30 deep; a stack entry costs memory in each floor.
    pub depth: usize,
    /// Attributes of one element. Real ones have under 30; a check for duplicates compares them.
    pub attributes: usize,
    /// Bytes of one element or attribute name. Octane's longest is 20.
    pub name_bytes: usize,
    /// Bytes of one tag, comment, processing instruction or reference: these are held whole in memory.
    /// Text and CDATA sections are handed on in pieces and have no bound. Octane's own limit for one attribute is 262,144
    /// characters; JUnit reports with whole logs in `message` reach megabytes.
    pub markup_bytes: usize,
    /// Namespace declarations in scope at a time.
    pub namespaces: usize,
    /// Entities that the internal subset declares. Hand-written documents have some dozens; each costs memory.
    pub entities: usize,
    /// Entities within each other.
    pub entity_depth: usize,
    /// Bytes that all references to entities and all attribute defaults of the internal subset together stand for.
    /// A few lines of declarations can multiply to gigabytes; what people write stays far below.
    pub entity_bytes: usize,
}

impl Default for XmlLimits {
    fn default() -> Self {
        Self {
            depth: 512,
            attributes: 512,
            name_bytes: 4096,
            markup_bytes: 16 << 20,
            namespaces: 512,
            entities: 10_000,
            entity_depth: 32,
            entity_bytes: 16 << 20,
        }
    }
}

impl XmlLimits {
    /// The bound of that name, as an option may name it.
    pub fn bound(&mut self, name: &str) -> Option<&mut usize> {
        Some(match name {
            "depth" => &mut self.depth,
            "attributes" => &mut self.attributes,
            "name_bytes" => &mut self.name_bytes,
            "markup_bytes" => &mut self.markup_bytes,
            "namespaces" => &mut self.namespaces,
            "entities" => &mut self.entities,
            "entity_depth" => &mut self.entity_depth,
            "entity_bytes" => &mut self.entity_bytes,
            _ => return None,
        })
    }
}

/// Bounds for reading one JSON document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonLimits {
    /// Open objects and arrays at a time. Real reports nest under 60 deep: Playwright's steps and Jest's suites.
    pub depth: usize,
    /// Bytes of one string, key or number that is told: these are held whole in memory. What is read over has no bound.
    /// Output of whole test runs stands in one string of a report, and real ones reach megabytes.
    pub token_bytes: usize,
}

impl Default for JsonLimits {
    fn default() -> Self {
        Self { depth: 512, token_bytes: 64 << 20 }
    }
}

/// Bytes of one piece of a JSON report that has to be held whole: a test case, or a test file with all of its cases where
/// the format names the file after them.
pub const JSON_PIECE: usize = 256 << 20;

/// Bytes that are kept of what one test prints, for formats that tell failures there (Go, TAP): as much as Octane takes
/// in an attribute.
pub const OUTPUT: usize = 256 << 10;

/// Findings that one reading, validation or conversion keeps; the rest are counted, not kept.
pub const DIAGNOSTICS: usize = 1000;

/// Names or values that one finding lists as possible: a type may enumerate thousands.
pub const EXPECTED: usize = 50;

/// Test runs in one payload (documentation: "The maximum number of tests that can be posted at once: 1000").
pub const RUNS_PER_PART: usize = 1000;

/// Bytes of one answer of a server. A log or a schema of a megabyte is large; what is larger comes from somewhere else.
pub const RESPONSE_BYTES: u32 = 32 << 20;

/// Bytes of results that wait for the definition of their test, which stands after them in TRX files: those of some
/// 50,000 tests.
pub const HELD_RESULTS_BYTES: usize = 32 << 20;

/// Tests that are remembered over a whole conversion, so that those that come again are found. A table of so many entries
/// of 16 bytes is filled to its measure and takes 18 MB, half as much again while it grows.
pub const KNOWN_TESTS: usize = (1 << 20) / 8 * 7;

/// Cases of one report that are shown under each preset of identities: enough to see what a choice does.
pub const IDENTITY_EXAMPLES: usize = 5;

/// Code points of one attribute of a payload. Octane's own clients cut there, because the server's parser does not take
/// longer ones; the schema has limits of its own, which are read from it.
pub const ATTRIBUTE_CHARACTERS: usize = 262_144;

/// Bytes of one payload that are aimed at: the server's own limit is 100 MB by default, and smaller bodies fail cheaper.
pub const PART_BYTES: usize = 20_000_000;

/// Bytes that a server takes by default (documentation, `MAX_REQUEST_LENGTH`): no part is meant to be larger.
pub const MOST_PART_BYTES: usize = 100_000_000;

/// Parts that are open at a time: runs that differ in what stands once for a payload each wait for more of their kind.
pub const OPEN_PARTS: usize = 16;

/// Tests of one conversion that are explained, unless the options say otherwise.
pub const EXPLANATIONS: usize = 100;

/// Bounds for the regular expressions of a schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternLimits {
    /// Instructions of one automaton. A counted repetition costs as many as its count, so `[a-z]{1,4000}` fits; a match
    /// that has to be simulated looks at each of them for each character.
    pub instructions: usize,
    /// Groups and classes within each other: each costs a call of the parser.
    pub nesting: usize,
    /// Cells of the table of one automaton, two bytes each. One that needs more is simulated.
    pub table_cells: usize,
}

impl Default for PatternLimits {
    fn default() -> Self {
        Self { instructions: 20_000, nesting: 100, table_cells: 1 << 16 }
    }
}

impl PatternLimits {
    /// The bound of that name, as an option may name it.
    pub fn bound(&mut self, name: &str) -> Option<&mut usize> {
        Some(match name {
            "pattern_instructions" => &mut self.instructions,
            "pattern_nesting" => &mut self.nesting,
            "pattern_table_cells" => &mut self.table_cells,
            _ => return None,
        })
    }
}

/// Bounds for a schema as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaLimits {
    /// Documents that one schema may be made of; a document that is included under two namespaces counts twice.
    pub documents: usize,
    /// Positions of one content model, after small repetitions are written out.
    pub positions: usize,
    /// States of one content model's automaton.
    pub states: usize,
    /// Components within each other: groups in groups, types derived from types, members of substitution groups. Each
    /// costs calls of the compiler, which has one megabyte for them in WebAssembly. Real schemas stay under 30.
    pub nesting: usize,
    /// Members of one union, those of unions within it included: a value is tried against each.
    pub members: usize,
    /// Paths of one selector or field: each is followed at each element.
    pub paths: usize,
    /// `minOccurs` and `maxOccurs`, where they are numbers. They are counted, not written out, and cost nothing: by
    /// default none is refused, and 4,294,967,295 or more is as good as no bound.
    pub occurrences: usize,
    /// Steps of all constructions together that can multiply what is written: positions and edges of content models,
    /// comparisons of particles, inherited attributes, members of substitution groups. The largest public schemas take
    /// under a million; all of them take some seconds.
    pub steps: usize,
}

impl Default for SchemaLimits {
    fn default() -> Self {
        Self {
            documents: 1000,
            positions: 10_000,
            states: 10_000,
            nesting: 200,
            members: 1000,
            paths: 100,
            occurrences: u32::MAX as usize,
            steps: 20_000_000,
        }
    }
}

impl SchemaLimits {
    /// The bound of that name, as an option may name it.
    pub fn bound(&mut self, name: &str) -> Option<&mut usize> {
        Some(match name {
            "documents" => &mut self.documents,
            "positions" => &mut self.positions,
            "states" => &mut self.states,
            "nesting" => &mut self.nesting,
            "members" => &mut self.members,
            "paths" => &mut self.paths,
            "occurrences" => &mut self.occurrences,
            "steps" => &mut self.steps,
            _ => return None,
        })
    }
}

/// Bounds for what is unpacked from gzip files and zip archives. Nothing of it is held in memory or written anywhere; the
/// bounds are for the time that an input may take.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct UnpackLimits {
    /// Entries of one archive. Allure writes a file for each test.
    pub entries: usize,
    /// Bytes of one entry, or of one gzip file, unpacked.
    pub entry_bytes: u64,
    /// Bytes of all entries of one archive, unpacked.
    pub total_bytes: u64,
    /// How many times larger than packed an entry may be. Reports reach 50, logs of equal lines 200; a bomb has 1000.
    /// What stays under 64 MiB is not measured.
    pub ratio: u64,
}

impl Default for UnpackLimits {
    fn default() -> Self {
        Self { entries: 100_000, entry_bytes: 4 << 30, total_bytes: 16 << 30, ratio: 500 }
    }
}
