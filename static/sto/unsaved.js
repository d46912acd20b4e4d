// Asks before someone leaves a form in which they typed something that is not saved. Without JavaScript nothing happens.
const forms = document.querySelectorAll("form[data-unsaved]");
let changed = document.querySelector("form[data-unsaved] [aria-invalid='true']") !== null;

for (const form of forms) {
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
}

window.addEventListener("beforeunload", (event) => {
  if (changed) {
    event.preventDefault();
  }
});
