// Makes an editor of each text field that may have headings, lists, bold and tables. The field itself stays and holds
// the text; without JavaScript people type in it.
import { toHtml, toText } from "./markdown.js";
import { setStylesAside, tidyPasted } from "./plakken.js";

const {
  Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Italic, ListItem, OrderedList, Paragraph,
  Table, TableCell, TableHeader, TableRow, Text,
} = await import(document.getElementById("sto-editor").href);

// A heading comes below that of the page (h2, h3); what is pasted with other headings keeps them as one of these two.
const Kop = Heading.extend({
  parseHTML: () => [
    { tag: "h3[data-subkop]", attrs: { level: 4 } },
    ...[1, 2, 3].map((level) => ({ tag: `h${level}`, attrs: { level: 3 } })),
    ...[4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: 4 } })),
  ],
  renderHTML: ({ node }) => (node.attrs.level === 4 ? ["h3", { "data-subkop": "" }, 0] : ["h2", 0]),
}).configure({ levels: [3, 4] });

const EXTENSIONS = [
  Document, Paragraph, Text, Bold, Italic, HardBreak, History, BulletList, OrderedList, ListItem, Gapcursor,
  Kop,
  Table.extend({ addNodeView: null }).configure({ resizable: false }),
  TableRow, TableHeader, TableCell,
];

// name, what it does, when it is on; those of a table show only in a table
const BUTTONS = [
  ["Vet", (chain) => chain.toggleBold(), (editor) => editor.isActive("bold")],
  ["Kop", (chain) => chain.toggleHeading({ level: 3 }), (editor) => editor.isActive("heading", { level: 3 })],
  ["Subkop", (chain) => chain.toggleHeading({ level: 4 }), (editor) => editor.isActive("heading", { level: 4 })],
  ["Lijst", (chain) => chain.toggleBulletList(), (editor) => editor.isActive("bulletList")],
  ["Nummers", (chain) => chain.toggleOrderedList(), (editor) => editor.isActive("orderedList")],
  ["Tabel", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })],
  ["Rij erbij", (chain) => chain.addRowAfter(), null, "table"],
  ["Rij weg", (chain) => chain.deleteRow(), null, "table"],
  ["Kolom erbij", (chain) => chain.addColumnAfter(), null, "table"],
  ["Kolom weg", (chain) => chain.deleteColumn(), null, "table"],
  ["Tabel weg", (chain) => chain.deleteTable(), null, "table"],
  ["Herstel", (chain) => chain.undo()],
];

function makeButton(editor, [name, act, isOn, within]) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sto-editor__button";
  button.textContent = name;
  button.tabIndex = -1;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => act(editor.chain().focus()).run());
  const update = () => {
    if (isOn) {
      button.setAttribute("aria-pressed", isOn(editor));
    }
    if (name === "Herstel") {
      button.disabled = !editor.can().undo();
    }
    button.hidden = Boolean(within) && !editor.isActive(within);
  };
  return { button, update };
}

function makeToolbar(editor, label) {
  const bar = document.createElement("div");
  bar.className = "sto-editor__bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", `Opmaak van ${label}`);
  const made = BUTTONS.map((button) => makeButton(editor, button));
  bar.append(...made.map(({ button }) => button));
  made[0].button.tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const shown = [...bar.children].filter((button) => !button.hidden && !button.disabled);
    if (step) {
      event.preventDefault();
      shown.forEach((button) => { button.tabIndex = -1; });
      const next = shown.at((shown.indexOf(document.activeElement) + step) % shown.length);
      next.tabIndex = 0;
      next.focus();
    }
  });
  editor.on("transaction", () => made.forEach(({ update }) => update()));
  made.forEach(({ update }) => update());
  return bar;
}

const ONE_LINE = "In een cel past één regel. Regels en lijsten in een cel komen achter elkaar te staan.";

// Whether a cell holds more than the one line that is kept of it.
function hasLines(editor) {
  const isCell = (node) => ["tableCell", "tableHeader"].includes(node.type.name);
  let found = false;
  editor.state.doc.descendants((node) => {
    if (isCell(node)) {
      const [first] = node.content.content;
      const hasBreak = first?.content.content.some(({ type }) => type.name === "hardBreak");
      found ||= node.childCount > 1 || first?.type.name !== "paragraph" || hasBreak;
    }
    return !found;
  });
  return found;
}

// Where the reader hears what is otherwise than it was pasted or typed; empty while there is nothing to say.
function makeTold() {
  const box = document.createElement("div");
  box.className = "sto-editor__told";
  box.setAttribute("role", "status");
  const tell = (heading, sentences) => {
    const lead = document.createElement("p");
    lead.textContent = heading;
    const list = document.createElement("ul");
    list.append(...sentences.map((sentence) => {
      const item = document.createElement("li");
      item.textContent = sentence;
      return item;
    }));
    box.replaceChildren(...(sentences.length ? [lead, list] : []));
  };
  return { box, tell };
}

function enhance(field) {
  const { id } = field;
  const label = document.querySelector(`label[for="${id}"]`);
  const name = label.firstChild.textContent.trim();
  label.id = `label-${id}`;
  label.removeAttribute("for");
  field.id = `${id}-bron`;
  const box = document.createElement("div");
  box.className = "sto-editor";
  field.before(box);
  field.hidden = true;
  const described = field.getAttribute("aria-describedby");
  const attributes = {
    id, role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, class: "sto-editor__text sto-prose",
    ...(described && { "aria-describedby": described }),
    ...(field.getAttribute("aria-invalid") && { "aria-invalid": "true" }),
  };
  const told = makeTold();
  let wasTooMuch = false;
  const editor = new Editor({
    element: box,
    extensions: EXTENSIONS,
    content: toHtml(field.value),
    injectCSS: false,
    editorProps: {
      attributes,
      transformPastedHTML(html) {
        if (html.includes("data-pm-slice")) {
          return setStylesAside(html); // copied in the editor itself
        }
        const pasted = tidyPasted(html);
        told.tell("Dit is bij het plakken veranderd. Kijk het na.", pasted.told);
        return pasted.html;
      },
    },
    onUpdate() {
      const isTooMuch = hasLines(editor);
      if (isTooMuch !== wasTooMuch) {
        told.tell("Let op bij de tabel.", isTooMuch ? [ONE_LINE] : []);
      }
      wasTooMuch = isTooMuch;
      field.value = toText(editor.getJSON());
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  box.prepend(makeToolbar(editor, name));
  box.append(told.box);
  label.addEventListener("click", () => editor.commands.focus());
  field.addEventListener("sto:teruggezet", () => editor.commands.setContent(toHtml(field.value), { emitUpdate: false }));
}

document.querySelectorAll("textarea[data-opmaak]").forEach(enhance);
