const { join } = require("node:path");

module.exports = {
  mode: "production",
  entry: join(__dirname, "app.js"),
  output: { path: join(__dirname, "../webpack"), filename: "app.js" },
  // The WebAssembly alone is larger than what webpack warns of.
  performance: false,
};
