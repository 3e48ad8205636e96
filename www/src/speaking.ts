/**
 * The language of the page as it stands in the browser: the frame around the steps, the document's own `lang`, the choice.
 *
 * Knows nothing of the steps, which are drawn anew when the language changes.
 */

import { speak, spokenLanguage, type TextKey, text } from "./texts/index.js";
import { asLanguage, firstLanguage, keepLanguage, type Language } from "./texts/language.js";

const storage = () => localStorage;

/** Speaks the language that the tester chose before, or that the browser asks for. */
export async function speakFirst(): Promise<void> {
  await change(firstLanguage(navigator.languages, storage));
}

/** Lets the tester choose another language. */
export function watchLanguage(onChange: () => void): void {
  document.querySelector("#language")?.addEventListener("change", (event) => {
    const language = asLanguage((event.currentTarget as HTMLSelectElement).value);
    if (language === undefined) return;
    keepLanguage(language, storage);
    void change(language).then(onChange);
  });
}

/** Words that cannot be fetched, since the server is gone, leave the page in the language that it speaks. */
async function change(language: Language): Promise<void> {
  await speak(language).catch(() => undefined);
  writeFrame();
}

function writeFrame(): void {
  const language = spokenLanguage();
  document.documentElement.lang = language;
  const choice = document.querySelector<HTMLSelectElement>("#language");
  if (choice) choice.value = language;
  for (const element of document.querySelectorAll<HTMLElement>("[data-text]")) {
    element.textContent = text(element.dataset.text as TextKey);
  }
}
