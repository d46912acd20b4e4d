// Adds up the rows and columns of a table of numbers while someone types. Without JavaScript the totals follow after saving.
const number = (input) => Number.parseInt(input.value.replaceAll(".", ""), 10) || 0;
const shown = new Intl.NumberFormat("nl-NL");

for (const table of document.querySelectorAll(".sto-table--rooster")) {
  const rows = [...table.tBodies[0].rows];
  const totals = rows.pop();
  const cells = rows.map((row) => [...row.cells].slice(1, -1).map((cell) => cell.querySelector("input")));
  const write = (cell, value) => { cell.querySelector("output").textContent = shown.format(value); };
  const sum = (inputs) => inputs.reduce((total, input) => total + (input ? number(input) : 0), 0);

  table.addEventListener("input", () => {
    rows.forEach((row, place) => write(row.cells[row.cells.length - 1], sum(cells[place])));
    [...totals.cells].slice(1, -1).forEach((cell, place) => write(cell, sum(cells.map((row) => row[place]))));
    write(totals.cells[totals.cells.length - 1], sum(cells.flat()));
  });
}
