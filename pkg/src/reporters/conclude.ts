/** How a reporter ends where its tool lets it print. */

import type { Collector } from "./collector.js";
import type { ReporterOptions } from "./options.js";

/**
 * Delivers what was collected and says so on standard error, where no reporter that writes a document to standard output is
 * disturbed. Whether the test run may end as it would have without.
 */
export async function conclude(collector: Collector, options: ReporterOptions): Promise<boolean> {
  const { isDelivered, line } = await collector.finish();
  process.stderr.write(`${line}\n`);
  return isDelivered || options.failOnError !== true;
}
