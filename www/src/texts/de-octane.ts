/** What the elements and attributes of a payload mean in Octane, in German. */

import type { enOctane } from "./en-octane.js";
import type { Message } from "./message.js";

/** Part of German. */
export const deOctane = {
  "octane.test_result": "Die Ergebnisse eines Berichts: was für alle seine Läufe gilt, dann die Läufe.",
  "octane.build": "Der Build eines CI-Jobs, in dem die Tests liefen; Octane muss ihn schon kennen.",
  "octane.suite_ref": "Die Testsuite, deren Lauf diese Ergebnisse sammelt.",
  "octane.program_ref": "Das Programm, zu dem die Läufe gehören.",
  "octane.release": "Das Release, nach seinem Namen; _default_ ist das Standard-Release des Workspace.",
  "octane.release_ref": "Das Release, für das die Läufe zählen.",
  "octane.milestone_ref": "Der Meilenstein dieses Release.",
  "octane.backlog_items": "Die Storys, Features und Defekte, die die Tests abdecken.",
  "octane.backlog_item_ref": "Eine Story, ein Feature oder ein Defekt.",
  "octane.product_areas": "Die Anwendungsmodule, die die Tests abdecken.",
  "octane.product_area_ref": "Ein Anwendungsmodul.",
  "octane.test_fields": "Welcher Art die Tests sind.",
  "octane.test_field": "Ein Feld der Tests, etwa Testebene oder Framework.",
  "octane.environment": "Wo die Tests liefen.",
  "octane.taxonomy": "Ein Teil der Umgebung, etwa ein Browser.",
  "octane.test_runs": "Die Läufe der Tests, höchstens 1000.",
  "octane.test_run":
    "Ein Lauf eines automatisierten Tests. Octane legt den Test an, wenn es ihn nicht kennt.",
  "octane.gherkin_test_run": "Ein Lauf einer Feature-Datei mit ihren Szenarien.",
  "octane.error": "Warum der Test fehlschlug.",
  "octane.description": "Eine Beschreibung des Laufs.",
  "octane.steps": "Die Schritte des Laufs.",
  "octane.step": "Ein Schritt mit eigenem Status.",
  "octane.feature": "Die Feature-Datei, die ausgeführt wurde.",
  "octane.scenarios": "Die Szenarien des Features.",
  "octane.scenario": "Ein Szenario mit eigenem Status.",
  "octane.@module": "Mit Package, Klasse und Name sagt es, welcher Test das ist.",
  "octane.@package": "Mit Modul, Klasse und Name sagt es, welcher Test das ist.",
  "octane.@class": "Mit Modul, Package und Name sagt es, welcher Test das ist.",
  "octane.@name": "Der Name, den Octane zeigt.",
  "octane.@run_name": "Ein Name des Laufs, wenn ein Test mehrmals läuft.",
  "octane.@duration": "In Millisekunden.",
  "octane.@started": "In Millisekunden seit Anfang 1970.",
  "octane.@status": "Das Ergebnis, das in Octane zählt.",
  "octane.@external_report_url": "Ein Verweis vom Lauf auf seinen ganzen Bericht.",
  "octane.@id": "Die Id der Entität im Workspace.",
  "octane.@server_id": "Der CI-Server, wie Octane ihn kennt.",
  "octane.@job_id": "Der Job, wie Octane ihn kennt.",
  "octane.@build_id": "Der Build, wie Octane ihn kennt.",
  "octane.@value": "Einer der Werte, die der Workspace auflistet.",
} as const satisfies Record<keyof typeof enOctane, Message>;
