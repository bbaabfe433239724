// What the task pane shows. Everything out of a workbook is put in as text, never as HTML.

import { goTo } from "./workbook.js";

const ORDER = { fout: 0, "let op": 1, "ter info": 2 };
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MOST = 300;

const $ = (id) => document.getElementById(id);

function element(tag, text = "", attributes = {}) {
  const made = document.createElement(tag);
  if (text !== "") made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

export function say(text, kind = "") {
  const line = $("melding");
  line.textContent = text;
  line.dataset.soort = kind;
}

export function setBusy(busy) {
  document.body.setAttribute("aria-busy", String(busy));
  for (const button of document.querySelectorAll("[data-stap]")) button.disabled = busy;
}

export function showSteps(steps) {
  $("stappen").replaceChildren(
    ...steps.map((step) => {
      const item = element("li");
      item.append(element("strong", step.naam), element("span", step.stand || "nog te beginnen"));
      return item;
    }),
  );
  $("deel-stappen").hidden = steps.length === 0;
}

function place(finding) {
  if (!finding.blad) return null;
  const where = finding.cel ? `${finding.blad}, cel ${finding.cel}` : finding.blad;
  const button = element("button", `Ga naar ${where}`, { type: "button", class: "plaats" });
  button.addEventListener("click", async () => {
    try {
      await goTo(finding.blad, finding.cel);
    } catch {
      say(`Het blad ${finding.blad} is verborgen of is er niet meer.`, "fout");
    }
  });
  return button;
}

export function showFindings(report) {
  const found = [...report.bevindingen].sort((a, b) => ORDER[a.ernst] - ORDER[b.ernst]);
  const items = found.slice(0, MOST).map((finding) => {
    const item = element("li", "", { "data-ernst": finding.ernst });
    item.append(element("span", finding.ernst, { class: "ernst" }), element("p", finding.wat));
    if (finding.doe) item.append(element("p", finding.doe, { class: "doe" }));
    const button = place(finding);
    if (button) item.append(button);
    return item;
  });
  if (found.length > MOST) {
    items.push(element("li", `Er zijn er nog ${found.length - MOST}. Los eerst deze op.`));
  }
  $("bevindingen").replaceChildren(...items);
  $("aantal").textContent =
    found.length === 0
      ? "Niets gevonden."
      : `${report.fouten} keer fout, ${report.let_op} keer let op.`;
  $("deel-bevindingen").hidden = false;
}

export function showOutcome(report, totals) {
  const rows = report.opgaven.map((opgave) => {
    const row = element("tr");
    const name = element("th", `${opgave.nr} ${opgave.naam}`, { scope: "row" });
    row.append(
      name,
      element("td", totals[opgave.nr] ?? "-", { class: "getal" }),
      element("td", opgave.stand),
      element("td", opgave.besluit ?? "-"),
    );
    return row;
  });
  $("opgaven").replaceChildren(...rows);
  $("afgesproken").textContent =
    report.drempel === null
      ? "Er is nog geen score afgesproken."
      : `De afgesproken score is ${String(report.drempel).replace(".", ",")}.`;
  $("deel-uitkomst").hidden = rows.length === 0;
}

// Documents live in this pane only, until the next step or until it is closed.
let links = [];

export function showDocuments(documents) {
  links.forEach((link) => URL.revokeObjectURL(link));
  links = [];
  const items = documents.map((made) => {
    const bytes = Uint8Array.from(atob(made.inhoud), (sign) => sign.charCodeAt(0));
    const link = URL.createObjectURL(new Blob([bytes], { type: WORD }));
    links.push(link);
    const item = element("li");
    item.append(element("a", `Download ${made.naam}`, { href: link, download: made.naam }));
    return item;
  });
  $("stukken").replaceChildren(...items);
  const mac = Office.context?.platform === "Mac";
  $("mac").hidden = !mac;
  $("deel-stukken").hidden = items.length === 0;
}
