//! What the reader of a JSON format is: which pieces of a document it wants to see, and what it makes of them.

use super::raw::CaseSink;
use crate::diag::Place;
use crate::json::Node;

/// A format that is JSON.
pub(super) trait JsonFormat: std::fmt::Debug {
    /// The pieces that it wants to see, as patterns: keys joined by dots, items as `[]`, nothing for a whole root.
    fn wanted(&self) -> &'static [&'static str];

    /// Keys whose values no piece needs: logs, screenshots.
    fn silent(&self) -> &'static [&'static str] {
        &[]
    }

    /// The next piece: which of those wanted, its path and itself. Where the document was cut off inside it, it holds
    /// what stands before the cut.
    fn piece(&mut self, wanted: &str, path: &str, node: &Node, sink: &mut dyn CaseSink);

    /// A line that is no JSON, in a report of JSON lines; whether it says something.
    fn line(&mut self, line: &str, place: Place, sink: &mut dyn CaseSink) -> bool {
        let _ = (line, place, sink);
        false
    }

    /// The report is over, as it should be or cut off.
    fn end(&mut self, is_cut: bool, sink: &mut dyn CaseSink) {
        let _ = (is_cut, sink);
    }
}
