/**
 * Payloads as a test tool's report comes to: a tenth of the runs failed, with a stack trace. Made by rule: the same bytes
 * each time, of any length, and nobody's data.
 */

/** What can be wrong with a run: each is one fault, of another kind. */
const FAULTS = [
  (/** @type {string} */ run) => run.replace(/status="\w+"/, 'status="passed"'),
  (/** @type {string} */ run) => run.replace(/ name="[^"]*"/, ""),
  (/** @type {string} */ run) => run.replace(/duration="\d+"/, 'duration="7.5"'),
  (/** @type {string} */ run) => run.replace(/ started="\d+"/, (started) => `${started} colour="red"`),
  (/** @type {string} */ run) => `  <test_ran name="misspelt" status="Passed" duration="1"/>\n${run}`,
];

/**
 * A payload of so many runs, in pieces: a head, each run, an end.
 *
 * @param {number} runs
 * @param {{ faultEvery?: number }} [options] one run in so many holds a fault, from the first on, of each kind in turn;
 *   absent: none does
 * @returns {Generator<string>}
 */
export function* payload(runs, { faultEvery } = {}) {
  yield [
    '<?xml version="1.0" encoding="UTF-8"?>\n<test_result>\n',
    ' <build server_id="ci-server" job_id="nightly" job_name="Nightly" build_id="4711" build_name="#4711"/>\n',
    ' <release_ref id="1001"/>\n <product_areas>\n  <product_area_ref id="2001"/>\n </product_areas>\n',
    ' <test_fields>\n  <test_field type="Framework" value="JUnit"/>\n </test_fields>\n <test_runs>\n',
  ].join("");
  for (let index = 0; index < runs; index += 1) {
    const isFault = faultEvery !== undefined && index % faultEvery === 0;
    const fault = isFault ? FAULTS[(index / faultEvery) % FAULTS.length] : undefined;
    yield fault === undefined ? run(index) : fault(run(index));
  }
  yield " </test_runs>\n</test_result>\n";
}

/** @param {number} index */
function run(index) {
  const hasFailed = index % 10 === 3;
  const start = [
    `  <test_run module="shop" package="com.example.shop.checkout" class="BasketTest${index % 97}"`,
    ` name="adds item number ${index} to the basket &amp; totals it" duration="${index % 1000}"`,
    ` status="${hasFailed ? "Failed" : "Passed"}" started="${1_700_000_000_000 + index}"`,
    ` external_report_url="https://ci.example.com/job/nightly/4711/test/${index}"`,
  ].join("");
  return hasFailed ? `${start}>\n${FAILURE}  </test_run>\n` : `${start}/>\n`;
}

const FAILURE = [
  '   <error type="java.lang.AssertionError" message="expected: &lt;3&gt; but was: &lt;4&gt;">',
  "java.lang.AssertionError: expected: &lt;3&gt; but was: &lt;4&gt;\n",
  "\tat org.junit.Assert.fail(Assert.java:88)\n\tat org.junit.Assert.assertEquals(Assert.java:118)\n",
  "\tat com.example.shop.checkout.BasketTest.adds(BasketTest.java:42)\n</error>\n",
].join("");
