// A part of the page that htmx asks again and again: not while nobody sees the page, and never without saying that it
// is old. An answer from another address is the page to sign in: then the whole page is opened again.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches("[hx-trigger^='every']")) {
    event.preventDefault();
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, pathInfo } = event.detail;
  const asked = new URL(pathInfo.requestPath, window.location.href).pathname;
  if (xhr.responseURL && new URL(xhr.responseURL).pathname !== asked) {
    event.detail.shouldSwap = false;
    window.location.reload();
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  for (const notice of document.querySelectorAll("[data-stale]")) {
    notice.hidden = event.detail.successful;
  }
});
