/**
 * The page as an external action of Octane: a bundle of its files that is uploaded into Octane, and the definition that
 * names it. Octane serves the bundle on its own origin, so that the page needs no gateway.
 *
 * The form of the definition is that of the vendor's published examples; the bundle's files stand in one folder, as theirs
 * do. It is a technical preview of Octane, and has not been proved here against a live one.
 */

import { zipSync } from "fflate";

/** The folder in the bundle. */
const FOLDER = "octane-payload";

/** Octane fills in what stands in braces. */
const QUERY = "shared_space={shared_space}&workspace={workspace}&octane_url={octane_url}";

/** The definition, as the form of Octane's external actions takes it. */
export const EXTERNAL_ACTION: readonly object[] = [
  {
    name: "octane_payload",
    title: "Send test reports",
    entity_type: ["feature", "story", "defect", "quality_story"],
    views: ["list"],
    icon: "plus",
    url: `{bundle_url}/${FOLDER}/index.html?${QUERY}`,
    single_entity: false,
  },
];

/** The bundle of these files, by their paths; the same files give the same bytes. */
export function bundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const named = entries.map(([path, bytes]) => [`${FOLDER}/${path}`, bytes] as const);
  return zipSync(Object.fromEntries(named), { mtime: new Date(1980, 0, 1) });
}
