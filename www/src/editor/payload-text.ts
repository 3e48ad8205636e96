/**
 * `payload-text`: a read-only text in the page. Shows it plainly until the editor is loaded, and where it cannot be.
 *
 * Owns the element and the moment of loading. The editor itself is in `editor`.
 */

import type { EditorHost, EditorText, TextEditor } from "./editor.js";

/** Lines that are shown while there is no editor. */
const plainLines = 40;

/** The element; `shown` is what it shows and `host` whom it asks and tells. */
export class PayloadText extends HTMLElement {
  /** Whom the editor asks and tells; to be set before a text. */
  host: EditorHost | undefined;
  #shown: EditorText | undefined;
  #editor: TextEditor | undefined;
  #isLoading = false;
  readonly #root = this.attachShadow({ mode: "open" });

  get shown(): EditorText | undefined {
    return this.#shown;
  }

  set shown(shown: EditorText | undefined) {
    if (shown === this.#shown) return;
    this.#shown = shown;
    if (this.#editor && shown) this.#editor.show(shown);
    else if (shown) this.#wait(shown);
  }

  disconnectedCallback(): void {
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#root.replaceChildren();
  }

  connectedCallback(): void {
    if (this.#shown && !this.#editor) this.#wait(this.#shown);
  }

  override focus(): void {
    this.#editor?.focus();
  }

  #wait(shown: EditorText): void {
    const plain = document.createElement("pre");
    plain.textContent = shown.text.split("\n", plainLines).join("\n");
    this.#root.replaceChildren(plain);
    if (!this.#isLoading) void this.#load();
  }

  /** Without the editor the plain text stays: there is nothing more to say of it. */
  async #load(): Promise<void> {
    this.#isLoading = true;
    const module = await import("./editor.js").catch(() => undefined);
    this.#isLoading = false;
    if (!module || !this.isConnected || !this.host || !this.#shown) return;
    this.#root.replaceChildren();
    this.#editor = new module.TextEditor(this.#root, this.host);
    this.#editor.show(this.#shown);
  }
}

customElements.define("payload-text", PayloadText);
