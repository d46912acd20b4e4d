// Opens and closes the menu on a phone. Without JavaScript the menu is always open.
const button = document.querySelector(".sto-menu-button");

function setOpen(open) {
  button.setAttribute("aria-expanded", String(open));
}

if (button) {
  button.addEventListener("click", () => setOpen(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      setOpen(false);
      button.focus();
    }
  });
}
