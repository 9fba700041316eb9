// What the scripts of all pages do with the elements of a page that changes by itself.

/** Changes a text only if it is another; tells whether it was. */
export function write(node, text) {
  const isNew = node.textContent !== text;
  if (isNew) {
    node.textContent = text;
  }
  return isNew;
}

/** The same, and lets the change stand out for a moment. */
export function writeNews(node, text) {
  if (write(node, text)) {
    node.classList.remove('new');
    void node.offsetWidth; // so that the animation begins anew
    node.classList.add('new');
  }
}

/** An element with these attributes and children, which are elements or texts. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}
