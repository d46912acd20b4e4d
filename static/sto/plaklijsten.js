// Lists as Word, Word Online and Google Docs put them on the clipboard, made into lists with their levels.
const LEVEL = /mso-list:\s*(?!none|skip|ignore)[^;]*?level(\d)/i;
const NUMBER = /^[\s(]*(?:(\d+)(?:\.\d+)*|([a-z]|[ivxlcdm]+))[.)]/i;
const LOOSE = /^([·•▪§oØü➢◦–-])[\s\u00a0]*\u00a0[\s\u00a0]*|^((?:\d+|[a-z])[.)])[\s\u00a0]*\u00a0[\s\u00a0]*/;
const KEEP = /^H[1-6]$/;

const styleOf = (node) => node.dataset.style ?? "";
const isBlank = (node) => node.nodeType === Node.COMMENT_NODE || (node.nodeType === Node.TEXT_NODE && !node.data.trim());

// What stands before the text of an item: a sign or a number. It is taken out of the paragraph.
function takeMark(paragraph) {
  const found = [...paragraph.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(styleOf(span)));
  if (found) {
    const mark = found.textContent;
    found.remove();
    return mark;
  }
  const first = firstText(paragraph);
  const loose = first && LOOSE.exec(paragraph.textContent.trimStart());
  if (!loose) {
    return null;
  }
  takeFromStart(paragraph, paragraph.textContent.length - paragraph.textContent.trimStart().length + loose[0].length);
  return loose[0];
}

function firstText(node) {
  return document.createTreeWalker(node, NodeFilter.SHOW_TEXT).nextNode();
}

function takeFromStart(node, number) {
  let left = number;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (left > 0 && walker.nextNode()) {
    const text = walker.currentNode;
    const taken = Math.min(left, text.data.length);
    text.data = text.data.slice(taken);
    left -= taken;
  }
}

function itemOf(mark, level, nodes) {
  const [, digits, letters] = NUMBER.exec(mark) ?? [];
  return { level, isOrdered: Boolean(digits ?? letters), start: Number(digits ?? 1), hasLetters: Boolean(letters), nodes };
}

// The items of one element of the clipboard; null where it is no part of a list.
function readItems(node) {
  if (node.nodeType !== Node.ELEMENT_NODE || KEEP.test(node.tagName)) {
    return null;
  }
  if (node.tagName === "P") {
    return readParagraph(node);
  }
  const lists = node.matches("ul, ol") ? [node] : node.matches("div") ? [...node.children] : [];
  const isOnline = lists.length && lists.every((list) => list.matches("ul, ol") && list.querySelector(":scope > li[data-aria-level]"));
  return isOnline ? lists.flatMap(readOnline) : null;
}

function readParagraph(node) {
  const level = Number(LEVEL.exec(styleOf(node))?.[1] ?? 0);
  if (!level && !/MsoList/.test(node.className)) {
    return null;
  }
  const mark = takeMark(node);
  return mark === null && !level ? null : [itemOf(mark ?? "", level || 1, [node])];
}

// Word Online makes a list of each item and says its level beside it.
function readOnline(list) {
  return [...list.children].map((item, place) => ({
    level: Number(item.dataset.ariaLevel ?? 1),
    isOrdered: list.tagName === "OL",
    start: Number(list.getAttribute("start") ?? 1) + place,
    hasLetters: false,
    nodes: [...item.childNodes],
  }));
}

function newList(item) {
  const list = document.createElement(item.isOrdered ? "ol" : "ul");
  if (item.isOrdered && item.start !== 1) {
    list.setAttribute("start", item.start);
  }
  return list;
}

// One list, or more after each other where the kind changes, of items with levels.
function build(items) {
  const made = [];
  let open = []; // [{list, level, isOrdered}], the outermost first
  for (const item of items) {
    open = open.filter(({ level }) => level <= item.level);
    if (open.at(-1)?.level === item.level && open.at(-1).isOrdered !== item.isOrdered) {
      open.pop();
    }
    if (open.at(-1)?.level !== item.level) {
      const list = newList(item);
      const parent = open.at(-1)?.list.lastElementChild;
      parent ? parent.append(list) : made.push(list);
      open.push({ list, level: item.level, isOrdered: item.isOrdered });
    }
    const li = document.createElement("li");
    li.append(...item.nodes);
    open.at(-1).list.append(li);
  }
  return made;
}

function isContinued(node) {
  return node.nodeType === Node.ELEMENT_NODE && node.tagName === "P" && /MsoListParagraph/.test(node.className);
}

// Makes lists of the children of `parent` that are items, and of those of the elements in it.
function gather(parent, told) {
  let run = [];
  const close = (before) => {
    if (run.length) {
      build(run).forEach((list) => (before ? before.before(list) : parent.append(list)));
      run = [];
    }
  };
  for (const node of [...parent.childNodes]) {
    const items = readItems(node);
    if (items) {
      told.letters ||= items.some(({ hasLetters }) => hasLetters);
      run.push(...items);
      node.remove();
    } else if (run.length && isContinued(node)) {
      run.at(-1).nodes.push(node);
    } else if (!isBlank(node)) {
      close(node);
      if (node.nodeType === Node.ELEMENT_NODE && !node.matches("p, li, h1, h2, h3, h4, h5, h6")) {
        gather(node, told);
      }
    }
  }
  close(null);
}

// Google Docs puts a list of a deeper level beside the item that it belongs to.
function nest(root) {
  for (const list of root.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    list.previousElementSibling?.matches("li") && list.previousElementSibling.append(list);
  }
}

export function tidyLists(root, told) {
  gather(root, told);
  nest(root);
  told.letters ||= Boolean(root.querySelector("ol[type='a' i], ol[type='i' i], [data-style*='lower-alpha'], [data-style*='upper-alpha'], [data-style*='roman']"));
}
