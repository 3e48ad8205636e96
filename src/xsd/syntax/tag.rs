//! The elements of the schema language.

/// Declares the tags with their names.
macro_rules! tags {
    ($($tag:ident $name:literal)*) => {
        /// An element of the schema namespace.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { $($tag),* }

        impl Tag {
            const ALL: &'static [(Tag, &'static str)] = &[$((Tag::$tag, $name)),*];

            /// Its local name.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Self::$tag => $name),* }
            }
        }
    };
}

tags! {
    Schema "schema" Include "include" Import "import" Redefine "redefine" Annotation "annotation"
    Appinfo "appinfo" Documentation "documentation" SimpleType "simpleType" ComplexType "complexType"
    Element "element" Attribute "attribute" Group "group" AttributeGroup "attributeGroup" Notation "notation"
    Restriction "restriction" Extension "extension" List "list" Union "union"
    SimpleContent "simpleContent" ComplexContent "complexContent"
    Sequence "sequence" Choice "choice" All "all" Any "any" AnyAttribute "anyAttribute"
    Unique "unique" Key "key" Keyref "keyref" Selector "selector" Field "field"
    MinExclusive "minExclusive" MinInclusive "minInclusive" MaxExclusive "maxExclusive" MaxInclusive "maxInclusive"
    TotalDigits "totalDigits" FractionDigits "fractionDigits" Length "length" MinLength "minLength"
    MaxLength "maxLength" Enumeration "enumeration" WhiteSpace "whiteSpace" Pattern "pattern"
}

/// A set of tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TagSet(u64);

impl TagSet {
    pub(super) const fn of(tags: &[Tag]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < tags.len() {
            bits |= 1 << tags[index] as u8;
            index += 1;
        }
        Self(bits)
    }

    pub(super) fn contains(self, tag: Tag) -> bool {
        self.0 & (1 << tag as u8) != 0
    }

    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        let tags = Tag::ALL.iter().filter(move |(tag, _)| self.contains(*tag));
        tags.map(|&(_, name)| name)
    }
}

impl Tag {
    /// The names of all.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|&(_, name)| name)
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == name)?;
        Some(found.0)
    }

    pub(crate) fn is_facet(self) -> bool {
        self >= Self::MinExclusive
    }
}
