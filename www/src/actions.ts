/** What a tester can do on the page, as the elements call it and the controller carries it out. */

import type { ContextNotation } from "octane-payload/context-file";
import type { CheckActions } from "./check/actions.js";
import type { ContextForm } from "./context-form.js";
import type { NewReport } from "./flow.js";
import type { Choice, Credentials, LookUpKind, LookUpRequest, ServerAddress, Way } from "./protocol.js";
import type { RuleForm } from "./rule-form.js";
import type { RunActions } from "./runs/actions.js";
import type { PageState, SignInMethod, Step } from "./state.js";

/** The samples that the page brings along. */
export type SampleName = "shop" | "mistakes";

/** Every act, one function each. */
export interface Actions extends RunActions, CheckActions {
  /** Shows a step and moves the focus to its heading. */
  go(step: Step): void;
  /** Leaves the context step, or names its mistakes. */
  leaveContext(): void;
  /** Says why nothing came of a drop. */
  refuseDrop(reason: string): void;
  addFiles(files: Iterable<File>): void;
  addReports(reports: readonly NewReport[]): void;
  /** Lists the reports from that position on. */
  listFiles(first: number): void;
  addText(text: string): void;
  addSample(name: SampleName): void;
  removeReport(id: number): void;
  /** Stops reading the reports. */
  stopConverting(): void;
  /** Reads the reports once more, after a stop or a failure. */
  readAgain(): void;
  editContext(change: Partial<ContextForm>): void;
  /** Looks up what fits to what stands in a control, once the typing rests. */
  lookUp(control: string, request: LookUpRequest): void;
  /** Marks the next of the choices, or the one before. */
  markChoice(by: 1 | -1): void;
  /** Remembers the name of what was chosen, and closes the choices. */
  choose(kind: LookUpKind, choice: Choice): void;
  closeLookUp(): void;
  /** Fills the form with a context file. */
  openContextFile(file: File): void;
  saveContextFile(notation: ContextNotation): void;
  /** Makes a link to what the form says, and copies it. */
  copyContextLink(): void;
  /** Fills the form with the packed context of a link. */
  openLink(link: string): void;
  /** Undoes what filled the form at once. */
  undoFilling(): void;
  editRules(rules: readonly RuleForm[]): void;
  /** Says that a control was left, so that its mistakes may be shown. */
  touch(field: string): void;
  editPolicies(policies: PageState["policies"]): void;
  undoPolicies(): void;
  redoPolicies(): void;
  editCases(cases: PageState["cases"]): void;
  downloadPart(part: number): void;
  /** Saves all parts as one zip file. */
  saveZip(): void;
  copyCommand(): void;
  editAddress(change: Partial<ServerAddress>): void;
  chooseWay(way: Way): void;
  chooseMethod(method: SignInMethod): void;
  signIn(credentials: Credentials): void;
  /** Goes the whole way to the workspace and back, and tells where it ends. */
  testConnection(credentials: Credentials): void;
  /** Takes the session that the browser has with the Octane that serves the page. */
  useSession(): void;
  /** Gives up signing in. */
  stopSigningIn(): void;
  signOut(): void;
  setSkipErrors(skip: boolean): void;
  setSendDespite(send: boolean): void;
  submit(): void;
  /** Halts: nothing more is sent or asked until it goes on. */
  pauseSubmitting(): void;
  /** Gives up what was not sent yet, and following what was. */
  cancelSubmitting(): void;
  /** Goes on with parts that are still running, or that were not sent. */
  resume(): void;
  /** Sends the parts that failed once more, as bytes that Octane does not know. */
  sendAnew(): void;
  /** Hands the account of the submission to the browser's downloads. */
  saveAccount(form: "json" | "html"): void;
  copyAccount(): void;
}
