// Reading the open workbook and writing to it, with xlwings' own client.

export class ChangedError extends Error {}

const MOST_CELLS = 500_000;
const AT_ONCE = 20_000; // Excel on the web gives no more than 5 MB at a time

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
      sheet
        .getUsedRangeOrNullObject(valuesOnly)
        .load("rowIndex, columnIndex, rowCount, columnCount"),
    ),
  );
  await context.sync();
  const cells = {};
  const blocks = [];
  let waiting = 0;
  for (const [i, sheet] of wanted.entries()) {
    const small = all[i].isNullObject || all[i].rowCount * all[i].columnCount <= MOST_CELLS;
    const used = small ? all[i] : filled[i];
    const rows = used.isNullObject ? 1 : used.rowIndex + used.rowCount;
    const columns = used.isNullObject ? 1 : used.columnIndex + used.columnCount;
    const most = Math.max(1, Math.floor(AT_ONCE / columns));
    cells[sheet.name] = [];
    for (let top = 0; top < rows; top += most) {
      const count = Math.min(most, rows - top);
      blocks.push([
        sheet.name,
        sheet.getRangeByIndexes(top, 0, count, columns).load("formulas"),
      ]);
      waiting += count * columns;
      if (waiting >= AT_ONCE) {
        await context.sync();
        waiting = 0;
      }
    }
  }
  await context.sync();
  for (const [name, block] of blocks) cells[name].push(...block.formulas);
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
