// Writes what stands in the editor as the text that is kept, and reads it back by the rules of the server
// (sto_portal/vormgeving/opmaak.py): headings, lists, bold, italics and tables.
const RULES = ["heading", "list", "table", "emphasis", "newline", "escape", "balance_pairs"];
const ALIKE = /[\p{L}\p{N}]/u;
const PUNCTUATION = /[\p{P}\p{S}]/u;

const reader = window.markdownit("zero", { html: false, breaks: true }).enable(RULES);

export function toHtml(text) {
  return reader.render(text);
}

function escapeText(text) {
  return text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "\\\\")
    .replace(/\*/g, "\\*")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");
}

// What would begin a heading, a list or a table at the start of a line is text there.
function escapeLines(text) {
  return text.replace(/^([ \t]*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|\|)/gm, "$1\\$2").replace(/^([ \t]*\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2");
}

// Bold and italics begin and end at a word: spaces, and marks between two words, stand outside.
function shrink(run, before, after) {
  let [start, end] = [0, run.length];
  const isOutside = (char, neighbour) => /\s/.test(char) || (PUNCTUATION.test(char) && ALIKE.test(neighbour));
  while (start < end && isOutside(run[start], start ? run[start - 1] : before)) {
    start += 1;
  }
  while (end > start && isOutside(run[end - 1], end < run.length ? run[end] : after)) {
    end -= 1;
  }
  return [run.slice(0, start), run.slice(start, end), run.slice(end)];
}

function inlineRuns(node) {
  const runs = [];
  for (const child of node.content ?? []) {
    const text = child.type === "hardBreak" ? "\n" : child.text ?? "";
    const marks = (child.marks ?? []).map((mark) => mark.type).filter((type) => ["bold", "italic"].includes(type));
    const mark = child.type === "hardBreak" ? "" : [...marks].sort().join();
    const last = runs.at(-1);
    if (last && last.mark === mark) {
      last.text += text;
    } else {
      runs.push({ text, mark });
    }
  }
  return runs;
}

const SIGNS = { bold: "**", italic: "*", "bold,italic": "***" };

function inline(node) {
  const runs = inlineRuns(node);
  const parts = runs.map(({ text, mark }, place) => {
    const sign = SIGNS[mark] ?? "";
    if (!sign) {
      return escapeText(text);
    }
    const [before, within, after] = shrink(text, runs[place - 1]?.text.at(-1) ?? "", runs[place + 1]?.text[0] ?? "");
    return escapeText(before) + (within ? sign + escapeText(within) + sign : "") + escapeText(after);
  });
  return escapeLines(parts.join("")).replace(/[ \t]*\n[ \t]*/g, "\n").trim();
}

function indent(text, width) {
  return text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);
}

function list(node) {
  const first = node.attrs?.start ?? 1;
  return (node.content ?? []).map((item, place) => {
    const sign = node.type === "orderedList" ? `${first + place}. ` : "- ";
    const blocks = item.content ?? [];
    const isTight = blocks.length < 2 || (blocks.length === 2 && blocks[1].type.endsWith("List"));
    return sign + indent(blocks.map(block).join(isTight ? "\n" : "\n\n"), sign.length);
  }).join("\n");
}

// A cell in one line: what stood below each other is parted by a slash, but behind a sign that parts already.
function cellText(cell) {
  const lines = (cell.content ?? []).flatMap((part) => flatBlock(part)).flatMap((text) => text.split("\n")).filter(Boolean);
  const text = lines.reduce((before, line) => `${before}${/[.!?:;,]\**$/.test(before) || line.startsWith("• ") ? " " : " / "}${line}`, "");
  return text.replace(/^ \/ /, "").trim().replace(/(?<!\\)\|/g, "\\|");
}

// The lines of a part of a cell; an item of a list keeps its dot or number.
function flatBlock(part) {
  if (!part.type.endsWith("List")) {
    return [inline(part)];
  }
  const first = part.attrs?.start ?? 1;
  return (part.content ?? []).flatMap((item, place) => {
    const [head = "", ...rest] = (item.content ?? []).flatMap(flatBlock);
    return [(part.type === "orderedList" ? `${first + place}. ` : "• ") + head, ...rest];
  });
}

// The texts of each row by their columns: a merged cell has its text in the first and leaves the others empty.
function gridOf(node) {
  const rows = node.content ?? [];
  const grid = rows.map(() => []);
  rows.forEach((row, down) => {
    let right = 0;
    for (const cell of row.content ?? []) {
      while (grid[down][right] !== undefined) {
        right += 1;
      }
      const { colspan = 1, rowspan = 1 } = cell.attrs ?? {};
      for (let y = 0; y < rowspan && down + y < rows.length; y += 1) {
        for (let x = 0; x < colspan; x += 1) {
          grid[down + y][right + x] = x || y ? "" : cellText(cell);
        }
      }
    }
  });
  return grid;
}

function table(node) {
  const rows = gridOf(node);
  const width = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, place) => row[place] ?? "").join(" | ")} |`);
  lines.splice(1, 0, `| ${Array(width).fill("---").join(" | ")} |`);
  return lines.join("\n");
}

function block(node) {
  switch (node.type) {
    case "heading":
      return `${"#".repeat(node.attrs.level)} ${inline(node).replace(/\n/g, " ")}`;
    case "bulletList":
    case "orderedList":
      return list(node);
    case "table":
      return table(node);
    default:
      return inline(node);
  }
}

export function toText(document) {
  return (document.content ?? []).map(block).filter((text) => text.trim()).join("\n\n");
}
