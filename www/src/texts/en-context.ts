/** The words about context files, rules, look-ups, conflicts and taking away, in English. */

import type { Message } from "./message.js";

/** English. */
export const enContext = {
  "summary.context.rules": { one: "{count} rule", other: "{count} rules" },

  "context.subType": "Build sub type",
  "context.artifactId": "Artifact id",

  "context-file.title": "Context file",
  "context-file.hint":
    "The command line takes the same file: octane-payload convert --context FILE gives the same payload.",
  "context-file.open": "Open a context file",
  "context-file.save-yaml": "Save as YAML",
  "context-file.save-json": "Save as JSON",
  "context-file.read": "The form shows what {name} says.",
  "context-file.link": "The form shows what the link says that you opened.",
  "context-file.undo": "Undo",
  "context-file.faults": {
    one: "{name} has {count} fault and is not used; the form stays as it was",
    other: "{name} has {count} faults and is not used; the form stays as it was",
  },
  "context-file.failed": "The context cannot be read or written: {reason}",
  "context-file.beyond": {
    one: "{count} thing that this form does not show is kept in the file",
    other: "{count} things that this form does not show are kept in the file",
  },
  "context-file.comment": "Comment",

  "context-link.copy": "Copy a link to this context",
  "context-link.label": "Link to this context",
  "context-link.hint":
    "It holds what this form says and how conflicts are settled, behind its #, which no browser sends to a server. It holds no report and no sign-in.",
  "context-link.faults": {
    one: "The link that you opened has {count} fault and is not used; the form stays as it was",
    other: "The link that you opened has {count} faults and is not used; the form stays as it was",
  },
  "context-link.open.too-long":
    "The link that you opened is not used: it has {length} letters, and a link to a context has {most} at most. The form stays as it was.",
  "context-link.open.broken":
    "The link that you opened is not used: it is cut off, changed, or made by another version. The form stays as it was.",
  "context-link.make.too-long":
    "This context is too big for a link: it would have {length} letters, and programs cut off links of more than {most}. Save it as a file.",

  "look-up.here": "Type a part of a name to look it up in your workspace, or type the ids.",
  "look-up.offer": "Sign in to look things up in your workspace by a part of their names, or type the ids.",
  "look-up.sign-in": "Sign in to Octane",
  "look-up.asking": "Looking it up …",
  "look-up.none": "Nothing in the workspace has this in its name; what you type is used as it is",
  "look-up.none-so-far": "Nothing found in the first part of a long list; type more of the name",
  "look-up.some": "The first {shown}; type more of the name for others",
  "look-up.more": "The first {shown} of {count}; type more of the name for others",
  "look-up.all": { one: "{count} found", other: "{count} found" },
  "look-up.refused": "The server refused to look it up (status {status}); what you type is used as it is",
  "look-up.session":
    "Octane has ended the session: sign in again on the Submit step. What you type is used as it is",
  "look-up.unreachable":
    "The server cannot be reached to look it up; what you type is used as it is. {reason}",

  "rules.title": "Rules for some tests",
  "rules.hint":
    "A rule chooses tests and changes their links: it removes, then sets, then adds. Rules apply in their order.",
  "rules.add": "Add a rule",
  "rules.rule": "Rule {number}",
  "rules.name": "Name of the rule",
  "rules.matches": { one: "matches {count} test", other: "matches {count} tests" },
  "rules.earlier": "Move up",
  "rules.later": "Move down",
  "rules.when": "Which tests",
  "rules.when.hint":
    "All fields must fit; of several lines for one field, one must. Without a line, the rule is for every test.",
  "rules.when.add": "Add a condition",
  "rules.when.field": "Field",
  "rules.when.property": "Property",
  "rules.when.way": "Compared",
  "rules.when.text": "Pattern",
  "rules.when.row": "Condition {number}",
  "rules.then": "What becomes of their links",
  "rules.then.add": "Add a link",
  "rules.then.act": "Act",
  "rules.then.kind": "Link",
  "rules.then.by": "Release by",
  "rules.then.id": "Id",
  "rules.then.type": "Type",
  "rules.then.value": "Value",
  "rules.then.run": "Suite run",
  "rules.then.component": "Component",
  "rules.then.all": "All of them",
  "rules.then.row": "Link {number}",

  "condition.module": "Module",
  "condition.package": "Package",
  "condition.class": "Class",
  "condition.name": "Name",
  "condition.file": "Report file",
  "condition.status": "Status",
  "condition.tag": "Tag",
  "condition.property": "Property",
  "way.glob": "is like",
  "way.regex": "matches regex",
  "way.empty": "is empty",
  "act.set": "set",
  "act.add": "add",
  "act.remove": "remove",

  "conflict.title": { one: "{count} conflict of links", other: "{count} conflicts of links" },
  "conflict.hint":
    "What is said for all tests differs from what is said of some. Choose for each kind of link which counts; the payload then says it in one place only.",
  "conflict.undo": "Undo the choice",
  "conflict.redo": "Choose again",
  "conflict.tests": { one: "{count} test", other: "{count} tests" },
  "conflict.counts": "What counts",
  "conflict.run-wins": "What is said of the test",
  "conflict.report-wins": "What is said for all tests",
  "conflict.unite": "Both",
  "conflict.refuse": "Neither: leave the tests out",
  "conflict.if.run-wins": "If the test counts",
  "conflict.if.report-wins": "If all tests count",
  "conflict.if.unite": "If both count",
  "conflict.if.refuse": "If neither counts",
  "conflict.kept": { one: "{count} test keeps its link", other: "{count} tests keep theirs" },
  "conflict.changed": { one: "{count} test gets another", other: "{count} tests get another" },
  "conflict.left-out": { one: "{count} test is left out", other: "{count} tests are left out" },
  "conflict.none": "left out",
  "conflict.chosen": ", chosen",
  "conflict.report": "For all tests",
  "conflict.run": "Of the test: as it was",
  "conflict.place": "{file}, line {line}",
  "conflict.of.report": "the report",
  "conflict.of.test": "the test",
  "conflict.of.property": "property {name}",
  "conflict.of.context-file": "the context file",
  "conflict.of.rule": "rule {name}",
  "conflict.of.options": "this step",

  "take.title": "Or take it along",
  "take.zip": { one: "Save the part as a zip file", other: "Save {count} parts as a zip file" },
  "take.command": "The same as a command",
  "take.command.hint":
    "Run it in a shell where the reports lie; it writes the same bytes into the folder payload.",
  "take.command.with-context":
    "Run it in a shell where the reports and the context file {name} lie; it writes the same bytes into the folder payload.",
  "take.copy": "Copy the command",
  "take.context": "Save {name}",
  "take.schema":
    "Your server has another schema than the command line: fetch it with octane-payload schema, and add --schema.",

  "error.twice": "Another line of this rule does the same: a test has one such link",
  "error.context-fault": "{message}",

  "failure.context": "The context cannot be used as it is",
  "failure.context.next": "Mend what the details name on the Context step; the reports are then read again.",

  "live.context-read": "The form shows what {name} says",
  "live.context-undone": "The form is as it was before",
  "live.looked-up": {
    one: "{count} choice; arrow keys go through it",
    other: "{count} choices; arrow keys go through them",
  },
  "live.look-up-refused": "The server could not look it up",
  "live.chosen": "{name}, id {id}, is chosen",
  "live.link-opened": "The form shows what the link says",
  "live.link-copied": "The link is copied",
  "live.link-marked": "The link is marked: copy it with the keys of your system",
  "live.command-copied": "The command is copied",
  "live.command-marked": "The command is marked: copy it with the keys of your system",
} as const satisfies Record<string, Message>;
