/** Which requests go on to Octane: the documented ones, by method, path and parameters. */

/** A kind of request that is forwarded. */
export interface ForwardedRoute {
  methods: readonly ("GET" | "POST")[];
  /** Path after `/octane`. */
  path: string;
  /** Query parameters that may stand in it. */
  parameters: readonly string[];
  /** What it does to the page's session. */
  session: "opens" | "uses" | "closes";
}

const WORKSPACE = "/api/shared_spaces/:space{[0-9]+}/workspaces/:workspace{[0-9]+}";
const LOOK_UPS =
  "releases|milestones|programs|product_areas|work_items|test_suites|ci_builds|taxonomy_nodes|list_nodes|runs";
const LIST = ["fields", "query", "offset", "limit", "order_by"];

function uses(
  methods: ForwardedRoute["methods"],
  path: string,
  parameters: readonly string[] = [],
): ForwardedRoute {
  return { methods, path: `${WORKSPACE}${path}`, parameters, session: "uses" };
}

/** All of them; nothing else is. */
export const FORWARDED: readonly ForwardedRoute[] = [
  { methods: ["POST"], path: "/authentication/sign_in", parameters: [], session: "opens" },
  { methods: ["POST"], path: "/authentication/sign_out", parameters: [], session: "closes" },
  { methods: ["POST"], path: "/osp/a/au/auth/oauth2/token", parameters: [], session: "uses" },
  uses(["GET"], "/test-results/xsd"),
  uses(["POST"], "/test-results", ["skip-errors"]),
  uses(["GET"], "/test-results/:id{[0-9]+}"),
  uses(["GET", "POST"], "/test-results/:id{[0-9]+}/log"),
  uses(["GET"], `/:collection{${LOOK_UPS}}`, LIST),
];

/** The first parameter of a query that the route does not know. */
export function unknownParameter(route: ForwardedRoute, query: URLSearchParams): string | undefined {
  return Array.from(query.keys()).find((name) => !route.parameters.includes(name));
}
