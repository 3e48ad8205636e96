import { convert } from "octane-payload";

const report =
  '<testsuite name="unit"><testcase classname="shop.Cart" name="adds" time="0.012"/></testsuite>';

export async function account() {
  const { parts } = await convert({ name: "report.xml", content: new Blob([report]) });
  return parts.map(({ runs, valid }) => ({ runs, valid }));
}
