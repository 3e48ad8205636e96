/** What the help of a command would be too long for: `octane-payload help links` and others. */

/** A subject, in lines of at most 80 columns. */
export const TOPICS: Readonly<Record<string, string>> = {
  links: `Links of every run, each over the same one in --context <file> (JSON or YAML,
"octane-payload init" writes one):
  -r, --release <id>           release; or --release-name <name>, or
      --release-default        the workspace's default release
  -m, --milestone <id>         milestone
      --program <id>           program
      --suite <id>             test suite; --suite-external-run-id <name> names
                               the suite run that gathers the results
  -a, --product-area <id>      application module; may be given many times
  -b, --backlog-item <id>      story, feature, defect; may be given many times
  -f, --field <type:value>     Test_Level, Test_Type, Testing_Tool_Type or
                               Framework, such as Framework:JUnit
  -t, --tag <type:value>       environment, such as Browser:Chrome
  --build-context-server-id <id> --build-context-job-id <id>
  --build-context-build-id <id>  the build, all three; perhaps with --job-name
                               <name> --build-name <name> --sub-type <text>
                               --artifact-id <id>
  --link-policy <policy>       where report and run differ: run-wins (default),
                               report-wins, unite, refuse; or KIND=POLICY

"octane-payload explain report.xml" says what comes of it, and why.
`,
  cases: `How cases of reports become runs; the first value is the default.
  --identity <preset>          collection-tool, github-action, jenkins: which
                               test a case is; templates over it:
  --module --package --class --name <template>   "{classname[.][-1]}"
  --zone <offset>              of times without one: UTC
  --starts <way>               suite, in-sequence
  --time-unit <unit>           auto, seconds, milliseconds
  --attempts <policy>          last, first, worst: of a case that ran again
  --status <word=status>       flaky=Failed; may be given many times
  --unknown-status <status>    for words that nobody knows, or refuse
  --duplicates <policy>        distinct, worst, last, refuse
  --too-long <policy>          hash, cut-end, cut-middle, refuse: long names
  --empty-name <policy>        placeholder, refuse; --placeholder <name>
  --bad-url <policy>           description, omit, refuse
  --negative-duration <policy> zero, absolute, keep, refuse

Files may be gzip or zip; - is standard input; folders and patterns work too.
  --illegal-character <text>   stands for a character that XML does not allow
  --escape-sequence <text>     stands for an ANSI escape sequence
  --unpack-limit <limit=n>     entries, entry-bytes, total-bytes, ratio

docs/identity.md of the repository says more.
`,
  server: `Which Octane, and who signs in. A flag goes before the environment, and that
before the configuration file (octane-payload.config.yaml or .json here, or
-c, --config-file <file>; a file of the vendor's tool works too).
  -s, --server <url>           OCTANE_SERVER
  -d, --shared-space <n>       OCTANE_SHARED_SPACE
  -w, --workspace <n>          OCTANE_WORKSPACE
  --client-id <id>             OCTANE_CLIENT_ID, with OCTANE_CLIENT_SECRET or
  --client-secret-file <file>  the file that holds the secret
  -u, --user <name>            OCTANE_USER, with OCTANE_PASSWORD or
  --password-file <file>       the file that holds the password
                               OCTANE_ACCESS_TOKEN; OCTANE_SUBJECT_TOKEN
  --auth <way>                 session, basic; of tokens: cookie, bearer
On a terminal a secret that is missing is asked for. -p, --password <password>,
--access-token <token> and --proxy-password <password> work, and warn: whoever
lists processes sees them.

  --proxy <url>                HTTP_PROXY, HTTPS_PROXY, NO_PROXY; or
                               --proxy-host <name> --proxy-port <n>
  --proxy-user <name>          OCTANE_PROXY_USER, with OCTANE_PROXY_PASSWORD or
  --proxy-password-file <file> the file that holds the password
  --ca <file>                  trust this certificate authority, too
  --cert <file> --key <file>   client certificate; OCTANE_KEY_PASSWORD
  --insecure                   take any certificate
  --rate <n>                   requests in a second: 20
  --request-timeout <seconds>  for one answer: 60, and 120 to a part
  --gzip <when>                auto, always, never
`,
};
