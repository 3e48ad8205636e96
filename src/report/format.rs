//! The formats and their names.

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JUnit XML in its dialects: `testsuites`, `testsuite` or `testcase` at the root.
    Junit,
    /// An Octane payload: `test_result` at the root.
    Octane,
    /// An Octane payload as it was in 2015: `testResult` at the root.
    Octane2015,
    /// Results of Visual Studio and `dotnet test`: `TestRun` in a namespace of `TeamTest`.
    Trx,
    /// NUnit 2: `test-results`.
    NUnit2,
    /// NUnit 3 and later: `test-run`.
    NUnit3,
    /// xUnit.net, version 1 to 3: `assemblies` or `assembly`.
    Xunit,
    /// TestNG: `testng-results`.
    TestNg,
    /// Robot Framework: `robot`.
    Robot,
    /// Results of Octane's Gherkin reporters: `features`.
    Features,
    /// The Common Test Report Format.
    Ctrf,
    /// Playwright's JSON reporter.
    Playwright,
    /// The JSON of Jest, and of Vitest, which follows it.
    Jest,
    /// Mocha's JSON reporter.
    Mocha,
    /// Cucumber's JSON formatter.
    Cucumber,
    /// An Allure 2 result.
    Allure,
    /// `go test -json`.
    GoTest,
    /// The JSON reporter of Dart and Flutter.
    Dart,
    /// RSpec's JSON formatter.
    Rspec,
    /// The Test Anything Protocol.
    Tap,
}

impl Format {
    /// As it is called in accounts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Junit => "junit",
            Self::Octane => "octane",
            Self::Octane2015 => "octane-2015",
            Self::Trx => "trx",
            Self::NUnit2 => "nunit2",
            Self::NUnit3 => "nunit3",
            Self::Xunit => "xunit",
            Self::TestNg => "testng",
            Self::Robot => "robot",
            Self::Features => "octane-gherkin",
            Self::Ctrf => "ctrf",
            Self::Playwright => "playwright",
            Self::Jest => "jest",
            Self::Mocha => "mocha",
            Self::Cucumber => "cucumber",
            Self::Allure => "allure",
            Self::GoTest => "go-test",
            Self::Dart => "dart",
            Self::Rspec => "rspec",
            Self::Tap => "tap",
        }
    }
}
