// Keeps the page as the tablet tells it. The first HTML (PageHtml.java) has the same elements.

import { element, write, writeNews } from './dom.js';

const SILENCE_MS = 5000; // the tablet says something every second
const PAGE_TURN_MS = 10000; // of a list that is longer than a wall is high

const root = document.documentElement;
const byId = (id) => document.getElementById(id);
let summary = byId('summary').textContent;
let heardAt = performance.now();
let lost = false;

/**
 * Makes a list show these values in their order. A node stays with what it is about when others
 * move, so that only what has changed stands out.
 */
function fill(parent, values, keyOf, make, show) {
  const left = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  values.forEach((value, i) => {
    const key = keyOf(value);
    let node = left.get(key);
    if (node) {
      left.delete(key);
    } else {
      node = make(value);
      node.dataset.key = key;
    }
    if (parent.children[i] !== node) {
      parent.insertBefore(node, parent.children[i] ?? null);
    }
    show(node, value);
  });
  while (parent.children.length > values.length) {
    parent.lastElementChild.remove();
  }
}

/** What the server wrote has no keys yet. */
function adopt(parent, keyOf) {
  for (const node of parent.children) {
    node.dataset.key = keyOf(node);
  }
}

const NUMBERS = ['gold', 'silver', 'bronze', 'total'];

function makeStanding() {
  return element('tr', {},
    element('td', { class: 'rank' }),
    element('th', { class: 'team', scope: 'row' },
      element('span', { class: 'name' }), ' ', element('span', { class: 'news' })),
    ...[...NUMBERS, 'time'].map((column) => element('td', { class: column })));
}

function showStanding(row, value) {
  row.className = value.followed ? 'followed' : '';
  const [rank, team, ...numbers] = row.cells;
  writeNews(rank, value.rank);
  write(team.children[0], value.team);
  write(team.children[1], value.news);
  NUMBERS.forEach((column, i) => writeNews(numbers[i], value[column]));
  write(numbers[NUMBERS.length], value.as_of);
}

function makePin() {
  const parts = ['name', 'value', 'news', 'note', 'source'];
  return element('li', {}, ...parts.map((name) => element('span', { class: name })));
}

function showPin(pin, value) {
  pin.className = `${value.kind} ${value.state}`;
  write(pin.children[0], value.title);
  writeNews(pin.children[1], value.value);
  write(pin.children[2], value.news);
  write(pin.children[3], value.note);
  write(pin.children[4], value.source);
}

function makeScore() {
  return element('tr', {},
    element('th', { scope: 'row' }),
    element('td', {}, element('span', { class: 'value' }), ' ', element('span', { class: 'note' })),
    element('td', { class: 'time' }));
}

function showScore(row, value) {
  row.className = value.state + (value.followed ? ' followed' : '');
  write(row.cells[0], value.event);
  writeNews(row.cells[1].children[0], value.score);
  write(row.cells[1].children[1], value.note);
  write(row.cells[2], value.as_of);
}

function makeMedal(value) {
  return element('li', { class: `${value.kind} new` },
    element('time'), ' ', element('span', { class: 'name' }), ' ', element('span', { class: 'what' }));
}

function showMedal(medal, value) {
  write(medal.children[0], value.time);
  write(medal.children[1], value.team);
  write(medal.children[2], value.what);
}

function makeFact() {
  return element('div', {}, element('dt'), element('dd'));
}

function showFact(fact, value) {
  write(fact.children[0], value.name);
  write(fact.children[1], value.value);
}

const medalKey = (value) => `${value.time} ${value.team} ${value.what}`;
const pinKey = (value) => `${value.kind} ${value.title}`;

/** What to do with each part of the page when it is told. */
const PARTS = {
  standings_note: (text) => write(byId('standings-note'), text),
  scores_note: (text) => write(byId('scores-note'), text),
  as_of: (text) => write(byId('as-of'), text),
  standings: (rows) =>
    fill(byId('standings').tBodies[0], rows, (row) => row.team, makeStanding, showStanding),
  pinned: (pins) => fill(byId('pinned'), pins, pinKey, makePin, showPin),
  scores: (rows) =>
    fill(byId('scores').tBodies[0], rows, (row) => row.event, makeScore, showScore),
  latest: (medals) => fill(byId('latest'), medals, medalKey, makeMedal, showMedal),
  facts: (facts) => fill(byId('source'), facts, (fact) => fact.name, makeFact, showFact),
};

let connection = byId('connection').textContent;
let state = byId('connection').className;

function show(event) {
  const told = JSON.parse(event.data);
  heardAt = performance.now();
  lost = false;
  summary = told.summary ?? summary;
  connection = told.connection ?? connection;
  state = told.state ?? state;
  for (const [part, value] of Object.entries(told)) {
    PARTS[part]?.(value);
  }
  if (told.standings || told.scores || told.pinned || told.latest) {
    fit();
  }
  write(byId('summary'), summary);
  write(byId('connection'), connection);
  byId('connection').className = state;
  doubt(state !== 'live');
}

