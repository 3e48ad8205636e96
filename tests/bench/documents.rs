//! The documents that every engine is measured on: made by rule, the same on every machine.

use std::fmt::Write;

/// A document and whether the schema accepts it.
pub(crate) struct Document {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) is_valid: bool,
}

/// A payload of so many runs, as a test tool's report comes to: a tenth failed, with a stack trace.
pub(crate) fn payload(runs: usize) -> String {
    let mut text = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<test_result>\n",
        " <build server_id=\"ci-server\" job_id=\"nightly\" job_name=\"Nightly\" build_id=\"4711\" build_name=\"#4711\"/>\n",
        " <release_ref id=\"1001\"/>\n <product_areas>\n  <product_area_ref id=\"2001\"/>\n </product_areas>\n",
        " <test_fields>\n  <test_field type=\"Framework\" value=\"JUnit\"/>\n </test_fields>\n <test_runs>\n",
    ));
    for index in 0..runs {
        push_run(&mut text, index);
    }
    text.push_str(" </test_runs>\n</test_result>\n");
    text
}

fn push_run(text: &mut String, index: usize) {
    let status = if index % 10 == 3 { "Failed" } else { "Passed" };
    let _ = write!(
        text,
        "  <test_run module=\"shop\" package=\"com.example.shop.checkout\" class=\"BasketTest{}\" \
         name=\"adds item number {index} to the basket &amp; totals it\" duration=\"{}\" status=\"{status}\" \
         started=\"{}\" external_report_url=\"https://ci.example.com/job/nightly/4711/test/{index}\"",
        index % 97,
        index % 1000,
        1_700_000_000_000_u64 + index as u64,
    );
    if status == "Failed" {
        text.push_str(concat!(
            ">\n   <error type=\"java.lang.AssertionError\" message=\"expected: &lt;3&gt; but was: &lt;4&gt;\">",
            "java.lang.AssertionError: expected: &lt;3&gt; but was: &lt;4&gt;\n",
            "\tat org.junit.Assert.fail(Assert.java:88)\n\tat org.junit.Assert.assertEquals(Assert.java:118)\n",
            "\tat com.example.shop.checkout.BasketTest.adds(BasketTest.java:42)\n</error>\n  </test_run>\n",
        ));
    } else {
        text.push_str("/>\n");
    }
}

/// All of them.
pub(crate) fn all() -> Vec<Document> {
    let small = payload(1000);
    let large = payload(100_000);
    let misspelt = large.replacen("status=\"Passed\"", "status=\"passed\"", 3);
    let broken = misspelt.replacen("duration=\"7\"", "duration=\"\"", 1);
    vec![
        Document { name: "payload-1000", text: small, is_valid: true },
        Document { name: "payload-100000", text: large, is_valid: true },
        Document { name: "payload-100000-invalid", text: broken, is_valid: false },
    ]
}
