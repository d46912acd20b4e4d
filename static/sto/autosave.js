// Shows beside each answer whether it was saved, tries again where that failed, and lets the text stay on the device
// until it was. The words for what the server says come from the server; these are for when it says nothing.
const FIRST_WAIT = 3000;
const LONGEST_WAIT = 60000;
const RETRY = "sto:opnieuw";
const waits = new Map();

function stateOf(question) {
  return document.getElementById(`staat-${question.dataset.autosave}`);
}

function tell(question, text, kind, link) {
  const line = document.createElement("span");
  line.className = `sto-save__${kind}`;
  line.textContent = text;
  if (kind === "wrong") {
    line.setAttribute("role", "alert");
  }
  const state = stateOf(question);
  if (state.textContent.trim() === text) {
    return;
  }
  state.replaceChildren(line);
  if (link) {
    const anchor = document.createElement("a");
    Object.assign(anchor, { href: link, target: "_blank", textContent: "Log opnieuw in (nieuw tabblad)" });
    state.append(" ", anchor);
  }
}

function tryLater(question, text, link) {
  const { timer, wait = FIRST_WAIT } = waits.get(question) ?? {};
  clearTimeout(timer);
  const next = setTimeout(() => htmx.trigger(question, RETRY), wait);
  waits.set(question, { timer: next, wait: Math.min(2 * wait, LONGEST_WAIT) });
  tell(question, text, "wrong", link);
}

function tryAllNow() {
  for (const [question, { timer }] of waits) {
    clearTimeout(timer);
    waits.set(question, { wait: FIRST_WAIT });
    htmx.trigger(question, RETRY);
  }
}

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

function questionOf(event) {
  const element = event.detail.requestConfig?.elt ?? event.detail.elt;
  return element?.matches?.("[data-autosave]") ? element : null;
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = token();
  const question = questionOf(event);
  if (question) {
    question.sent = new FormData(question.closest("form")).getAll(question.dataset.autosave);
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches("[data-aanwezig]")) {
    event.preventDefault();
  }
  const question = questionOf(event);
  if (question && !waits.has(question)) {
    tell(question, "Bezig met opslaan…", "busy");
  }
});

// A page from another address is the page to sign in.
function isElsewhere({ xhr, pathInfo }) {
  const asked = new URL(pathInfo.requestPath, window.location.href).pathname;
  return Boolean(xhr.responseURL) && new URL(xhr.responseURL).pathname !== asked;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  if (isElsewhere(event.detail)) {
    event.detail.shouldSwap = false;
  } else if (questionOf(event) && [409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true; // the line says what is the matter
    event.detail.isError = false;
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  const question = questionOf(event);
  if (!question) {
    return;
  }
  const { xhr } = event.detail;
  if (isElsewhere(event.detail)) {
    const login = new URL(xhr.responseURL).pathname;
    tryLater(question, "U bent niet meer ingelogd. Uw tekst staat veilig op dit apparaat.", login);
  } else if (xhr.status === 503) {
    tryLater(question, "Niet opgeslagen: het portaal werkt even niet of is te druk. Het probeert het vanzelf opnieuw.");
  } else if (xhr.status === 0 || xhr.status >= 500) {
    tryLater(question, "Niet opgeslagen: er is geen verbinding. Het portaal probeert het vanzelf opnieuw.");
  } else if (xhr.status === 403 || xhr.status === 404) {
    tell(question, "Niet opgeslagen. U mag dit antwoord nu niet veranderen. Uw tekst staat nog op dit scherm.", "wrong");
  } else {
    clearTimeout(waits.get(question)?.timer);
    waits.delete(question);
    if (xhr.status === 200) {
      const form = question.closest("form");
      const stand = xhr.getResponseHeader("X-Stand");
      if (stand) {
        form.elements[`stand_${question.dataset.autosave}`].value = stand;
      }
      const detail = { name: question.dataset.autosave, values: question.sent };
      form.dispatchEvent(new CustomEvent("sto:opgeslagen", { detail }));
    }
  }
});

window.addEventListener("online", tryAllNow);
document.addEventListener("visibilitychange", () => document.hidden || tryAllNow());

// Someone who signed in again in another tab has another token.
document.addEventListener("submit", (event) => {
  const field = event.target.elements?.csrfmiddlewaretoken;
  if (field && token()) {
    field.value = token();
  }
});