/** On a big screen a warning takes room. */
function doubt(doubtful) {
  if (root.classList.contains('doubtful') !== doubtful) {
    root.classList.toggle('doubtful', doubtful);
    fit();
  }
}

/** The tablet itself is gone: all that is shown is of the past. */
function say() {
  const seconds = Math.round((performance.now() - heardAt) / 1000);
  lost ||= seconds * 1000 > SILENCE_MS;
  if (!lost) {
    return;
  }
  write(byId('summary'), `Reconnecting. ${summary}`);
  write(byId('connection'), `Reconnecting: the tablet has said nothing for ${seconds} s.`);
  byId('connection').className = 'lost';
  doubt(true);
}

function listen() {
  const events = new EventSource('/events');
  events.addEventListener('snapshot', show);
  events.addEventListener('state', show);
  events.addEventListener('error', () => {
    lost = true;
    say();
    if (events.readyState === EventSource.CLOSED) {
      // Refused, and given up by the browser: begin anew.
      setTimeout(listen, 5000);
    }
  });
}

// The big screen: for a wall, without scrolling; a long list turns its pages.

let awake = null;

function isBig() {
  return root.classList.contains('big');
}

/** Lists that show as many rows as there is room for; where there is a range, it says which. */
const lists = [
  { panel: '.table', rows: () => byId('standings').tBodies[0].rows, range: 'standings-range' },
  { panel: '.events', rows: () => byId('scores').tBodies[0].querySelectorAll('tr:not(.followed)'), range: 'scores-range' },
  { panel: '.pins', rows: () => byId('pinned').children },
  { panel: '.medals', rows: () => byId('latest').children, always: 0 },
];

function fit() {
  // All of them first: what one list gives up is room for another.
  lists.forEach((list) => {
    list.room = 0;
    [...list.rows()].forEach((row) => { row.hidden = false; });
    if (list.range) {
      write(byId(list.range), '');
    }
  });
  if (isBig()) {
    lists.forEach(fitList);
  }
}

function fitList(list) {
  const panel = document.querySelector(list.panel);
  if (panel.scrollHeight <= panel.clientHeight) {
    return;
  }
  const rows = [...list.rows()];
  const floor = panel.getBoundingClientRect().bottom - 2;
  list.room = Math.max(
    1, rows.filter((row) => row.getBoundingClientRect().bottom <= floor).length);
  const first = list.always ?? (list.first < rows.length ? list.first : 0);
  list.first = first;
  rows.forEach((row, i) => { row.hidden = i < first || i >= first + list.room; });
  if (list.range) {
    write(byId(list.range), `showing ${first + 1} to ${Math.min(rows.length, first + list.room)}`);
  }
}

function turnPage() {
  lists.forEach((list) => { list.first += list.room; });
  fit();
}

async function stayAwake() {
  if (isBig() && document.visibilityState === 'visible' && navigator.wakeLock) {
    try {
      awake = await navigator.wakeLock.request('screen');
    } catch {
      awake = null; // the browser would rather sleep
    }
  } else {
    awake?.release();
    awake = null;
  }
}

function setBig(big) {
  root.classList.toggle('big', big);
  button.setAttribute('aria-pressed', String(big));
  history.replaceState(null, '', big ? '/?big=1' : '/');
  lists.forEach((list) => { list.first = 0; });
  fit();
  stayAwake();
}

const button = element('button',
  { id: 'big-screen', type: 'button', 'aria-pressed': isBig(), title: 'for a wall (key b)' },
  'Big screen');
byId('big-screen').replaceWith(button);
button.addEventListener('click', () => setBig(!isBig()));
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  if (event.key === 'b' || event.key === 'B') {
    setBig(!isBig());
  } else if (event.key === 'Escape' && isBig()) {
    setBig(false);
  }
});
if (location.hash === '#big') {
  setBig(true);
}

adopt(byId('standings').tBodies[0], (row) => row.cells[1].children[0].textContent);
adopt(byId('scores').tBodies[0], (row) => row.cells[0].textContent);
adopt(byId('pinned'), (pin) => `${pin.classList[0]} ${pin.children[0].textContent}`);
adopt(byId('source'), (fact) => fact.children[0].textContent);
adopt(byId('latest'), (medal) => [...medal.children].map((part) => part.textContent).join(' '));
root.classList.add('live');
lists.forEach((list) => { list.first = 0; });
fit();
stayAwake();
addEventListener('resize', fit);
document.addEventListener('visibilitychange', stayAwake);
setInterval(say, 1000);
setInterval(turnPage, PAGE_TURN_MS);
listen();
