// Reading the open workbook and writing to it, with xlwings' own client.

export class ChangedError extends Error {}

const MOST_CELLS = 500_000;

// What stands in each cell (a formula, or what was typed), per sheet from A1 on.
async function readCells(context, only = null) {
  const worksheets = context.workbook.worksheets.load("items/name");
  await context.sync();
  const names = worksheets.items.map((sheet) => sheet.name);
  const wanted = worksheets.items.filter((sheet, i) => !only || only.has(i));
  // The whole used range: a formula that shows nothing counts as well. Only where formatting
  // makes that absurdly large, the part with values.
  const [all, filled] = [false, true].map((valuesOnly) =>
    wanted.map((sheet) =>
      sheet.getUsedRangeOrNullObject(valuesOnly).load("address, rowCount, columnCount"),
    ),
  );
  await context.sync();
  const ranges = wanted.map((sheet, i) => {
    const small = all[i].isNullObject || all[i].rowCount * all[i].columnCount <= MOST_CELLS;
    const used = small ? all[i] : filled[i];
    const last = used.isNullObject ? "A1" : used.address.split("!").pop().split(":").pop();
    return sheet.getRange(`A1:${last}`).load("formulas");
  });
  await context.sync();
  const cells = {};
  wanted.forEach((sheet, i) => (cells[sheet.name] = ranges[i].formulas));
  return { names, cells };
}

// The payload for the server, and what stood in the cells when it was read.
export async function readWorkbook(context) {
  const application = context.workbook.application.load("calculationMode");
  await context.sync();
  if (application.calculationMode !== "Automatic") {
    application.calculate("Full");
    await context.sync();
  }
  const before = await readCells(context);
  const payload = await xlwings.getBookData({}, context);
  const marks = {};
  for (const sheet of payload.sheets) {
    marks[sheet.name] = (before.cells[sheet.name] ?? []).map((row, r) =>
      row
        .map((text, c) =>
          typeof text === "string" &&
          text.startsWith("=") &&
          text !== sheet.values[r]?.[c]
            ? "1"
            : "0",
        )
        .join(""),
    );
  }
  payload.wijkexcel = { formules: marks };
  return { payload, before };
}

// Writes only when nothing changed meanwhile on the sheets that are written to: people may have
// typed, or rows may have moved, while the server was at work.
export async function write(context, before, actions) {
  if (actions.length === 0) return;
  const touched = new Set(actions.map((action) => action.sheet_position));
  const now = await readCells(context, touched);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  if (
    !same(now.names, before.names) ||
    Object.entries(now.cells).some(([name, cells]) => !same(cells, before.cells[name]))
  ) {
    throw new ChangedError();
  }
  await xlwings.runActions({ actions }, context);
}

// The state of the five steps of the method, as the workbook calculates it now.
export async function readStates(context, steps) {
  const ranges = steps.map((step) =>
    context.workbook.worksheets.getItem(step.blad).getRange(step.cel).load("values"),
  );
  await context.sync();
  return steps.map((step, i) => ({ ...step, stand: String(ranges[i].values[0][0]) }));
}

export async function goTo(sheetName, cell) {
  await Excel.run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(sheetName);
    sheet.load("visibility");
    await context.sync();
    if (sheet.isNullObject) throw new ChangedError();
    if (sheet.visibility !== "Visible") throw new Error("hidden");
    sheet.activate();
    sheet.getRange(cell || "A1").select();
    await context.sync();
  });
}
