// Tables as the text can hold them: one row of headings, one line in a cell, and each cell in its own column.
const BLOCK = /^(P|DIV|LI|UL|OL|H[1-6]|BLOCKQUOTE|TABLE|TBODY|THEAD|TR|TD|TH)$/;
const CLOSED = /[.!?:;,]\s*$/;

function span(cell, name) {
  return Math.max(1, Math.min(100, Number(cell.getAttribute(name)) || 1));
}

// The lines of a cell, each a list of nodes without blocks; an item of a list keeps its dot or number.
function linesOf(cell) {
  const lines = [[]];
  const walk = (node) => {
    for (const child of [...node.childNodes]) {
      if (child.nodeName === "BR") {
        lines.push([]);
      } else if (BLOCK.test(child.nodeName) || child.querySelector?.("p, div, br, li, table")) {
        if (child.nodeName === "LI") {
          lines.push([markOf(child)]);
        } else if (lines.at(-1)[0]?.isMark !== true || lines.at(-1).length > 1) {
          lines.push([]);
        }
        walk(child);
        lines.push([]);
      } else if (child.nodeType !== Node.COMMENT_NODE) {
        lines.at(-1).push(child);
      }
    }
  };
  walk(cell);
  return lines.filter((line) => line.some((node) => node.textContent.trim()));
}

function markOf(item) {
  const place = [...item.parentNode.children].indexOf(item) + Number(item.parentNode.getAttribute("start") ?? 1);
  const text = document.createTextNode(item.parentNode.nodeName === "OL" ? `${place}. ` : "• ");
  return Object.assign(text, { isMark: true });
}

// The cell again, with one line of text, as a heading or not.
function flatten(cell, isHead, told) {
  const lines = linesOf(cell);
  told.lines ||= lines.length > 1 || Boolean(cell.querySelector("h1, h2, h3, h4, h5, h6, table"));
  const made = document.createElement(isHead ? "th" : "td");
  const paragraph = document.createElement("p");
  lines.forEach((line, place) => {
    const before = paragraph.textContent;
    if (place) {
      paragraph.append(CLOSED.test(before) || line[0].textContent.startsWith("• ") ? " " : " / ");
    }
    paragraph.append(...line);
  });
  made.append(paragraph);
  return made;
}

// The rows as a grid in which a merged cell leaves empty ones: [[cell or null]].
function gridOf(rows) {
  const grid = rows.map(() => []);
  rows.forEach((row, down) => {
    let right = 0;
    for (const cell of row.cells) {
      while (grid[down][right] !== undefined) {
        right += 1;
      }
      for (let y = 0; y < span(cell, "rowspan") && down + y < rows.length; y += 1) {
        for (let x = 0; x < span(cell, "colspan"); x += 1) {
          grid[down + y][right + x] = x || y ? null : cell;
        }
      }
    }
  });
  return grid;
}

function tidyTable(table, told) {
  const rows = [...table.rows];
  told.merged ||= Boolean(table.querySelector(":is(td, th):is([colspan]:not([colspan='1']), [rowspan]:not([rowspan='1']))"));
  told.heads ||= rows.slice(1).some((row) => row.parentNode.nodeName === "THEAD" || (row.cells.length && [...row.cells].every((cell) => cell.nodeName === "TH")));
  told.hidden += rows.filter((row) => /display:\s*none/i.test(row.dataset.style ?? "")).length;
  const grid = gridOf(rows);
  const width = Math.max(0, ...grid.map((cells) => cells.length));
  const made = document.createElement("table");
  const body = document.createElement("tbody");
  grid.forEach((cells, down) => {
    const row = document.createElement("tr");
    for (let right = 0; right < width; right += 1) {
      row.append(flatten(cells[right] ?? document.createElement("td"), down === 0, told));
    }
    body.append(row);
  });
  made.append(body);
  const caption = document.createElement("p");
  caption.append(...(table.caption?.childNodes ?? []));
  table.replaceWith(...[caption, made].filter((node) => node.textContent.trim() || (node === made && width)));
}

export function tidyTables(root, told) {
  [...root.querySelectorAll("table")].filter((table) => !table.parentNode.closest("table")).forEach((table) => tidyTable(table, told));
}
