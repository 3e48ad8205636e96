import { convert } from "/node_modules/octane-payload/dist/index.js";

const { parts } = await convert({
  name: "report.xml",
  content: '<testsuite><testcase name="adds"/></testsuite>',
});
postMessage(parts.map(({ runs, valid }) => ({ runs, valid })));
