// Keeps the page as the balancer tells it. The first HTML has the same parts, in the same order.

import { element, write, writeNews } from './dom.js';

const connection = document.getElementById('connection');
let asOf = null;

function say(words, lost) {
  connection.textContent = words;
  connection.classList.toggle('lost', lost);
}

/** Makes a node have as many children as there are values, and shows each value in its child. */
function fill(parent, values, make, show) {
  while (parent.children.length > values.length) {
    parent.lastElementChild.remove();
  }
  values.forEach((value, i) => {
    if (i >= parent.children.length) {
      parent.append(make(value));
    }
    show(parent.children[i], value);
  });
}

function makeFact() {
  return element('div', {}, element('dt'), element('dd'));
}

function showFact(node, fact) {
  node.firstElementChild.textContent = fact.name;
  writeNews(node.lastElementChild, fact.value);
}

function makeCard() {
  return element('article', {}, element('h3'), element('p', { class: 'state' }), element('dl'));
}

function showCard(node, card) {
  node.className = `card ${card.state}`;
  node.children[0].textContent = card.title;
  writeNews(node.children[1], card.words);
  fill(node.children[2], card.facts, makeFact, showFact);
}

function showRow(node, row) {
  fill(
    node,
    row,
    () => (node.children.length ? element('td') : element('th', { scope: 'row' })),
    (cell, value) => {
      writeNews(cell, value.text);
      cell.classList.toggle('good', value.state === 'good');
      cell.classList.toggle('bad', value.state === 'bad');
    });
}

function showTable(table) {
  const node = document.getElementById(table.id);
  const body = node.tBodies[0];
  fill(
    node.tHead.rows[0],
    table.columns,
    () => element('th', { scope: 'col' }),
    (head, column) => { head.textContent = column; });
  if (table.rows.length === 0) {
    const nothing = element('td', { colspan: table.columns.length }, table.empty);
    body.replaceChildren(element('tr', {}, nothing));
    return;
  }
  if (body.rows.length === 1 && body.rows[0].cells[0].tagName === 'TD') {
    body.replaceChildren(); // it said that there is nothing
  }
  fill(body, table.rows, () => element('tr'), showRow);
}

function show(state) {
  if (state.as_of === 0) {
    return; // nobody has asked the servers yet
  }
  write(document.getElementById('summary'), state.summary);
  fill(document.getElementById('cards'), state.cards, makeCard, showCard);
  state.tables.forEach(showTable);
  asOf = new Date(state.as_of);
  say(`Live, as of ${asOf.toLocaleTimeString()}.`, false);
}

const events = new EventSource('/events');
for (const type of ['snapshot', 'state']) {
  events.addEventListener(type, (event) => show(JSON.parse(event.data)));
}
events.addEventListener('error', () => {
  const since = asOf ? ` What you see is of ${asOf.toLocaleTimeString()}.` : '';
  say(`The balancer does not answer, trying again.${since}`, true);
  if (events.readyState === EventSource.CLOSED) {
    // Refused, and given up by the browser: begin anew.
    setTimeout(() => location.reload(), 5000);
  }
});
