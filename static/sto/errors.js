// Moves focus to the error summary after a page that shows one, and tells so in the title.
const summary = document.querySelector("[data-error-summary]");

if (summary) {
  document.title = `Fout: ${document.title}`;
  summary.focus();
}
