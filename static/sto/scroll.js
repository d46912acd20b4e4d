// A table box is a stop for the keyboard only while it can scroll. Without JavaScript it always is.
const boxes = document.querySelectorAll(".sto-table-scroll");

function setStop(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.setAttribute("tabindex", "0");
  } else {
    box.removeAttribute("tabindex");
  }
}

const observer = new ResizeObserver((entries) => entries.forEach((entry) => setStop(entry.target)));
boxes.forEach((box) => observer.observe(box));
