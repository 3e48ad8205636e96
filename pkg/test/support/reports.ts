/** Reports for the command line's tests, small and large. */

/** Three cases, one of each status. */
export const THREE_CASES = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="shop" tests="3" failures="1" skipped="1">
    <testcase classname="com.example.shop.CartTest" name="adds" time="0.25"/>
    <testcase classname="com.example.shop.CartTest" name="removes" time="1">
      <failure type="AssertionError" message="2 &lt; 3">at CartTest.removes(CartTest.java:7)</failure>
    </testcase>
    <testcase classname="com.example.shop.CartTest" name="empties"><skipped/></testcase>
  </testsuite>
</testsuites>
`;

/** A report of this many passed cases. */
export function reportOf(cases: number): string {
  const lines = Array.from(
    { length: cases },
    (_, n) => `  <testcase classname="com.example.Big" name="case ${n}" time="0.001"/>`,
  );
  return `<testsuite name="big" tests="${cases}">\n${lines.join("\n")}\n</testsuite>\n`;
}
