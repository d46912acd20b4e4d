// Adds up the columns of a table of numbers while someone types, and the rows that have a total. Without JavaScript the totals follow after saving.
const number = (input) => Number.parseInt(input.value.replaceAll(".", ""), 10) || 0;
const shown = new Intl.NumberFormat("nl-NL");

for (const table of document.querySelectorAll(".sto-table--rooster")) {
  const rows = [...table.tBodies[0].rows];
  const totals = rows.pop();
  const addsRows = rows.some((row) => row.lastElementChild.querySelector("output"));
  const numbers = (row) => [...row.cells].slice(1, addsRows ? -1 : row.cells.length);
  const cells = rows.map((row) => numbers(row).map((cell) => cell.querySelector("input")));
  const write = (cell, value) => { cell.querySelector("output").textContent = shown.format(value); };
  const sum = (inputs) => inputs.reduce((total, input) => total + (input ? number(input) : 0), 0);

  table.addEventListener("input", () => {
    numbers(totals).forEach((cell, place) => write(cell, sum(cells.map((row) => row[place]))));
    if (!addsRows) return;
    rows.forEach((row, place) => write(row.cells[row.cells.length - 1], sum(cells[place])));
    write(totals.cells[totals.cells.length - 1], sum(cells.flat()));
  });
}
