// A table box is a stop for the keyboard only while it can scroll; then a line above it says so. Without JavaScript it
// is always a stop.
function setStop(box) {
  const scrolls = box.scrollWidth > box.clientWidth;
  box.toggleAttribute("data-scrolls", scrolls);
  if (scrolls) {
    box.setAttribute("tabindex", "0");
  } else {
    box.removeAttribute("tabindex");
  }
}

const observer = new ResizeObserver((entries) => entries.forEach((entry) => setStop(entry.target)));

function watch(part) {
  part.querySelectorAll(".sto-table-scroll").forEach((box) => observer.observe(box));
}

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.detail.elt));
