//! What a value of the context file may be, as data.

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// A text of so many characters, from the first number to the second.
    Text(usize, usize),
    /// An entity id: a whole number, or one as text.
    Id,
    /// `true`, and nothing else.
    True,
    /// One of these texts.
    Word(&'static [&'static str]),
    /// A glob: any text. It is described apart, because editors show the description.
    Glob,
    /// A regular expression of XML Schema's dialect.
    Regex,
    /// A list of at least so many items.
    List(usize, &'static Shape),
    /// An object with these fields.
    Object(&'static [Field]),
    /// An object with any names and such values.
    Map(&'static Shape),
    /// One of these; the words say which.
    OneOf(&'static [Shape], &'static str),
}

/// A field of an object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) is_required: bool,
    /// What it is, in one line, for editors.
    pub(super) about: &'static str,
    pub(super) shape: Shape,
}

impl Shape {
    /// What is expected, in words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Text(0, most) => format!("a text of at most {most} characters"),
            Self::Text(least, most) => format!("a text of {least} to {most} characters"),
            Self::Id => "an id: a whole number, or one as text".to_owned(),
            Self::True => "true".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::Glob | Self::Regex => "a text".to_owned(),
            Self::List(0, _) => "a list".to_owned(),
            Self::List(least, _) => format!("a list of at least {least}"),
            Self::Object(_) | Self::Map(_) => "an object".to_owned(),
            Self::OneOf(_, words) => (*words).to_owned(),
        }
    }
}
