/** A tester at the page: what people do, by what they see. */

import { expect, type Locator, type Page } from "@playwright/test";
import { type House, USER } from "./house.js";
import type { ReportFile } from "./reports.js";

/** The steps by their names on the page. */
export type StepName = "Reports" | "Context" | "Check" | "Submit" | "Follow";

/** The tester. */
export class Tester {
  readonly page: Page;
  readonly #house: Pick<House, "url">;

  constructor(page: Page, house: Pick<House, "url">) {
    this.page = page;
    this.#house = house;
  }

  /** Opens the page. */
  async open(): Promise<void> {
    await this.page.goto(this.#house.url);
    await expect(this.heading("Reports")).toBeVisible();
  }

  /** The heading of a step. */
  heading(step: StepName): Locator {
    return this.page.getByRole("heading", { level: 2, name: step });
  }

  /** Goes to a step by the list of steps. */
  async goTo(step: StepName): Promise<void> {
    if (await this.heading(step).isVisible()) return;
    await this.page.getByRole("navigation", { name: "Steps" }).getByRole("link", { name: step }).click();
    await expect(this.heading(step)).toBeFocused();
  }

  /** Drops files on the page. */
  drop(...files: ReportFile[]): Promise<void> {
    return this.dropMade((dropped) => {
      const data = new DataTransfer();
      for (const { name, text } of dropped) data.items.add(new File([text], name, { type: "text/xml" }));
      return data;
    }, files);
  }

  /** Drops what the page makes itself, where it would be too much to carry over to it. */
  async dropMade<T>(make: (given: T) => DataTransfer, given: T): Promise<void> {
    const transfer = await this.page.evaluateHandle(make as (given: unknown) => DataTransfer, given);
    for (const type of ["dragenter", "dragover", "drop"]) {
      await this.page.dispatchEvent("body", type, { dataTransfer: transfer });
    }
  }

  /** The row of a report in the table of files. */
  file(name: string): Locator {
    return this.page
      .getByRole("row")
      .filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** Waits until a report is read, with as many runs as told. */
  async sees(name: string, runs: number): Promise<void> {
    await expect(this.file(name).getByRole("cell").nth(3)).toHaveText(runs.toLocaleString("en"));
  }

  /** Sets the release by its id. */
  async setRelease(id: string): Promise<void> {
    await this.goTo("Context");
    await this.page.getByRole("radio", { name: "By id" }).check();
    await this.page
      .getByRole("textbox", { name: "Release id" })
      .or(this.page.getByRole("combobox", { name: "Release id" }))
      .fill(id);
  }

  /** Adds an application module by its id. */
  async addModule(id: string): Promise<void> {
    await this.goTo("Context");
    await this.page.getByLabel("Application module 1, id", { exact: true }).fill(id);
  }

  /** Signs in to the workspace of the sandbox. */
  async signIn(password: string = USER.password): Promise<void> {
    await this.fillSignIn(password);
    await this.page.getByRole("button", { name: "Sign in" }).click();
  }

  /** Tests the connection with the workspace of the sandbox. */
  async testConnection(password: string = USER.password): Promise<void> {
    await this.fillSignIn(password);
    await this.page.getByRole("button", { name: "Test the connection" }).click();
  }

  /** Fills in the form of the sign-in. */
  async fillSignIn(password: string = USER.password): Promise<void> {
    await this.goTo("Submit");
    await this.page.getByLabel("Shared space").fill("1001");
    await this.page.getByLabel("Workspace", { exact: true }).fill("1002");
    await this.page.getByLabel("User", { exact: true }).fill(USER.user);
    await this.page.getByLabel("Password", { exact: true }).fill(password);
  }

  /** Signs in, and waits until that is done and the payload is checked against the server's schema. */
  async signsIn(): Promise<void> {
    await this.signIn();
    await expect(this.page.getByRole("button", { name: "Sign out" })).toBeVisible();
  }

  /** Presses Submit. */
  async submit(): Promise<void> {
    await this.goTo("Submit");
    const button = this.page.getByRole("button", { name: "Submit", exact: true });
    await expect(button).toBeEnabled();
    await button.click();
    await expect(this.heading("Follow")).toBeVisible();
  }

  /** The outcome on the last step. */
  outcome(status: string): Locator {
    return this.page.locator(`#outcome[data-outcome="${status}"]`);
  }

  /** The failure that is shown. */
  failure(title: string): Locator {
    return this.page.getByRole("group", { name: title });
  }

  /** The findings on the Check step. */
  findings(): Locator {
    return this.page.getByRole("region", { name: "Findings" }).getByRole("listitem");
  }

  /** The bytes of the shown part, as its download gives them. */
  async downloadedPart(): Promise<Buffer> {
    await this.goTo("Check");
    const button = this.page.getByRole("button", { name: /^Download part/ });
    const toPayload = this.page.getByRole("button", { name: /^Payload part/ });
    await expect(button.or(toPayload).first()).toBeVisible();
    if (!(await button.isVisible())) await toPayload.click();
    const [download] = await Promise.all([this.page.waitForEvent("download"), button.click()]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
}
