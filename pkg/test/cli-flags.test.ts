/** What the flags mean, without a process: links, policies, numbers, the server's place. */
import { Command } from "commander";
import { describe, expect, test } from "vitest";
import { addContextOptions, type ContextFlags, contextOf } from "../src/cli/context-flags.js";
import { addLinkPolicyOption, type LinkPolicies } from "../src/cli/link-policy.js";
import { entityId, seconds, wholeNumber } from "../src/cli/numbers.js";
import { readServerPlace, type ServerFlags } from "../src/cli/server-options.js";

/** What a command with the options makes of the arguments. */
function parsed<Flags extends object>(addOptions: (command: Command) => Command, args: string[]): Flags {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addOptions(command).action(() => {});
  return command.parse(args, { from: "user" }).opts<Flags>();
}

describe("context flags", () => {
  const check = (args: string[], expected: unknown) =>
    expect(contextOf(parsed<ContextFlags>(addContextOptions, args))).toEqual(expected);
  const refused = (args: string[], message: RegExp) =>
    expect(() => contextOf(parsed<ContextFlags>(addContextOptions, args))).toThrow(message);

  test("every flag becomes its link", () => {
    check(
      ["--release", "7", "-m", "8", "--program", "9", "--suite", "10", "--suite-external-run-id", "night"],
      {
        release: { id: "7" },
        milestone: "8",
        program: "9",
        suite: { id: "10", externalRunId: "night" },
      },
    );
    check(["--release-name", "R 1"], { release: { name: "R 1" } });
    check(["--release-default"], { release: { name: "_default_" } });
  });

  test("repeatable flags keep their order", () => {
    check(["-a", "3", "--product-area", "1", "-b", "5", "-b", "4"], {
      productAreas: ["3", "1"],
      backlogItems: ["5", "4"],
    });
  });

  test("a typed value is split at its first colon", () => {
    check(["-f", "Framework:C#", "--tag", "URL:http://a:80", "-t", "OS:Windows 11"], {
      testFields: [{ type: "Framework", value: "C#" }],
      environment: [
        { type: "URL", value: "http://a:80" },
        { type: "OS", value: "Windows 11" },
      ],
    });
    refused(["--tag", "Browser"], /TYPE:VALUE/);
    refused(["--tag", ":Chrome"], /TYPE:VALUE/);
    refused(["--field", "Colour:red"], /Test_Level, Test_Type, Testing_Tool_Type, Framework/);
  });

  test("a build needs its three ids", () => {
    const ids = [
      "--build-context-server-id",
      "s",
      "--build-context-job-id",
      "j",
      "--build-context-build-id",
      "1",
    ];
    check([...ids, "--build-name", "n", "--job-name", "jn", "--sub-type", "", "--artifact-id", "a"], {
      build: {
        serverId: "s",
        jobId: "j",
        buildId: "1",
        buildName: "n",
        jobName: "jn",
        subType: "",
        artifactId: "a",
      },
    });
    refused(ids.slice(2), /all three/);
    refused(["--build-name", "n"], /all three/);
  });

  test("what excludes each other is refused", () => {
    refused(["--release", "1", "--release-default"], /cannot be used with/);
    refused(["--release-name", "n", "--release-default"], /cannot be used with/);
    refused(["--release", "1", "--release-name", "n"], /cannot be used with/);
    refused(["--suite-external-run-id", "n"], /without --suite/);
  });

  test("ids and texts are checked against the schema's bounds", () => {
    check(["--release", "9223372036854775807"], { release: { id: "9223372036854775807" } });
    refused(["--release", "9223372036854775808"], /It takes an id/);
    refused(["--release", "R1"], /It takes an id/);
    refused(["--release-name", ""], /at least one character/);
    refused(["--release-name", "x".repeat(256)], /at most 255 characters/);
  });
});

describe("link policy", () => {
  const read = (...values: string[]) =>
    parsed<{ linkPolicy: LinkPolicies }>(
      addLinkPolicyOption,
      values.flatMap((value) => ["--link-policy", value]),
    ).linkPolicy;

  test("one for all, and one per kind beside it", () => {
    expect(read("report-wins")).toEqual({ default: "report-wins" });
    expect(read("refuse", "release=report-wins", "backlog-item=unite")).toEqual({
      default: "refuse",
      release: "report-wins",
      backlogItems: "unite",
    });
  });

  test("a kind has the name of its flag, and that of the context", () => {
    expect(read("tag=unite", "productAreas=refuse")).toEqual({
      environment: "unite",
      productAreas: "refuse",
    });
    expect(() => read("tag=unite", "environment=refuse")).toThrow(/twice/);
  });

  test("what is not a policy, or nothing to unite, is refused", () => {
    expect(() => read("both")).toThrow(/run-wins, report-wins, unite, refuse/);
    expect(() => read("colour=unite")).toThrow(/suite, program, release/);
    expect(() => read("release=unite")).toThrow(/nothing to unite/);
    expect(() => read("refuse", "unite")).toThrow(/twice/);
  });
});

describe("numbers", () => {
  test("are whole and in their bounds", () => {
    const port = wholeNumber(0, 65535);
    expect([port("0"), port("65535")]).toEqual([0, 65535]);
    for (const text of ["65536", "-1", "1.5", "", "1e3", " 1", "0x10"]) expect(() => port(text)).toThrow();
  });

  test("seconds become milliseconds", () => {
    expect([seconds("90"), seconds("0.25")]).toEqual([90_000, 250]);
    for (const text of ["0", "-1", "soon", ""]) expect(() => seconds(text)).toThrow();
  });

  test("an id keeps every digit", () => {
    expect(entityId("9007199254740993")).toBe("9007199254740993");
    expect(entityId("-1")).toBe("-1");
  });
});

describe("the server's place", () => {
  const read = (flags: ServerFlags, env = {}) => readServerPlace(flags, env);
  const full = { server: "https://octane.example.com/", sharedSpace: "1001", workspace: "1002" };

  test("is read from flags before the environment", () => {
    const env = { OCTANE_SERVER: "http://other", OCTANE_SHARED_SPACE: "1", OCTANE_WORKSPACE: "2" };
    const expected = { server: "https://octane.example.com", sharedSpace: 1001, workspace: 1002 };
    expect(read(full, env)).toEqual(expected);
    expect(read({}, env)).toEqual({ server: "http://other", sharedSpace: 1, workspace: 2 });
  });

  test("names what is missing or not understood", () => {
    expect(() => read({})).toThrow("--server is missing");
    expect(() => read({ ...full, workspace: "two" })).toThrow(
      '--workspace takes a whole number from 1, not "two"',
    );
    expect(() => read({ ...full, server: "octane.example.com" })).toThrow("not an http or https URL");
    expect(() => read({ ...full, server: "https://o.example.com/ui/?p=1001/1002" })).toThrow(
      "not the address of a page",
    );
  });

  test("never repeats a password that stands in the URL", () => {
    const secret = () => read({ ...full, server: "https://me:hunter2@octane.example.com" });
    expect(secret).toThrow("holds a user or a password");
    expect(secret).not.toThrow("hunter2");
  });
});
