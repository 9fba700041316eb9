// Keeps the page as the balancer tells it. The first HTML has the same parts, in the same order.

const connection = document.getElementById('connection');
let asOf = null;

function say(words, lost) {
  connection.textContent = words;
  connection.classList.toggle('lost', lost);
}

/** Changes a text only if it is another, and marks the change for a moment. */
function write(node, text) {
  if (node.textContent === text) {
    return;
  }
  node.textContent = text;
  node.classList.remove('new');
  void node.offsetWidth; // so that the animation begins anew
  node.classList.add('new');
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
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
  const fact = document.createElement('div');
  fact.append(element('dt', ''), element('dd', ''));
  return fact;
}

function showFact(node, fact) {
  node.firstElementChild.textContent = fact.name;
  write(node.lastElementChild, fact.value);
}

function makeCard() {
  const card = document.createElement('article');
  card.append(element('h3', ''), element('p', '', { class: 'state' }), element('dl', ''));
  return card;
}

function showCard(node, card) {
  node.className = `card ${card.state}`;
  node.children[0].textContent = card.title;
  write(node.children[1], card.words);
  fill(node.children[2], card.facts, makeFact, showFact);
}

function showRow(node, row) {
  fill(
    node,
    row,
    () => element(node.children.length ? 'td' : 'th', '', node.children.length ? {} : { scope: 'row' }),
    (cell, value) => {
      write(cell, value.text);
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
    () => element('th', '', { scope: 'col' }),
    (head, column) => { head.textContent = column; });
  if (table.rows.length === 0) {
    const row = document.createElement('tr');
    row.append(element('td', table.empty, { colspan: table.columns.length }));
    body.replaceChildren(row);
    return;
  }
  if (body.rows.length === 1 && body.rows[0].cells[0].tagName === 'TD') {
    body.replaceChildren(); // it said that there is nothing
  }
  fill(body, table.rows, () => document.createElement('tr'), showRow);
}

function show(state) {
  if (state.as_of === 0) {
    return; // nobody has asked the servers yet
  }
  const summary = document.getElementById('summary');
  if (summary.textContent !== state.summary) {
    summary.textContent = state.summary;
  }
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
