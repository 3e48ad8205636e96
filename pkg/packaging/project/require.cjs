const { convert } = require("octane-payload");

const content = new TextEncoder().encode('<testsuite name="unit"><testcase name="adds"/></testsuite>');
convert({ name: "report.xml", content }).then(({ parts }) => process.stdout.write(`${parts.length} part`));
