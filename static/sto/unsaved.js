// Keeps what someone types in a form until it is saved: on this device, for this person, for thirty days. After a lost
// line, an ended session or a closed lid the form offers it back. Asks before someone leaves what is not saved yet.
// It is kept under the address that the form is sent to: a page may show one of several forms that are sent elsewhere.
// A page that shows what was typed once more before it is saved sends it on with `data-unsaved-confirm`.
// Without JavaScript nothing happens.
const DAYS = 30;
const SENT = "sto-verstuurd";
const person = document.querySelector('meta[name="sto-persoon"]')?.content;
const skipped = new Set(["csrfmiddlewaretoken", "pagina", "versie", "sleutel"]);

const store = {
  key: (path) => `sto-tekst:${person}:${path}`,
  read(path) {
    try {
      return JSON.parse(localStorage.getItem(store.key(path))) || {};
    } catch {
      return {};
    }
  },
  write(path, fields) {
    try {
      if (Object.keys(fields).length) {
        localStorage.setItem(store.key(path), JSON.stringify(fields));
      } else {
        localStorage.removeItem(store.key(path));
      }
    } catch {
      // the device has no room or keeps nothing: the page still asks before it is left
    }
  },
};

const placeOf = (form) => new URL(form.getAttribute("action") ?? "", window.location.href).pathname;
const forms = person ? [...document.querySelectorAll("form[data-unsaved]")] : [];
const changed = new Set();

function valuesOf(form, name) {
  return new FormData(form).getAll(name).filter((value) => typeof value === "string");
}

function isKept(element) {
  return element.name && !skipped.has(element.name) && !element.name.startsWith("stand_")
    && !["file", "password", "submit", "button"].includes(element.type);
}

function keep(form, name) {
  const fields = store.read(placeOf(form));
  const stand = form.elements[`stand_${name}`]?.value;
  fields[name] = { values: valuesOf(form, name), stand, at: Date.now() };
  store.write(placeOf(form), fields);
  changed.add(name);
}

// What was saved need not be kept; unless more was typed meanwhile.
function forget(form, name, values) {
  const fields = store.read(placeOf(form));
  if (!values || JSON.stringify(valuesOf(form, name)) === JSON.stringify(values)) {
    delete fields[name];
    changed.delete(name);
    store.write(placeOf(form), fields);
  }
}

function putBack(form, name, { values, stand }) {
  const hidden = form.elements[`stand_${name}`];
  if (hidden && stand) {
    hidden.value = stand;
  }
  const elements = [...form.elements].filter((element) => element.name === name);
  elements.forEach((element, place) => {
    if (["radio", "checkbox"].includes(element.type)) {
      element.checked = values.includes(element.value);
    } else {
      element.value = values[place] ?? values[0] ?? "";
    }
  });
  elements[0]?.dispatchEvent(new Event("sto:teruggezet", { bubbles: true }));
  elements[0]?.dispatchEvent(new Event("input", { bubbles: true }));
}

function labelOf(form, name) {
  const field = [...form.elements].find((element) => element.name === name);
  const legend = field?.closest("fieldset")?.querySelector("legend");
  const label = ["radio", "checkbox"].includes(field?.type) ? legend : field?.labels?.[0] ?? legend;
  return label?.firstChild?.textContent.trim() ?? name;
}

function button(text, kind, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `nl-button nl-button--${kind}`;
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}

function offer(form, found) {
  const box = document.createElement("div");
  box.className = "sto-alert sto-alert--warning";
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Tekst die niet is opgeslagen");
  const content = document.createElement("div");
  content.className = "sto-alert__content";
  const title = document.createElement("p");
  title.className = "sto-alert__title";
  title.textContent = "U hebt hier tekst getypt die niet is opgeslagen";
  const explanation = document.createElement("p");
  const when = new Date(Math.max(...found.map(([, entry]) => entry.at)));
  const day = when.toLocaleDateString("nl-NL", { day: "numeric", month: "long" });
  const time = when.toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  const names = found.map(([name]) => labelOf(form, name)).join(", ");
  explanation.textContent = `De tekst staat alleen op dit apparaat, van ${day} om ${time} uur. Het gaat om: ${names}.`;
  const actions = document.createElement("div");
  actions.className = "sto-actions";
  actions.append(
    button("Zet mijn tekst terug", "primary", () => {
      box.remove();
      found.forEach(([name, entry]) => putBack(form, name, entry));
      [...form.elements].find((element) => element.name === found[0][0])?.focus();
    }),
    button("Gooi deze tekst weg", "subtle", () => {
      box.remove();
      found.forEach(([name]) => forget(form, name));
    }),
  );
  content.append(title, explanation, actions);
  box.append(content);
  form.prepend(box);
}

// A form that was sent and came back unsaved shows what was typed: that stays kept until it is saved.
function lookBack(form) {
  if (form.querySelector("[aria-invalid='true']")) {
    changed.add("");
    return;
  }
  const fields = store.read(placeOf(form));
  const names = new Set([...form.elements].filter(isKept).map((element) => element.name));
  const found = [];
  for (const [name, entry] of Object.entries(fields)) {
    const isOld = Date.now() - entry.at > DAYS * 24 * 60 * 60 * 1000;
    const isShown = names.has(name) && JSON.stringify(valuesOf(form, name)) === JSON.stringify(entry.values);
    if (isOld || (isShown && sent !== placeOf(form))) {
      delete fields[name];
    } else if (isShown) {
      changed.add(name);
    } else if (names.has(name)) {
      found.push([name, entry]);
    }
  }
  store.write(placeOf(form), fields);
  if (found.length) {
    offer(form, found);
  }
}

function noteSending({ target: form }) {
  changed.clear();
  sessionStorage.setItem(SENT, placeOf(form));
}

// The page after a form that was sent: where it says that all went well, nothing is left to keep.
let sent = sessionStorage.getItem(SENT);
sessionStorage.removeItem(SENT);
if (person && sent && document.querySelector("[data-success]")) {
  store.write(sent, {});
  sent = null;
}

for (const form of forms) {
  lookBack(form);
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => isKept(event.target) && keep(form, event.target.name));
  }
  form.addEventListener("sto:opgeslagen", ({ detail }) => forget(form, detail.name, detail.values));
  form.addEventListener("submit", noteSending);
}
document.querySelector("form[data-unsaved-confirm]")?.addEventListener("submit", noteSending);

window.addEventListener("beforeunload", (event) => {
  if (changed.size) {
    event.preventDefault();
  }
});
