/**
 * What the generator of the pages is told to check beside its own rules: an option that may be left out says what then
 * holds.
 */
import { Application, ReflectionKind } from "typedoc";

/** Interfaces of options, by their names. */
const OPTIONS = /(Options|Limits|Target|Templates)$/;

/** @param {Application} app */
export function load(app) {
  app.on(Application.EVENT_VALIDATE_PROJECT, (project) => {
    for (const option of project.getReflectionsByKind(ReflectionKind.Property)) {
      if (isOption(option) && !/default/i.test(commentOf(option))) {
        app.logger.validationWarning(`${option.getFriendlyFullName()} does not say its default`);
      }
    }
  });
}

/** @param {import("typedoc").Reflection} property */
function isOption({ parent, flags }) {
  return flags.isOptional && parent?.kind === ReflectionKind.Interface && OPTIONS.test(parent.name);
}

/** @param {import("typedoc").Reflection} property */
function commentOf({ comment }) {
  return (comment?.summary ?? []).map(({ text }) => text).join("");
}
