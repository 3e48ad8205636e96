/** Where Octane is and who signs in. The secrets live in their fields until they are sent, and nowhere else on the page. */

import { html, nothing, type TemplateResult } from "lit-html";
import { live } from "lit-html/directives/live.js";
import type { Actions } from "../actions.js";
import { methodsOf } from "../placing.js";
import { type ServerAddress, type Way, ways } from "../protocol.js";
import type { PageState, SignInMethod } from "../state.js";
import { text } from "../texts/index.js";
import { connectionTest } from "./connection-test.js";
import { failureBox } from "./failure.js";
import { icon } from "./icons.js";

/** The connection. */
export function connectionBox({ connection }: PageState, actions: Actions): TemplateResult {
  return html`<section class="card" aria-labelledby="connection-title">
    <h3 id="connection-title">${text("connection.title")}</h3>
    ${connection.failure ? failureBox(connection.failure) : nothing}
    ${connection.phase === "signed-in" ? session(connection, actions) : signInForm(connection, actions)}
  </section>`;
}

type Connection = PageState["connection"];

function session({ account, address }: Connection, actions: Actions): TemplateResult {
  return html`<p class="session">
      ${icon("check")}
      <span>
        <strong>${text("connection.signed-in", { account: account ?? "" })}</strong><br />
        <span class="muted">${text("connection.place", {
          server: address.server,
          sharedSpace: address.sharedSpace,
          workspace: address.workspace,
        })}</span>
      </span>
    </p>
    <button type="button" class="button" @click=${actions.signOut}>${text("connection.sign-out")}</button>`;
}

function signInForm(connection: Connection, actions: Actions): TemplateResult {
  const { phase } = connection;
  const isBusy = phase !== "signed-out";
  return html`<form id="sign-in" @submit=${(event: SubmitEvent) => signIn(event, connection.method, actions)}>
    ${wayChoice(connection, actions)}
    <div class="grid">
      ${addressFields(connection).map((name) => addressField(name, connection, actions))}
    </div>
    <p class="hint" id="server-hint">
      ${text(`connection.way.${connection.address.way}.hint`, { open: "{", close: "}" })}
    </p>
    ${methods(connection, actions)}
    ${methodFields(connection.method)}
    <p class="hint">${icon("lock")} ${text("connection.secrets")}</p>
    <p class="acts">
      <button class="button primary" ?disabled=${isBusy}>
        ${text(phase === "signing-in" ? "connection.signing-in" : "connection.sign-in")}
      </button>
      ${connection.method === "session" ? nothing : testButton(phase)}
      ${
        isBusy
          ? html`<button type="button" class="button" @click=${actions.stopSigningIn}>
              ${text("follow.cancel")}
            </button>`
          : nothing
      }
    </p>
    ${connection.test ? connectionTest(connection.test, connection.address) : nothing}
  </form>`;
}

function testButton(phase: Connection["phase"]): TemplateResult {
  return html`<button class="button" value="test" ?disabled=${phase !== "signed-out"}>
    ${text(phase === "testing" ? "connection-test.running" : "connection-test.run")}
  </button>`;
}

/** The way to Octane stays folded: whoever serves the page has set it. */
function wayChoice({ address }: Connection, actions: Actions): TemplateResult {
  return html`<details class="way" ?open=${address.way !== "gateway"}>
    <summary>${text("connection.way")}: ${text(`connection.way.${address.way}`)}</summary>
    <div class="choices" role="radiogroup" aria-label=${text("connection.way")}>
      <div class="choice-row">${ways.map((way) => wayRadio(way, address.way === way, actions))}</div>
    </div>
  </details>`;
}

function wayRadio(way: Way, isChosen: boolean, actions: Actions): TemplateResult {
  return html`<label class="choice">
    <input
      type="radio"
      name="way"
      value=${way}
      .checked=${live(isChosen)}
      @change=${() => actions.chooseWay(way)}
    />
    ${text(`connection.way.${way}`)}
  </label>`;
}

type AddressField = Exclude<keyof ServerAddress, "way">;

function addressFields({ address }: Connection): AddressField[] {
  return [...(address.way === "relay" ? (["relay"] as const) : []), "server", "sharedSpace", "workspace"];
}

function addressLabel(name: AddressField, { address }: Connection): string {
  return text(name === "server" && address.way !== "gateway" ? "connection.octane" : `connection.${name}`);
}

function addressField(name: AddressField, connection: Connection, actions: Actions): TemplateResult {
  const { address } = connection;
  const numeric = name === "sharedSpace" || name === "workspace";
  return html`<div class="field">
    <label class="label" for=${name}>${addressLabel(name, connection)}</label>
    <input
      id=${name}
      required
      autocomplete="off"
      spellcheck="false"
      inputmode=${numeric ? "numeric" : "url"}
      pattern=${numeric ? "\\s*[0-9]+\\s*" : nothing}
      aria-describedby=${numeric ? nothing : "server-hint"}
      .value=${live(address[name])}
      @input=${(event: InputEvent) => actions.editAddress({ [name]: (event.currentTarget as HTMLInputElement).value })}
    />
  </div>`;
}

function methodFields(method: SignInMethod): TemplateResult {
  if (method === "session") return html`<p class="hint">${text("connection.session.hint")}</p>`;
  return html`<div class="grid">${method === "user" ? userFields() : keyFields()}</div>`;
}

function methods({ method, address }: Connection, actions: Actions): TemplateResult {
  return html`<div class="choices" role="radiogroup" aria-labelledby="method-label">
    <span class="label" id="method-label">${text("connection.method")}</span>
    <div class="choice-row">
      ${methodsOf(address.way).map(
        (name) =>
          html`<label class="choice">
            <input
              type="radio"
              name="method"
              value=${name}
              .checked=${live(method === name)}
              @change=${() => actions.chooseMethod(name)}
            />
            ${text(`connection.method.${name}`)}
          </label>`,
      )}
    </div>
  </div>`;
}

function userFields(): TemplateResult {
  return html`${secretField("user", "text", "username")} ${secretField("password", "password", "current-password")}`;
}

function keyFields(): TemplateResult {
  return html`${secretField("clientId", "text", "off")} ${secretField("clientSecret", "password", "off")}`;
}

function secretField(
  name: "user" | "password" | "clientId" | "clientSecret",
  type: "text" | "password",
  autocomplete: "username" | "current-password" | "off",
): TemplateResult {
  return html`<div class="field">
    <label class="label" for=${name}>${text(`connection.${name}`)}</label>
    <input id=${name} name=${name} type=${type} autocomplete=${autocomplete} spellcheck="false" required />
  </div>`;
}

function signIn(event: SubmitEvent, method: SignInMethod, actions: Actions): void {
  event.preventDefault();
  const fields = new FormData(event.currentTarget as HTMLFormElement);
  const read = (name: string) => String(fields.get(name) ?? "");
  const credentials =
    method === "user"
      ? { user: read("user"), password: read("password") }
      : { clientId: read("clientId"), clientSecret: read("clientSecret") };
  const isTest = (event.submitter as HTMLButtonElement | null)?.value === "test";
  if (method === "session") actions.useSession();
  else if (isTest) actions.testConnection(credentials);
  else actions.signIn(credentials);
}
