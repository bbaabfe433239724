// The five steps: from the buttons in the task pane and from the ribbon.

import { ChangedError, readStates, readWorkbook, write } from "./wijkexcel/workbook.js";
import { ask, ServerError } from "./wijkexcel/server.js";
import {
  say,
  setBusy,
  showDocuments,
  showFindings,
  showOutcome,
  showSteps,
} from "./wijkexcel/pane.js";

const STEPS = ["valideer", "bereken", "heroverweeg", "besluit", "brief"];
const CHANGED =
  "Het werkboek is veranderd terwijl de server bezig was. Daarom is er niets geschreven. " +
  "Geef de opdracht opnieuw.";
const NOT_WRITTEN =
  "Het schrijven in het werkboek lukte niet helemaal. Maak het werkboek niet leeg; geef de " +
  "opdracht opnieuw. Lukt het weer niet? Vraag dan uw beheerder.";
const NOT_READ = "Het werkboek kon niet worden gelezen. Rond eerst af wat u aan het typen bent.";

let running = false;

export async function runStep(step) {
  if (running) return;
  running = true;
  setBusy(true);
  showDocuments([]);
  say("Even geduld …", "bezig");
  let problem = NOT_READ;
  try {
    const answer = await Excel.run(async (context) => {
      const { payload, before } = await readWorkbook(context);
      const found = await ask(step, payload);
      problem = NOT_WRITTEN;
      await write(context, before, found.acties);
      problem = null;
      return { ...found, stappen: await readStates(context, found.stappen) };
    });
    showSteps(answer.stappen);
    showFindings(answer.rapport);
    showOutcome(answer.rapport, answer.totalen);
    showDocuments(answer.documenten);
    say(answer.rapport.melding, answer.rapport.fouten > 0 ? "let op" : "goed");
  } catch (error) {
    if (error instanceof ServerError) say(error.message, "fout");
    else if (error instanceof ChangedError) say(CHANGED, "fout");
    else say(problem ?? "De opdracht is gedaan, maar het tonen van de uitkomst lukte niet.", "fout");
  } finally {
    running = false;
    setBusy(false);
  }
}

for (const button of document.querySelectorAll("[data-stap]")) {
  button.addEventListener("click", () => runStep(button.dataset.stap));
}

Office.onReady(() => {
  for (const step of STEPS) {
    Office.actions?.associate(step, async (event) => {
      try {
        await Office.addin?.showAsTaskpane();
        await runStep(step);
      } finally {
        event.completed();
      }
    });
  }
  document.body.dataset.klaar = "ja";
});
