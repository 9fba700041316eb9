// Shows the messages between the servers as they come, and lets people stop and step through them.

import { Drawing } from './drawing.js';
import { describe } from './message.js';

const KEPT = 600; // messages in all
const DRAWN = 120; // of those that are to be shown
const WAITING = 2000; // while it is paused
const DRAIN_MILLIS = 80;
const OUT_OF_VIEW_MILLIS = 15_000;

const byId = (id) => document.getElementById(id);
const box = byId('diagram-box');
const list = byId('diagram');
const drawing = new Drawing(byId('diagram-lines'), list);
const kinds = [...byId('diagram-kinds').querySelectorAll('input')];
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

let began = null; // of the balancer's numbers
let lines = [];
let newest = 0;
let played = [];
let queue = [];
let live = true;
let chosen = null;
let pinned = true;

const isChecked = (kind) => kinds.some((input) => input.value === kind && input.checked);
const isShown = (message) => isChecked(message.kind);

function say(words) {
  const status = byId('diagram-status');
  if (status.textContent !== words) {
    status.textContent = words;
  }
}

function showState() {
  byId('diagram-live').setAttribute('aria-pressed', live);
  byId('diagram-pause').setAttribute('aria-pressed', !live);
  const waiting = queue.filter(isShown).length;
  byId('diagram-step').textContent = live || waiting === 0 ? 'Step' : `Step (${waiting} waiting)`;
}

function toEnd() {
  box.scrollTop = box.scrollHeight;
}

function redraw() {
  drawing.reset(lines, box.clientWidth);
  list.classList.toggle('unlearnt', !isChecked('learnt'));
  played.filter(isShown).slice(-DRAWN).forEach((message) => drawing.append(message, false));
  choose(chosen);
  if (pinned) {
    toEnd();
  }
}

/** Gives the next message that waits its place; answers whether it can be seen. */
function play(moving) {
  const message = queue.shift();
  played.push(message);
  if (played.length > KEPT) {
    played = played.slice(-KEPT);
  }
  if (!isShown(message)) {
    return false;
  }
  drawing.append(message, moving && !stillness.matches);
  if (drawing.shown.size > 1.5 * DRAWN) {
    redraw();
  }
  return true;
}

function drain() {
  if (!live || queue.length === 0) {
    return;
  }
  for (let n = Math.ceil(queue.length / 10); n > 0; n -= 1) {
    play(queue.length < 100);
  }
  if (pinned) {
    toEnd();
  }
}

function setLive(on, words) {
  live = on;
  if (on) {
    pinned = true;
    choose(null);
    while (queue.length > 0) {
      play(false);
    }
    toEnd();
  }
  say(words ?? (on ? 'Live.' : 'Paused.'));
  showState();
}

function step() {
  if (live) {
    setLive(false);
  }
  while (queue.length > 0) {
    if (play(true)) {
      choose(played.at(-1).number);
      showState();
      return;
    }
  }
  showState();
  say('Paused. No further message has come yet.');
}

function choose(number) {
  chosen = number;
  const found = drawing.choose(number);
  byId('diagram-message').replaceChildren(...describe(found?.message, drawing));
  if (found) {
    list.setAttribute('aria-activedescendant', found.node.id);
    found.node.querySelector('.hit').scrollIntoView({ block: 'nearest', inline: 'nearest' });
  } else {
    list.removeAttribute('aria-activedescendant');
  }
}

function chooseByHand(number) {
  if (live && number !== null) {
    setLive(false, 'Paused, since you chose a message.');
  }
  choose(number);
}

function chooseBy(distance) {
  const numbers = [...drawing.shown.keys()];
  if (numbers.length > 0) {
    const at = numbers.indexOf(chosen);
    const to = at < 0 && Number.isFinite(distance) ? numbers.length - 1 : at + distance;
    chooseByHand(numbers[Math.max(0, Math.min(numbers.length - 1, to))]);
  }
}

const KEYS = {
  ArrowDown: () => chooseBy(1),
  ArrowUp: () => chooseBy(-1),
  PageDown: () => chooseBy(10),
  PageUp: () => chooseBy(-10),
  Home: () => chooseBy(-Infinity),
  End: () => chooseBy(Infinity),
  ArrowRight: step,
  Escape: () => choose(null),
  ' ': () => setLive(!live),
};

list.addEventListener('keydown', (event) => {
  const does = event.ctrlKey || event.altKey || event.metaKey ? undefined : KEYS[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});
list.addEventListener('click', (event) => {
  const node = event.target.closest('.message');
  chooseByHand(node ? Number(node.dataset.number) : null);
});
box.addEventListener('scroll', () => {
  pinned = box.scrollTop + box.clientHeight > box.scrollHeight - 40;
});
byId('diagram-live').addEventListener('click', () => setLive(true));
byId('diagram-pause').addEventListener('click', () => setLive(false));
byId('diagram-step').addEventListener('click', step);
byId('diagram-clear').addEventListener('click', () => {
  played = [];
  choose(null);
  redraw();
});
kinds.forEach((input) => input.addEventListener('change', () => {
  redraw();
  showState();
}));
byId('diagram-save').addEventListener('click', async () => {
  const styles = await (await fetch('/diagram.css')).text();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([drawing.file(styles)], { type: 'image/svg+xml' }));
  link.download = 'messages.svg';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});

/** Takes what the balancer tells; it may tell again what is known. */
function receive(told, first) {
  if (told.began_ms !== began) {
    began = told.began_ms;
    newest = 0;
    played = [];
    queue = [];
  }
  const before = JSON.stringify(lines.map((line) => line.address));
  lines = told.lines;
  const news = told.messages.filter((message) => message.number > newest);
  newest = told.messages.at(-1)?.number ?? newest;
  queue.push(...news);
  queue.splice(0, Math.max(0, queue.length - WAITING));
  if (first && live) {
    played.push(...queue.splice(0));
  }
  if (first || before !== JSON.stringify(lines.map((line) => line.address))) {
    redraw();
  }
  showState();
}

let source = null;
let leaving = null;
let inView = false;

function connect() {
  source = new EventSource('/messages');
  source.addEventListener('snapshot', (event) => receive(JSON.parse(event.data), true));
  source.addEventListener('messages', (event) => receive(JSON.parse(event.data), false));
  source.addEventListener('open', () => say(live ? 'Live.' : 'Paused.'));
  source.addEventListener('error', () => {
    say('The balancer does not answer, trying again.');
    if (source.readyState === EventSource.CLOSED) {
      disconnect();
      setTimeout(watch, 5000);
    }
  });
}

function disconnect() {
  source?.close();
  source = null;
}

/** Servers are asked only while the diagram can be seen. */
function watch() {
  clearTimeout(leaving);
  if (inView && !document.hidden) {
    if (source === null) {
      connect();
    }
  } else if (source !== null) {
    leaving = setTimeout(disconnect, OUT_OF_VIEW_MILLIS);
  }
}

byId('diagram-controls').hidden = false;
byId('diagram-panes').hidden = false;
choose(null);
setInterval(drain, DRAIN_MILLIS);
document.addEventListener('visibilitychange', watch);
window.addEventListener('resize', redraw);
new IntersectionObserver((entries) => {
  inView = entries.at(-1).isIntersecting;
  watch();
}).observe(byId('messages'));
