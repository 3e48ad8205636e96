import { convert, OctaneClient } from "octane-payload";
import { createSandbox, TRY_USER } from "octane-payload/sandbox";

const WORKSPACE = { server: "https://octane.example.com", sharedSpace: 1001, workspace: 1002 };

// biome-ignore lint/style/noDefaultExport: the form of a Worker
export default {
  async fetch(request) {
    const sandbox = createSandbox();
    const reach = (url, init) => sandbox.fetch(new Request(url, init));
    const client = new OctaneClient({ ...WORKSPACE, credentials: TRY_USER, fetch: reach });
    const { parts } = await convert({ name: "report.xml", content: request.body });
    const { outcome } = await client.submit(parts);
    return Response.json({ runs: parts[0].runs, valid: parts[0].valid, outcome });
  },
};
