// A table box is a stop for the keyboard only while it can scroll. Without JavaScript it always is.
function setStop(box) {
  if (box.scrollWidth > box.clientWidth) {
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
