//! The built-in types by name, and how each is derived (Datatypes §3).

use super::facets::FacetKind;

macro_rules! builtins {
    ($($variant:ident $name:literal $base:ident),* $(,)?) => {
        /// A built-in simple type: the ur-type, the 19 primitive ones and the 25 derived ones.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each variant is named as the specification names the type")]
        pub enum Builtin {
            $($variant),*
        }

        impl Builtin {
            /// Every built-in type; a base stands before what is derived from it.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The local name in the schema namespace.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }

            /// The type it is derived from; the ur-type names itself.
            #[must_use]
            pub fn base(self) -> Self {
                match self {
                    $(Self::$variant => Self::$base),*
                }
            }
        }
    };
}

builtins! {
    AnySimpleType "anySimpleType" AnySimpleType,
    String "string" AnySimpleType,
    Boolean "boolean" AnySimpleType,
    Decimal "decimal" AnySimpleType,
    Float "float" AnySimpleType,
    Double "double" AnySimpleType,
    Duration "duration" AnySimpleType,
    DateTime "dateTime" AnySimpleType,
    Time "time" AnySimpleType,
    Date "date" AnySimpleType,
    GYearMonth "gYearMonth" AnySimpleType,
    GYear "gYear" AnySimpleType,
    GMonthDay "gMonthDay" AnySimpleType,
    GDay "gDay" AnySimpleType,
    GMonth "gMonth" AnySimpleType,
    HexBinary "hexBinary" AnySimpleType,
    Base64Binary "base64Binary" AnySimpleType,
    AnyUri "anyURI" AnySimpleType,
    QName "QName" AnySimpleType,
    Notation "NOTATION" AnySimpleType,
    NormalizedString "normalizedString" String,
    Token "token" NormalizedString,
    Language "language" Token,
    NmToken "NMTOKEN" Token,
    NmTokens "NMTOKENS" AnySimpleType,
    Name "Name" Token,
    NcName "NCName" Name,
    Id "ID" NcName,
    IdRef "IDREF" NcName,
    IdRefs "IDREFS" AnySimpleType,
    Entity "ENTITY" NcName,
    Entities "ENTITIES" AnySimpleType,
    Integer "integer" Decimal,
    NonPositiveInteger "nonPositiveInteger" Integer,
    NegativeInteger "negativeInteger" NonPositiveInteger,
    Long "long" Integer,
    Int "int" Long,
    Short "short" Int,
    Byte "byte" Short,
    NonNegativeInteger "nonNegativeInteger" Integer,
    UnsignedLong "unsignedLong" NonNegativeInteger,
    UnsignedInt "unsignedInt" UnsignedLong,
    UnsignedShort "unsignedShort" UnsignedInt,
    UnsignedByte "unsignedByte" UnsignedShort,
    PositiveInteger "positiveInteger" NonNegativeInteger,
}

impl Builtin {
    /// The built-in type of that local name in the schema namespace.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// The type of the items, for the three built-in list types.
    pub fn item(self) -> Option<Self> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }

    /// The primitive type it is derived from; `None` for the ur-type and for lists.
    pub fn primitive(self) -> Option<Self> {
        if self == Self::AnySimpleType || self.item().is_some() {
            return None;
        }
        match self.base() {
            Self::AnySimpleType => Some(self),
            base => base.primitive(),
        }
    }

    /// Whether a restriction of this primitive type may have that facet (Structures §4.1.5, `cos-applicable-facets`).
    pub(super) fn allows(self, facet: FacetKind) -> bool {
        use FacetKind::{
            Enumeration, FractionDigits, Length, MaxLength, MinLength, Pattern, TotalDigits, WhiteSpace,
        };
        match facet {
            Pattern | WhiteSpace => true,
            Enumeration => self != Self::Boolean,
            Length | MinLength | MaxLength => self.has_length(),
            TotalDigits | FractionDigits => self == Self::Decimal,
            _ => self != Self::Boolean && !self.has_length(),
        }
    }

    fn has_length(self) -> bool {
        matches!(
            self,
            Self::String | Self::HexBinary | Self::Base64Binary | Self::AnyUri | Self::QName | Self::Notation
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_19_primitive_and_25_derived_types() {
        let primitives = Builtin::ALL.iter().filter(|b| b.primitive() == Some(**b)).count();
        assert_eq!(primitives, 19);
        assert_eq!(Builtin::ALL.len(), 1 + 19 + 25);
    }

    #[test]
    fn names_are_found_as_the_specification_writes_them() {
        for builtin in Builtin::ALL {
            assert_eq!(Builtin::from_name(builtin.name()), Some(*builtin));
        }
        assert_eq!(Builtin::from_name("Integer"), None);
    }
}
