//! `xsd-schema`, as its documentation drives it.

use xsd_schema::validation::{CollectingValidationSink, SchemaValidator, ValidationFlags, drive_quick_xml};
use xsd_schema::{SchemaSet, SchemaSetBuilder};

pub(crate) struct Other(SchemaSet);

/// The schema, or the reason against it.
pub(crate) fn compiled(schema: &str) -> Result<Other, String> {
    let loaded =
        SchemaSetBuilder::new().add_source(schema, "schema.xsd").map_err(|error| error.to_string())?;
    let compiled = loaded.compile().map_err(|error| error.to_string())?;
    Ok(Other(compiled.into_schema_set()))
}

impl Other {
    /// The first reason against the document; `None` where it is valid.
    pub(crate) fn judge(&self, document: &str) -> Option<String> {
        let (mut errors, mut warnings) = (Vec::new(), Vec::new());
        let validator = SchemaValidator::new(&self.0, ValidationFlags::default());
        let sink = CollectingValidationSink { errors: &mut errors, warnings: &mut warnings };
        let mut runtime = validator.start_run(sink);
        let driven = drive_quick_xml(document.as_bytes(), &mut runtime, &self.0);
        drop(runtime);
        match driven {
            Err(error) => Some(format!("{error:?}")),
            Ok(_) => errors.first().map(|error| format!("{error:?}")),
        }
    }
}
