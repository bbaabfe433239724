// A small stand-in for the Office host: as much of Office.js as xlwings' client and the task pane
// use. As in Excel, a property can be read only after load() and sync(), what is set happens at
// sync(), null leaves a cell as it is, text is read as if it was typed, and a locked cell refuses.
(() => {
  const BOOK = /*BOOK*/ null;
  const state = (window.standIn = { written: [], shown: [], selected: "", answers: [], fail: null });
  const ask = window.fetch;
  window.fetch = async (...what) => {
    const answer = await ask(...what);
    state.answers.push(answer.ok ? await answer.clone().json() : null);
    return answer;
  };

  const names = (what) =>
    (Array.isArray(what) ? what : String(what ?? "").split(",")).map((s) => s.trim());

  function make(context, kind, props, members = {}, setters = {}) {
    const loaded = new Map();
    context.each.push(() => props.isNullObject && loaded.set("isNullObject", props.isNullObject()));
    const self = new Proxy(
      {},
      {
        get(_, key) {
          if (typeof key === "symbol" || key === "then" || key === "toJSON") return undefined;
          if (key === "load") {
            return (what) => {
              context.queue.push(() => {
                if (props.isNullObject?.()) return;
                for (const name of names(what)) {
                  if (name.includes("/") || name in members) continue;
                  if (!(name in props)) throw new Error(`stand-in: no ${kind}.${name} to load`);
                  loaded.set(name, props[name]());
                }
              });
              return self;
            };
          }
          if (key in members) return members[key];
          if (loaded.has(key)) return loaded.get(key);
          if (key in props) throw new Error(`PropertyNotLoaded: ${kind}.${key}`);
          throw new Error(`stand-in: no ${kind}.${key}`);
        },
        set(_, key, value) {
          if (!(key in setters)) throw new Error(`stand-in: cannot set ${kind}.${key}`);
          context.queue.push(() => setters[key](value));
          return true;
        },
      },
    );
    return self;
  }

  function collection(context, kind, items, members = {}) {
    let loaded = false;
    const self = {
      load(what) {
        const wanted = names(what ?? "")
          .map((name) => name.replace(/^items\/?/, ""))
          .filter((name) => name && !name.includes("/"));
        const children = items();
        if (wanted.length) children.forEach((child) => child.load(wanted));
        context.queue.push(() => (loaded = children));
        return self;
      },
      get items() {
        if (!loaded) throw new Error(`PropertyNotLoaded: ${kind}.items`);
        return loaded;
      },
      ...members,
    };
    return self;
  }

  const letters = (index) => {
    let name = "";
    for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) {
      name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
    }
    return name;
  };
  const place = (address) => {
    const [, column, row] = /^([A-Z]+)(\d+)$/.exec(address);
    const index = [...column].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 64, 0);
    return [Number(row) - 1, index - 1];
  };

  // What Excel makes of something that is put in a cell.
  function typed(value) {
    if (typeof value !== "string" || value === "") return [value, value];
    if (value.startsWith("'")) return [value.slice(1), value];
    if (/^[=+@-]/.test(value)) return ["#NAME?", value];
    if (/^[(]?[€$]?\s*[\d.,]+\s*[%)]?$/.test(value)) return [Number.NaN, "a number"];
    if (/^\d{1,4}[-/. ]\d{1,2}([-/. ]\d{1,4})?( \d.*)?$/.test(value)) return [Number.NaN, "a date"];
    if (/^(true|false|waar|onwaar)$/i.test(value)) return [/^(t|waar)/i.test(value), value];
    return [value, value];
  }

  function range(context, sheet, top, left, rows, columns) {
    const cut = (grid, empty) =>
      Array.from({ length: rows }, (_, r) =>
        Array.from({ length: columns }, (_, c) => grid[top + r]?.[left + c] ?? empty),
      );
    const first = letters(left) + (top + 1);
    const last = letters(left + columns - 1) + (top + rows);
    return make(
      context,
      "range",
      {
        address: () => `'${sheet.name}'!${first === last ? first : `${first}:${last}`}`,
        rowIndex: () => top,
        columnIndex: () => left,
        rowCount: () => rows,
        columnCount: () => columns,
        values: () => cut(sheet.values, ""),
        formulas: () => cut(sheet.formulas, ""),
        numberFormat: () => cut(sheet.formats, "General"),
        isNullObject: () => false,
      },
      {
        select: () => context.queue.push(() => (state.selected = `${state.active}!${first}`)),
      },
      {
        values: (matrix) => {
          if (matrix.length !== rows || matrix.some((row) => row.length !== columns)) {
            throw new Error("InvalidArgument");
          }
          if (state.fail) throw new Error(state.fail);
          matrix.forEach((row, r) =>
            row.forEach((value, c) => {
              if (value === null) return;
              const [at, col] = [top + r, left + c];
              if (sheet.isProtected && !sheet.unlocked.includes(`${at},${col}`)) {
                throw new Error("AccessDenied");
              }
              const [shown, kept] = typed(value);
              for (const [grid, put] of [[sheet.values, shown], [sheet.formulas, kept]]) {
                (grid[at] ??= [])[col] = put;
              }
              state.written.push([sheet.name, letters(col) + (at + 1), shown]);
            }),
          );
        },
      },
    );
  }

  function table(context, sheet, { name, from, to }) {
    const [top, left] = place(from);
    const [bottom, right] = place(to);
    const part = (first, rows) => range(context, sheet, first, left, rows, right - left + 1);
    const yes = () => true;
    return make(
      context,
      "table",
      {
        name: () => name,
        style: () => "",
        showHeaders: yes,
        showTotals: () => false,
        showFilterButton: yes,
        highlightFirstColumn: yes,
        highlightLastColumn: yes,
        showBandedRows: yes,
        showBandedColumns: yes,
        dataBodyRange: () => part(top + 1, bottom - top),
      },
      {
        getRange: () => part(top, bottom - top + 1),
        getDataBodyRange: () => part(top + 1, bottom - top),
        getHeaderRowRange: () => part(top, 1),
        columns: collection(context, "columns", () =>
          (sheet.values[top] ?? [])
            .slice(left, right + 1)
            .map((head) => make(context, "column", { name: () => head })),
        ),
      },
    );
  }

  function worksheet(context, sheet) {
    const none = (kind) => collection(context, kind, () => []);
    const used = (valuesOnly) => {
      if (!valuesOnly) {
        const columns = Math.max(...sheet.formulas.map((row) => row?.length ?? 0));
        return range(context, sheet, 0, 0, sheet.formulas.length, columns);
      }
      let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
      sheet.values.forEach((row, r) =>
        row?.forEach((value, c) => {
          if (value === "" || value === null || value === undefined) return;
          [top, left] = [Math.min(top, r), Math.min(left, c)];
          [bottom, right] = [Math.max(bottom, r), Math.max(right, c)];
        }),
      );
      if (bottom < 0) return make(context, "range", { isNullObject: () => true, address: () => "" });
      return range(context, sheet, top, left, bottom - top + 1, right - left + 1);
    };
    return make(
      context,
      "worksheet",
      {
        name: () => sheet.name,
        visibility: () => sheet.visibility,
        showGridlines: () => true,
        position: () => BOOK.sheets.indexOf(sheet),
        isNullObject: () => false,
      },
      {
        names: none("names"),
        tables: collection(context, "tables", () =>
          sheet.tables.map((each) => table(context, sheet, each)),
        ),
        charts: none("charts"),
        shapes: none("shapes"),
        pivotTables: none("pivotTables"),
        pageLayout: {
          getPrintAreaOrNullObject: () =>
            make(context, "areas", { isNullObject: () => true }),
        },
        getUsedRangeOrNullObject: used,
        getRange: (address) => {
          const [from, to = from] = address.split(":");
          const [top, left] = place(from);
          const [bottom, right] = place(to);
          return range(context, sheet, top, left, bottom - top + 1, right - left + 1);
        },
        getRangeByIndexes: (...where) => range(context, sheet, ...where),
        activate: () => context.queue.push(() => (state.active = sheet.name)),
      },
    );
  }

  class RequestContext {
    constructor() {
      this.queue = [];
      this.each = [];
      const found = (name) => BOOK.sheets.find((sheet) => sheet.name === name);
      const culture = make(this, "culture", { name: () => "nl-NL" }, {
        datetimeFormat: make(this, "format", { shortDatePattern: () => "d-M-yyyy" }),
      });
      this.application = make(this, "application", { calculationMode: () => BOOK.calculation }, {
        calculate: (kind) => state.shown.push(`calculate ${kind}`),
        cultureInfo: culture,
      });
      this.workbook = make(this, "workbook", { name: () => BOOK.name }, {
        application: this.application,
        names: collection(this, "names", () => []),
        worksheets: collection(
          this,
          "worksheets",
          () => BOOK.sheets.map((sheet) => worksheet(this, sheet)),
          {
            getItem: (name) => {
              if (!found(name)) throw new Error("ItemNotFound");
              return worksheet(this, found(name));
            },
            getItemOrNullObject: (name) =>
              found(name)
                ? worksheet(this, found(name))
                : make(this, "worksheet", { isNullObject: () => true }),
            getActiveWorksheet: () => worksheet(this, BOOK.sheets[0]),
          },
        ),
        getSelectedRange: () => range(this, BOOK.sheets[0], 0, 0, 1, 1),
      });
    }

    async sync() {
      await null;
      const queue = this.queue.splice(0);
      queue.forEach((action) => action());
      this.each.forEach((action) => action());
    }
  }

  window.Excel = {
    RequestContext,
    ShapeType: { image: "Image" },
    run: async (work) => {
      const context = new RequestContext();
      const result = await work(context);
      await context.sync();
      return result;
    },
  };
  window.Office = {
    onReady: async (callback) => {
      const info = { host: "Excel", platform: "PC" };
      await null;
      callback?.(info);
      return info;
    },
    context: {
      platform: BOOK.platform ?? "PC",
      requirements: {
        isSetSupported: (name, version) =>
          Number(version.slice(2)) <= ({ ExcelApi: 16, CustomFunctionsRuntime: 4 }[name] ?? -1),
      },
    },
    auth: { getAccessToken: async () => BOOK.token },
    actions: { associate: (name, work) => ((state.ribbon ??= {})[name] = work) },
    addin: { showAsTaskpane: async () => state.shown.push("pane") },
  };
  // A function in a cell: Excel hands over whole ranges, an empty cell as null, and where it stands.
  const functions = (state.functions = {});
  window.CustomFunctions = {
    associate: (id, work) => (functions[id] = work),
    Error: class extends Error {
      constructor(code, message) {
        super(message);
        this.code = code;
      }
    },
    ErrorCode: { invalidValue: "#VALUE!" },
  };
  state.cell = async (id, ...given) => {
    const blocks = given.map((value) => (Array.isArray(value) ? value : [[value]]));
    const ranges = blocks.map((rows) => rows.map((row) => row.map((v) => (v === "" ? null : v))));
    return await functions[id](...ranges, { address: "Start!Z1" });
  };
  state.sheet = (name) => BOOK.sheets.find((sheet) => sheet.name === name);
})();
