import { type Conversion, convert, type Diagnostic, OctaneClient } from "octane-payload";

export async function runsOf(content: Uint8Array): Promise<number> {
  const conversion: Conversion = await convert({ name: "report.xml", content }, { linkPolicy: "run-wins" });
  const errors: Diagnostic[] = conversion.diagnostics.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? conversion.parts.reduce((sum, part) => sum + part.runs, 0) : 0;
}

export const client: OctaneClient = new OctaneClient({
  server: "https://octane.example.com",
  sharedSpace: 1001,
  workspace: 1002,
  credentials: { clientId: "id", clientSecret: "secret" },
});
