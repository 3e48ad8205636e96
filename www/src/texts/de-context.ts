/** The words about context files, rules, look-ups, conflicts and taking away, in German. */

import type { enContext } from "./en-context.js";
import type { Message } from "./message.js";

/** German. */
export const deContext: Readonly<Record<keyof typeof enContext, Message>> = {
  "summary.context.rules": { one: "{count} Regel", other: "{count} Regeln" },

  "context.subType": "Untertyp des Builds",
  "context.artifactId": "Artefakt-ID",

  "context-file.title": "Kontextdatei",
  "context-file.hint":
    "Die Befehlszeile nimmt dieselbe Datei: octane-payload convert --context DATEI ergibt dieselben Nutzdaten.",
  "context-file.open": "Kontextdatei öffnen",
  "context-file.save-yaml": "Als YAML speichern",
  "context-file.save-json": "Als JSON speichern",
  "context-file.read": "Das Formular zeigt, was {name} sagt.",
  "context-file.link": "Das Formular zeigt, was der geöffnete Link sagt.",
  "context-file.undo": "Rückgängig",
  "context-file.faults": {
    one: "{name} hat {count} Fehler und wird nicht verwendet; das Formular bleibt, wie es war",
    other: "{name} hat {count} Fehler und wird nicht verwendet; das Formular bleibt, wie es war",
  },
  "context-file.failed": "Der Kontext kann nicht gelesen oder geschrieben werden: {reason}",
  "context-file.beyond": {
    one: "{count} Angabe, die dieses Formular nicht zeigt, bleibt in der Datei",
    other: "{count} Angaben, die dieses Formular nicht zeigt, bleiben in der Datei",
  },
  "context-file.comment": "Kommentar",

  "context-link.copy": "Link zu diesem Kontext kopieren",
  "context-link.label": "Link zu diesem Kontext",
  "context-link.hint":
    "Er enthält, was dieses Formular sagt und wie Konflikte gelöst werden, hinter dem #, das kein Browser an einen Server sendet. Er enthält keinen Bericht und keine Anmeldung.",
  "context-link.faults": {
    one: "Der geöffnete Link hat {count} Fehler und wird nicht verwendet; das Formular bleibt, wie es war",
    other: "Der geöffnete Link hat {count} Fehler und wird nicht verwendet; das Formular bleibt, wie es war",
  },
  "context-link.open.too-long":
    "Der geöffnete Link wird nicht verwendet: Er hat {length} Zeichen, ein Link zu einem Kontext hat höchstens {most}. Das Formular bleibt, wie es war.",
  "context-link.open.broken":
    "Der geöffnete Link wird nicht verwendet: Er ist abgeschnitten, verändert oder von einer anderen Version. Das Formular bleibt, wie es war.",
  "context-link.make.too-long":
    "Dieser Kontext ist zu groß für einen Link: Er hätte {length} Zeichen, und Programme schneiden Links mit mehr als {most} ab. Speichern Sie ihn als Datei.",

  "look-up.here":
    "Tippen Sie einen Teil eines Namens, um ihn in Ihrem Arbeitsbereich zu suchen, oder tippen Sie die IDs.",
  "look-up.offer":
    "Melden Sie sich an, um in Ihrem Arbeitsbereich nach einem Teil des Namens zu suchen, oder tippen Sie die IDs.",
  "look-up.sign-in": "Bei Octane anmelden",
  "look-up.asking": "Wird gesucht …",
  "look-up.none":
    "Nichts im Arbeitsbereich hat das in seinem Namen; was Sie tippen, wird so verwendet, wie es ist",
  "look-up.none-so-far": "Nichts im ersten Teil einer langen Liste gefunden; tippen Sie mehr vom Namen",
  "look-up.some": "Die ersten {shown}; tippen Sie mehr vom Namen für weitere",
  "look-up.more": "Die ersten {shown} von {count}; tippen Sie mehr vom Namen für weitere",
  "look-up.all": { one: "{count} gefunden", other: "{count} gefunden" },
  "look-up.refused":
    "Der Server hat die Suche abgelehnt (Status {status}); was Sie tippen, wird so verwendet, wie es ist",
  "look-up.session":
    "Octane hat die Sitzung beendet: Melden Sie sich im Schritt „Senden“ neu an. Was Sie tippen, gilt, wie es ist",
  "look-up.unreachable":
    "Der Server ist für die Suche nicht erreichbar; was Sie tippen, wird so verwendet, wie es ist. {reason}",

  "rules.title": "Regeln für einige Tests",
  "rules.hint":
    "Eine Regel wählt Tests und ändert ihre Verknüpfungen: Sie entfernt, setzt dann und fügt dann hinzu. Regeln gelten in ihrer Reihenfolge.",
  "rules.add": "Regel hinzufügen",
  "rules.rule": "Regel {number}",
  "rules.name": "Name der Regel",
  "rules.matches": { one: "trifft {count} Test", other: "trifft {count} Tests" },
  "rules.earlier": "Nach oben",
  "rules.later": "Nach unten",
  "rules.when": "Welche Tests",
  "rules.when.hint":
    "Alle Felder müssen passen; von mehreren Zeilen für ein Feld eine. Ohne Zeile gilt die Regel für jeden Test.",
  "rules.when.add": "Bedingung hinzufügen",
  "rules.when.field": "Feld",
  "rules.when.property": "Eigenschaft",
  "rules.when.way": "Vergleich",
  "rules.when.text": "Muster",
  "rules.when.row": "Bedingung {number}",
  "rules.then": "Was aus ihren Verknüpfungen wird",
  "rules.then.add": "Verknüpfung hinzufügen",
  "rules.then.act": "Handlung",
  "rules.then.kind": "Verknüpfung",
  "rules.then.by": "Release nach",
  "rules.then.id": "ID",
  "rules.then.type": "Typ",
  "rules.then.value": "Wert",
  "rules.then.run": "Suite-Lauf",
  "rules.then.component": "Komponente",
  "rules.then.all": "Alle davon",
  "rules.then.row": "Verknüpfung {number}",

  "condition.module": "Modul",
  "condition.package": "Paket",
  "condition.class": "Klasse",
  "condition.name": "Name",
  "condition.file": "Berichtsdatei",
  "condition.status": "Status",
  "condition.tag": "Tag",
  "condition.property": "Eigenschaft",
  "way.glob": "ist wie",
  "way.regex": "passt auf Regex",
  "way.empty": "ist leer",
  "act.set": "setzen",
  "act.add": "hinzufügen",
  "act.remove": "entfernen",

  "conflict.title": {
    one: "{count} Konflikt von Verknüpfungen",
    other: "{count} Konflikte von Verknüpfungen",
  },
  "conflict.hint":
    "Was für alle Tests gesagt ist, weicht von dem ab, was für einige gesagt ist. Wählen Sie für jede Art von Verknüpfung, was gilt; die Nutzdaten sagen es dann nur an einer Stelle.",
  "conflict.undo": "Auswahl rückgängig",
  "conflict.redo": "Auswahl wiederherstellen",
  "conflict.tests": { one: "{count} Test", other: "{count} Tests" },
  "conflict.counts": "Was gilt",
  "conflict.run-wins": "Was vom Test gesagt ist",
  "conflict.report-wins": "Was für alle Tests gesagt ist",
  "conflict.unite": "Beides",
  "conflict.refuse": "Keines: die Tests auslassen",
  "conflict.if.run-wins": "Wenn der Test gilt",
  "conflict.if.report-wins": "Wenn alle Tests gelten",
  "conflict.if.unite": "Wenn beides gilt",
  "conflict.if.refuse": "Wenn keines gilt",
  "conflict.kept": { one: "{count} Test behält seine Verknüpfung", other: "{count} Tests behalten ihre" },
  "conflict.changed": {
    one: "{count} Test bekommt eine andere",
    other: "{count} Tests bekommen eine andere",
  },
  "conflict.left-out": { one: "{count} Test wird ausgelassen", other: "{count} Tests werden ausgelassen" },
  "conflict.none": "ausgelassen",
  "conflict.chosen": ", gewählt",
  "conflict.report": "Für alle Tests",
  "conflict.run": "Vom Test: wie es war",
  "conflict.place": "{file}, Zeile {line}",
  "conflict.of.report": "der Bericht",
  "conflict.of.test": "der Test",
  "conflict.of.property": "Eigenschaft {name}",
  "conflict.of.context-file": "die Kontextdatei",
  "conflict.of.rule": "Regel {name}",
  "conflict.of.options": "dieser Schritt",

  "take.title": "Oder mitnehmen",
  "take.zip": { one: "Den Teil als Zip-Datei speichern", other: "{count} Teile als Zip-Datei speichern" },
  "take.command": "Dasselbe als Befehl",
  "take.command.hint":
    "Führen Sie ihn in einer Shell aus, wo die Berichte liegen; er schreibt dieselben Bytes in den Ordner payload.",
  "take.command.with-context":
    "Führen Sie ihn in einer Shell aus, wo die Berichte und die Kontextdatei {name} liegen; er schreibt dieselben Bytes in den Ordner payload.",
  "take.copy": "Befehl kopieren",
  "take.context": "{name} speichern",
  "take.schema":
    "Ihr Server hat ein anderes Schema als die Befehlszeile: Holen Sie es mit octane-payload schema und fügen Sie --schema an.",

  "error.twice": "Eine andere Zeile dieser Regel tut dasselbe: Ein Test hat nur eine solche Verknüpfung",
  "error.context-fault": "{message}",

  "failure.context": "Der Kontext kann so nicht verwendet werden",
  "failure.context.next":
    "Beheben Sie im Schritt „Kontext“, was die Einzelheiten nennen; die Berichte werden dann neu gelesen.",

  "live.context-read": "Das Formular zeigt, was {name} sagt",
  "live.context-undone": "Das Formular ist wie zuvor",
  "live.looked-up": {
    one: "{count} Vorschlag; Pfeiltasten gehen hindurch",
    other: "{count} Vorschläge; Pfeiltasten gehen hindurch",
  },
  "live.look-up-refused": "Der Server konnte nicht suchen",
  "live.chosen": "{name}, ID {id}, ist gewählt",
  "live.link-opened": "Das Formular zeigt, was der Link sagt",
  "live.link-copied": "Der Link ist kopiert",
  "live.link-marked": "Der Link ist markiert: Kopieren Sie ihn mit den Tasten Ihres Systems",
  "live.command-copied": "Der Befehl ist kopiert",
  "live.command-marked": "Der Befehl ist markiert: Kopieren Sie ihn mit den Tasten Ihres Systems",
};
