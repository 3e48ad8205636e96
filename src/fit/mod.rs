//! Runs that a schema would refuse, made to fit before it is asked: one name that is too long makes Octane refuse the whole
//! payload.
//!
//! Owns what is done with values that a schema does not take. The limits are the compiled schema's own; another server's
//! schema has others. Knows no report and no XML.

mod options;
mod rules;
mod shorten;
mod strings;

pub use options::{BadUrl, EmptyName, FitOptions, NegativeDuration, TooLong};
pub use shorten::shorten;

use crate::diag::{Diagnostic, Severity};
use crate::model::{Run, TestRun};
use crate::xsd::Schema;

use rules::{Rule, Rules};
use strings::{Text, each_duration, each_string};

/// Makes runs fit one schema.
#[derive(Debug, Clone)]
pub struct Fitter {
    rules: Rules,
    options: FitOptions,
}

/// What there is to say about a run, without a place. An error means that the run is refused.
#[derive(Debug, Default)]
struct Fitting {
    faults: Vec<Diagnostic>,
    /// A URL that goes to the description.
    moved_url: Option<String>,
}

impl Fitter {
    /// A fitter to what the schema asks; without rules where it does not know the payload's elements.
    pub fn new(schema: &Schema, options: FitOptions) -> Self {
        Self { rules: Rules::of(schema), options }
    }

    /// Makes the run fit, with a diagnostic for whatever is changed; where one of them is an error, the options refuse the
    /// run. Diagnostics have neither place nor path.
    pub fn fit(&self, run: &mut Run) -> Vec<Diagnostic> {
        let mut fitting = Fitting::default();
        each_string(run, &mut |element, attribute, text| {
            if text.is_there()
                && let Some(rule) = self.rules.get(element, attribute)
            {
                self.fit_text(attribute, rule, text, &mut fitting);
            }
        });
        each_duration(run, &mut |duration| self.fit_duration(duration, &mut fitting));
        if let (Run::Test(run), Some(url)) = (run, fitting.moved_url.take()) {
            describe_url(run, &url);
        }
        fitting.faults
    }

    fn fit_text(&self, attribute: &'static str, rule: &Rule, text: Text<'_>, fitting: &mut Fitting) {
        match text {
            Text::Name(name) if name.trim().is_empty() => self.fit_empty_name(name, fitting),
            Text::Name(value) | Text::Required(value) => self.shorten(attribute, rule, value, fitting),
            Text::Optional(optional) => {
                let Some(value) = optional else { return };
                if rule.is_url() {
                    return self.fit_url(rule, optional, fitting);
                }
                self.shorten(attribute, rule, value, fitting);
                if !rule.takes(value) {
                    fitting.faults.push(left_out(attribute, rule, value));
                    *optional = None;
                }
            }
        }
    }

    fn fit_empty_name(&self, name: &mut String, fitting: &mut Fitting) {
        let FitOptions { empty_name, placeholder, .. } = &self.options;
        fitting.faults.push(match empty_name {
            EmptyName::Refuse => {
                Diagnostic::error("name-missing", "the test case is left out, because it has no name")
            }
            EmptyName::Placeholder => {
                name.clone_from(placeholder);
                let message = format!("the test case has no name and is called \"{placeholder}\"");
                Diagnostic::warning("name-missing", message)
            }
        });
    }

    fn shorten(&self, attribute: &'static str, rule: &Rule, value: &mut String, fitting: &mut Fitting) {
        let Some(length) = rule.excess(value) else { return };
        let max = rule.max;
        if self.options.too_long == TooLong::Refuse {
            let message = format!(
                "the test case is left out, because its {attribute} of {length} characters is longer than {max}"
            );
            return fitting
                .faults
                .push(Diagnostic::error("value-too-long", message).with_found(value.clone()));
        }
        // What no limit of the schema bounds is text for people, and needs no hash to stay itself.
        let policy = if rule.is_of_schema { self.options.too_long } else { TooLong::CutEnd };
        *value = shorten(value, max, policy);
        let message = format!("{attribute} of {length} characters is shortened to {max}");
        fitting.faults.push(Diagnostic::warning("value-shortened", message).with_found(value.clone()));
    }

    fn fit_url(&self, rule: &Rule, optional: &mut Option<String>, fitting: &mut Fitting) {
        let Some(url) = optional.as_deref().map(str::trim).map(str::to_owned) else { return };
        if rule.takes(&url) && rule.excess(&url).is_none() {
            *optional = Some(url);
            return;
        }
        *optional = None;
        fitting.faults.push(match self.options.bad_url {
            BadUrl::Refuse => {
                let message =
                    format!("the test case is left out, because the schema does not take its URL \"{url}\"");
                Diagnostic::error("url-refused", message).with_found(url)
            }
            BadUrl::Omit => {
                let message = format!("URL \"{url}\" is left out, because the schema does not take it");
                Diagnostic::warning("url-refused", message).with_found(url)
            }
            BadUrl::Description => {
                let message =
                    format!("URL \"{url}\" is told in the description, because the schema does not take it");
                fitting.moved_url = Some(url.clone());
                Diagnostic::warning("url-refused", message).with_found(url)
            }
        });
    }

    fn fit_duration(&self, duration: &mut i64, fitting: &mut Fitting) {
        if *duration >= 0 {
            return;
        }
        let written = *duration;
        let policy = self.options.negative_duration;
        let (value, message) = match policy {
            NegativeDuration::Keep => return,
            NegativeDuration::Zero => (0, format!("duration {written} ms is negative and is taken for 0")),
            NegativeDuration::Absolute => {
                let positive = written.saturating_abs();
                (positive, format!("duration {written} ms is negative and is taken for {positive}"))
            }
            NegativeDuration::Refuse => {
                (written, format!("the test case is left out, because its duration {written} ms is negative"))
            }
        };
        *duration = value;
        let is_refused = policy == NegativeDuration::Refuse;
        let severity = if is_refused { Severity::Error } else { Severity::Warning };
        let diagnostic = Diagnostic::new(severity, "duration-negative", message);
        fitting.faults.push(diagnostic.with_found(written.to_string()));
    }
}

fn left_out(attribute: &str, rule: &Rule, value: &str) -> Diagnostic {
    let why = if rule.is_declared() { "does not take it" } else { "has no such attribute" };
    let message = format!("{attribute} \"{value}\" is left out, because the schema {why}");
    Diagnostic::warning("value-left-out", message).with_found(value)
}

fn describe_url(run: &mut TestRun, url: &str) {
    let line = format!("report: {url}");
    run.description = Some(match run.description.take() {
        Some(text) => format!("{text}\n\n{line}"),
        None => line,
    });
}

#[cfg(test)]
mod tests;
