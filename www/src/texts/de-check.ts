/** The page's words about findings, fixes and the text beside them, in German. */

import type { enCheck } from "./en-check.js";
import type { Message } from "./message.js";

/** Part of German. */
export const deCheck = {
  "check.lead": "Was gesendet würde, Byte für Byte, und alles, was darin gefunden wurde.",
  "check.empty": "Fügen Sie zuerst einen Bericht hinzu; dann steht hier seine Payload.",
  "check.findings": "Befunde",
  "check.clean": "Es wurde nichts gefunden: Die Payload hält sich an das Schema.",
  "check.payload": "Payload",
  "check.report": "Bericht {name}",
  "check.places": "Wo dieser Befund ist",
  "check.schema": "Schema",
  "check.schema.show": "Schema zeigen",
  "check.schema.bundled":
    "Geprüft mit dem Schema, das diese Seite mitbringt. Melden Sie sich an, um mit dem Schema Ihres Servers zu prüfen.",
  "check.schema.missing":
    "Geprüft mit dem Schema dieser Seite: Octane hat unter dieser Adresse keines. Wenn Sie das überrascht, sehen Sie nach, ob Shared Space und Workspace stimmen.",
  "check.schema.server": "Geprüft mit dem Schema von {server}, abgerufen am {time}.",
  "check.schema.kept":
    "Geprüft mit dem Schema, das {server} am {time} gab: Jetzt gibt er es nicht. Die nächste Anmeldung, die gelingt, fragt neu.",
  "check.schema.changed": "Es hat sich seit dem {time} geändert: Gegenüber jenem hat es {differences}.",
  "check.schema.reworded": "Es ist anders geschrieben als am {time} und sagt dasselbe.",
  "check.schema.differs": "Gegenüber dem Schema dieser Seite hat es {differences}.",
  "check.schema.broken":
    "Das Schema des Servers ist nicht brauchbar; stattdessen gilt das Schema, das diese Seite mitbringt.",
  "check.download": "Teil {number} herunterladen",
  "check.sha256": "SHA-256 {value}",

  "findings.severity.error": "Fehler",
  "findings.severity.warning": "Warnung",
  "findings.severity.info": "Hinweis",
  "findings.line": "Zeile {line}, Spalte {column}",
  "findings.expected": "Erwartet: {values}",
  "findings.schema-place": "Regel: {component}, Zeile {line} des Schemas",
  "findings.in-part": "Payload, Teil {number}",
  "findings.more": { one: "und {count} weiterer", other: "und {count} weitere" },

  "findings.filter": "Zeigen",
  "findings.filter.count": "{severity}: {count}",
  "findings.previous": "Voriger (Umschalt+F8)",
  "findings.next": "Nächster (F8)",
  "findings.earlier": "Frühere Befunde",
  "findings.later": "Spätere Befunde",
  "findings.listed": "{first} bis {last} von {total}",

  "fix.all-safe": "Alle sicheren Korrekturen vornehmen",
  "fix.safe": "Korrektur: {description}",
  "fix.risky": "Korrektur mit Verlust oder Vermutung: {description}",
  "fix.trial": "Korrektur: {description}",
  "fix.coming": "Die Korrektur wird versucht …",
  "fix.nothing": "Es ist nichts mehr zu korrigieren.",
  "fix.option": "Das ändert eine Einstellung des Schritts Kontext; die Payload entsteht neu.",
  "fix.count": { one: "{count} Korrektur", other: "{count} Korrekturen" },
  "fix.diff": "Änderungen an {name}",
  "fix.line": "Ab Zeile {line}",
  "fix.make": "Diese Änderung vornehmen",
  "fix.drop": "So lassen, wie es ist",
  "fix.made": "Vorgenommen: {description}. Der Bericht auf Ihrer Festplatte ist, wie er war.",
  "fix.undo": "Rückgängig",

  "document.window": "Zeilen {first} bis {last}",
  "document.earlier": "Frühere Zeilen",
  "document.later": "Spätere Zeilen",
  "document.region": "Text von {name}",
  "document.gone": "Dieser Bericht ist nicht mehr auf der Seite.",
  "document.coming": "Der Text wird gelesen …",
  "document.unreadable": "Der Text um diese Stelle kann nicht gezeigt werden: {reason}",

  "element.title": "Was hier steht",
  "element.hint":
    "Zeigen Sie auf ein Element einer Payload oder setzen Sie die Einfügemarke darauf: Dann steht hier, was es bedeutet und was dort stehen darf.",
  "element.text": "Sein Text: {value}.",
  "element.children": "Darin: {names}.",
  "element.repeats": "{name} (beliebig viele)",
  "element.required": "erforderlich",
  "element.words": "eines von {words}",
  "element.at-least": "mindestens {count} Zeichen",
  "element.at-most": "höchstens {count} Zeichen",
  "element.from": "mindestens {value}",
  "element.to": "höchstens {value}",
  "element.pattern": "von der Form {pattern}",
  "element.type.string": "Text",
  "element.type.long": "eine ganze Zahl",
  "element.type.integer": "eine ganze Zahl",
  "element.type.boolean": "true oder false",
} as const satisfies Record<keyof typeof enCheck, Message>;
