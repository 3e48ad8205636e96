//! Where the suite is, and its cases.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// The part of the suite that stands beside the repository: an archive with one folder.
const ARCHIVE: &str = "../shared/xsts/xsts-a.tar.xz";

/// One case, a line of `tests.jsonl`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) set: String,
    pub(crate) kind: Kind,
    pub(crate) expected: Expected,
    /// The schema to load; absent where the document's own hints say it.
    pub(crate) schema: Option<String>,
    pub(crate) instance: Option<String>,
}

/// What a case is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    Schema,
    Instance,
}

/// The verdict that the suite expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Expected {
    Valid,
    Invalid,
}

/// The suite, unpacked.
pub(crate) struct Suite {
    pub(crate) root: PathBuf,
    pub(crate) cases: Vec<Case>,
}

impl Suite {
    /// The suite in the folder that `XSTS_DIR` names, or the archive beside the repository; `None` where neither is.
    pub(crate) fn find() -> Result<Option<Self>, String> {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = match std::env::var_os("XSTS_DIR") {
            Some(folder) => repository.join(folder),
            None => repository.join(ARCHIVE),
        };
        if root.join("tests.jsonl").is_file() {
            return Self::read(root).map(Some);
        }
        let archive = if root.is_dir() { root.join("xsts-a.tar.xz") } else { root };
        if !archive.is_file() {
            return Ok(None);
        }
        Self::read(unpacked(&archive)?).map(Some)
    }

    fn read(root: PathBuf) -> Result<Self, String> {
        let path = root.join("tests.jsonl");
        let text = crate::read(&path)?;
        let cases = text.lines().map(serde_json::from_str).collect::<Result<_, _>>();
        let cases = cases.map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self { root, cases })
    }
}

/// The archive's folder in the build folder, unpacked once for each state of the archive.
fn unpacked(archive: &Path) -> Result<PathBuf, String> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xsts");
    let stamp = target.join("stamp");
    let state = state(archive)?;
    if fs::read_to_string(&stamp).is_ok_and(|found| found == state) {
        return Ok(target.join("xsts-a"));
    }
    fs::create_dir_all(&target).map_err(|error| error.to_string())?;
    let status = Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(&target).status();
    match status {
        Ok(status) if status.success() => crate::write(&stamp, &state)?,
        Ok(status) => return Err(format!("tar: {status}")),
        Err(error) => return Err(format!("tar: {error}")),
    }
    Ok(target.join("xsts-a"))
}

fn state(archive: &Path) -> Result<String, String> {
    let metadata = fs::metadata(archive).map_err(|error| format!("{}: {error}", archive.display()))?;
    Ok(format!("{} {:?}", metadata.len(), metadata.modified().ok()))
}
