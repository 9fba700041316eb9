// Says in words what is known of one message.

import { element } from './dom.js';
import { happenedBefore } from './geometry.js';
import { timeOf } from './drawing.js';

const KINDS = {
  request: 'a request',
  election: 'an election’s message',
  clock: 'a clock round’s message',
  invalidation: 'an invalidation or feed',
  heartbeat: 'a greeting or heartbeat',
  probe: 'a probe',
  watch: 'a question of this page',
};

function fact(name, value) {
  return element('div', {}, element('dt', {}, name), element('dd', {}, value));
}

function process(life, drawing) {
  const name = drawing.nameOf(life);
  return name ? `${name} (${life})` : life;
}

function sender({ line, life, count }, drawing) {
  if (!life) {
    return line === 'clients' ? 'a client, unsigned' : 'a client, through PygmyDotCom';
  }
  return `${process(life, drawing)}, after its receipt ${count}`;
}

function clocks(message, drawing) {
  const rows = Object.entries(message.clock).map(([life, count]) => element('tr', {},
    element('th', { scope: 'row' }, process(life, drawing)),
    element('td', {}, message.attached[life] ?? '–'),
    element('td', {}, life === message.life ? `${count}, own + 1` : count)));
  const head = ['Process', 'Attached', 'After it']
    .map((words) => element('th', { scope: 'col' }, words));
  return element('table', {},
    element('caption', {}, 'Vector clock'),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...rows));
}

function relations(message, drawing) {
  const others = [...drawing.shown.values()].map((each) => each.message).filter((each) => each !== message);
  const past = others.filter((each) => happenedBefore(each, message)).length;
  const future = others.filter((each) => happenedBefore(message, each)).length;
  return `Of the other ${others.length} messages shown: ${past} happened before it, ${future} after`
    + ` it, ${others.length - past - future} concurrent with it.`;
}

/** The parts of the description; how to get one, if no message is chosen. */
export function describe(message, drawing) {
  if (!message) {
    return [element('p', { class: 'quiet' },
      'Choose a message by click or with ↑ and ↓ to see its vector clock and its causal past.'
      + ' In the diagram Space pauses, and → shows the next message.')];
  }
  const facts = element('dl', {},
    fact('From', sender(message.from, drawing)),
    fact('To', `${process(message.life, drawing)}, its receipt ${message.count}`),
    fact('Time', `${timeOf(message)} UTC, by the receiver’s clock`));
  if (message.request_id) {
    facts.append(fact('Request', message.request_id));
  }
  return [
    element('h3', {}, `${message.number}: ${message.method}, ${KINDS[message.kind]}`),
    facts,
    clocks(message, drawing),
    element('p', {}, relations(message, drawing)),
  ];
}
