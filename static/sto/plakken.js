// What is pasted from Word, Word Online, Google Docs or Excel, made into what an answer can hold; what it cannot hold is
// told in Dutch, so that nothing goes or changes unseen.
import { tidyLists } from "./plaklijsten.js";
import { tidyTables } from "./plaktabellen.js";

const RAISED = { 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹", "-": "⁻" };
const NOTE = ["footnote", "endnote"];
const DELETED = "del, .msoDel, [class*='TextDeletion']";
const COMMENTS = "[data-style*='mso-element:comment'], .MsoCommentReference, .msocomanchor, .msocomtxt, [id^='cmnt'], [href^='#cmnt']";
const STRUCK = "s, strike, [data-style*='line-through']";
const LOOKS = "u, mark, [data-style*='mso-highlight'], [data-style*='underline']";
const ERROR = /^\s*(#(N\/[AB]|REF!|VERW!|NAME\?|NAAM\?|VALUE!|WAARDE!|DIV\/0!|DEEL\/0!|NUM!|GETAL!|NULL!|LEEG!)|Err:\d{3}|#{3,})\s*$/i;
const PICTURES = "img, svg, picture, canvas, object, video";

const SENTENCES = [
  ["deleted", "Tekst die in Word was verwijderd met 'Wijzigingen bijhouden', is niet meegekomen. Ingevoegde tekst wel."],
  ["comments", "Opmerkingen in de kantlijn zijn niet meegekomen."],
  ["struck", "Doorgehaalde tekst is gewone tekst geworden."],
  ["notes", "Voetnoten staan in de tekst als [1] en hun tekst staat onderaan."],
  ["lostNotes", "De nummers van voetnoten staan in de tekst, maar hun tekst is niet meegekomen."],
  ["looks", "Onderstreping en markering met kleur zijn niet meegekomen."],
  ["errors", "In de tabel staat een fout van Excel, zoals #N/B. Zet daar de goede waarde neer."],
  ["pictures", "Afbeeldingen zijn niet meegekomen."],
  ["links", "Van links staat het adres tussen haakjes achter de tekst."],
  ["letters", "Letters voor een lijst zijn nummers geworden."],
  ["merged", "Samengevoegde cellen zijn losse cellen geworden; de tekst staat in de eerste."],
  ["heads", "Een tabel heeft één rij met koppen. Een tweede rij met koppen is een gewone rij geworden."],
  ["lines", "In een cel past één regel. Regels, lijsten en koppen in een cel staan nu achter elkaar."],
];

function removeAll(root, selector) {
  const found = [...root.querySelectorAll(selector)];
  found.forEach((node) => node.remove());
  return found.some((node) => node.textContent.trim() || node.matches("[href]"));
}

function unwrap(node) {
  node.replaceWith(...node.childNodes);
}

// The numbers of notes become text; their texts stand below as paragraphs.
function tidyNotes(root, told) {
  const lists = NOTE.map((kind) => `[data-style*='mso-element:${kind}-list']`).join();
  const numbers = [...root.querySelectorAll(NOTE.map((kind) => `[data-style*='mso-${kind}-id']`).join())];
  const texts = root.querySelectorAll(lists);
  const outside = numbers.filter((node) => !node.closest(lists));
  told.notes = outside.length > 0 && texts.length > 0;
  told.lostNotes = outside.length > 0 && !texts.length;
  texts.forEach((list) => list.querySelectorAll("hr").forEach((line) => line.remove()));
  numbers.forEach(unwrap);
}

// The address of a link that its text does not say.
function tidyLinks(root, told) {
  for (const link of root.querySelectorAll("a[href]")) {
    const address = link.getAttribute("href").replace(/^mailto:/, "");
    const plain = (text) => text.replace(/^https?:\/\//, "").replace(/\/$/, "").trim().toLowerCase();
    if (/^(https?:|mailto:)/i.test(link.getAttribute("href")) && link.textContent.trim() && plain(link.textContent) !== plain(address)) {
      link.append(` (${address})`);
      told.links = true;
    }
  }
}

// A box that was ticked or not is a sign, so that it stays.
function tidyBoxes(root) {
  for (const node of root.querySelectorAll("li[role='checkbox'], li[aria-checked], input[type='checkbox']")) {
    const isOn = node.matches("[aria-checked='true'], [checked]");
    node.matches("li") && node.querySelectorAll("img").forEach((image) => image.remove());
    const place = node.matches("li") ? node.querySelector("p") ?? node : node;
    node.matches("input") ? node.replaceWith(isOn ? "☒ " : "☐ ") : place.prepend(isOn ? "☒ " : "☐ ");
  }
}

function raise(root) {
  for (const node of root.querySelectorAll("sup")) {
    const signs = [...node.textContent.trim()].map((sign) => RAISED[sign]);
    if (signs.length && signs.every(Boolean)) {
      node.textContent = signs.join("");
    }
  }
}

// Spaces with which Word and Word Online fill out a line, and empty lines, which are not kept.
function tidySpaces(root) {
  root.querySelectorAll(".EOP, br[clear]").forEach((node) => node.remove());
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    text.data = text.data.replace(/[ \u00a0]{2,}/g, " ");
  }
  root.querySelectorAll("p").forEach((node) => node.textContent.trim() || node.remove());
}

function sentencesOf(told) {
  const found = SENTENCES.filter(([name]) => told[name]).map(([, sentence]) => sentence);
  if (told.hidden) {
    const rows = told.hidden === 1 ? "1 rij was" : `${told.hidden} rijen waren`;
    found.push(`${rows} in Excel verborgen en ${told.hidden === 1 ? "staat" : "staan"} nu wel in de tabel.`);
  }
  return found;
}

// Style attributes are renamed before the HTML is read: the portal takes no style from outside, and would say so of each.
export function setStylesAside(html) {
  const plain = html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "");
  return plain.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

// Bold and italics that are a style become elements; an element that its style makes plain goes.
function tidyLooks(root) {
  const looks = [["strong", /font-weight:\s*(bold|[6-9]00)/i], ["em", /font-style:\s*italic/i]];
  root.querySelectorAll("b[data-style*='normal'], b[data-style*='400'], strong[data-style*='normal'], i[data-style*='normal']").forEach(unwrap);
  for (const node of root.querySelectorAll("[data-style]")) {
    for (const [name, look] of looks) {
      if (look.test(node.dataset.style) && !node.matches("b, strong, i, em, h1, h2, h3, h4, h5, h6, table, tbody, tr, ul, ol")) {
        const made = document.createElement(name);
        made.append(...node.childNodes);
        node.append(made);
      }
    }
    node.removeAttribute("data-style");
  }
}

// {html, told}: the HTML to put in the editor, and in Dutch sentences what is otherwise than it was.
export function tidyPasted(html) {
  const root = new DOMParser().parseFromString(setStylesAside(html), "text/html").body;
  const told = { hidden: 0 };
  root.querySelectorAll("script, meta, link, title, xml").forEach((node) => node.remove());
  told.deleted = removeAll(root, DELETED);
  told.comments = removeAll(root, COMMENTS);
  told.struck = [...root.querySelectorAll(STRUCK)].some((node) => node.textContent.trim());
  told.looks = [...root.querySelectorAll(LOOKS)].some((node) => node.textContent.trim() && !node.closest("a") && !node.querySelector("a"));
  told.errors = [...root.querySelectorAll("td, th")].some((cell) => ERROR.test(cell.textContent));
  tidyBoxes(root);
  told.pictures = [...root.querySelectorAll(PICTURES)].length > 0;
  root.querySelectorAll(PICTURES).forEach((node) => node.remove());
  tidyNotes(root, told);
  tidyLinks(root, told);
  raise(root);
  tidyLists(root, told);
  tidySpaces(root);
  tidyTables(root, told);
  tidyLooks(root);
  return { html: root.innerHTML, told: sentencesOf(told) };
}
