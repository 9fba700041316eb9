// Draws the messages as SVG, with createElementNS and text nodes only.

import { Geometry, HEAD, LABEL, ROW, happenedBefore } from './geometry.js';

const SVG = 'http://www.w3.org/2000/svg';
const MARKS = {
  request: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z',
  election: 'M0-7L7 0L0 7L-7 0Z',
  clock: 'M-5-5H5V5H-5Z',
  invalidation: 'M0-6L6 5H-6Z',
};

function element(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

function path(points) {
  return 'M' + points.map((p) => `${p.x} ${p.y.toFixed(1)}`).join('L');
}

/** The head of an arrow along its last stretch, a little before its end. */
function arrowhead([from, to]) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const at = (along, aside) => ({
    x: (to.x + along * Math.cos(angle) - aside * Math.sin(angle)).toFixed(1),
    y: to.y + along * Math.sin(angle) + aside * Math.cos(angle),
  });
  return path([at(-6, 0), at(-15, 5), at(-15, -5)]) + 'Z';
}

export function timeOf(message) {
  return new Date(message.time * 1000).toISOString().slice(11, 23);
}

export class Drawing {
  /** Draws into two elements, of which the first has the names of the lines. */
  constructor(head, body) {
    this.head = head;
    this.body = body;
    this.reset([], 0);
  }

  /** Begins anew, with these lines of servers, in this width if it is enough. */
  reset(lines, width) {
    this.geometry = new Geometry(lines, width);
    this.lives = new Map(lines.map((line) => [line.address, []]));
    this.shown = new Map(); // by number: { message, node }
    this.names = element('g', {});
    this.lifelines = element('g', {});
    this.messages = element('g', { role: 'none' });
    this.headSvg = element('svg', { class: 'diagram', 'aria-hidden': 'true' }, this.names);
    this.svg = element('svg', { class: 'diagram', role: 'none' }, this.lifelines, this.messages);
    this.head.replaceChildren(this.headSvg);
    this.body.replaceChildren(this.svg);
    for (const { name, detail, x } of this.geometry.columns()) {
      this.names.append(
        element('text', { class: 'name', x, y: 18 }, name),
        element('text', { class: 'detail', x, y: 35 }, detail));
      this.lifelines.append(element('path', { class: detail ? 'line' : 'line uncounted' }));
    }
    this.size(this.headSvg, HEAD);
    this.grow();
  }

  size(svg, height) {
    svg.setAttribute('width', this.geometry.width);
    svg.setAttribute('height', height);
    svg.setAttribute('viewBox', `0 0 ${this.geometry.width} ${height}`);
  }

  grow() {
    this.size(this.svg, this.geometry.height);
    this.geometry.columns().forEach(({ x }, i) => {
      this.lifelines.children[i].setAttribute('d', `M${x} 0V${this.geometry.height}`);
    });
  }

  /** Draws one message more, below all others. */
  append(message, moving) {
    const lives = this.lives.get(message.line) ?? [];
    if (!lives.includes(message.life)) {
      lives.push(message.life);
    }
    const place = this.geometry.add(message);
    const node = element('g', {
      id: `message-${message.number}`,
      class: `message kind-${message.kind}`,
      role: 'option',
      'aria-selected': 'false',
      'aria-label': this.label(message),
      'data-number': message.number,
      'data-kind': message.kind,
      'data-method': message.method,
      'data-process': message.line,
      'data-life': message.life,
      'data-count': message.count,
      'data-sender': message.from.life ? message.from.life : message.from.line,
      'data-request': message.request_id ?? '',
      'data-clock': Object.entries(message.clock).map(([life, n]) => `${life}=${n}`).join(','),
    });
    this.parts(message, place).forEach((part) => node.append(part));
    this.messages.append(node);
    this.shown.set(message.number, { message, node });
    this.grow();
    if (moving) {
      this.move(message, place.points);
    }
    return node;
  }

  parts(message, { x, y, points, learnt, bar }) {
    // The words stand on the side from which no arrow comes.
    const left = points.at(-2).x > x;
    const words = { x: left ? x - LABEL : x + LABEL, 'text-anchor': left ? 'end' : 'start' };
    const parts = [
      element('rect', { class: 'hit', x: left ? x - 184 : x - 12, y: y - 16, width: 196,
        height: ROW - 8, rx: 4 }),
    ];
    if (bar) {
      parts.push(element('path', { class: 'bar', d: `M${bar.x} ${bar.from}V${bar.to}` }));
    }
    learnt.forEach((each) => {
      parts.push(element('path', { class: 'learnt', d: path(each) }));
      parts.push(element('path', { class: 'learnt tip', d: arrowhead(each) }));
    });
    parts.push(element('path', { class: 'arrow', d: path(points) }));
    parts.push(element('path', { class: 'tip', d: arrowhead(points.slice(-2)) }));
    if (message.reborn) {
      parts.push(...this.note(x, y, 'restarted, a new life: ' + message.life, 'born'));
    } else if (message.missed > 0) {
      parts.push(...this.note(x, y, message.missed + ' receipts not seen', 'missed'));
    }
    parts.push(
      element('path', { class: 'mark', d: MARKS[message.kind] ?? MARKS.request,
        transform: `translate(${x} ${y})` }),
      element('text', { class: 'method', y: y + 5, ...words }, message.method),
      element('text', { class: 'clock', y: y + 20, ...words }, this.vector(message)),
      element('text', { class: 'time', x: 6, y: y + 4 },
        this.geometry.at.times ? timeOf(message) : ''));
    return parts;
  }

  note(x, y, words, kind) {
    const at = y - ROW / 2 + 3;
    return [
      element('path', { class: kind, d: `M${x - 9} ${at - 2}H${x + 9}M${x - 9} ${at + 2}H${x + 9}` }),
      element('text', { class: 'note', x: x + LABEL, y: at + 4 }, words),
    ];
  }

  /** The counts of the servers from left to right, of each the life that it had then. */
  vector(message) {
    const counts = this.geometry.lines.map(({ address, life }) => {
      const lives = this.lives.get(address);
      const known = [...lives, ...(lives.includes(life) ? [] : [life])];
      return message.clock[known.filter((each) => each in message.clock).at(-1)] ?? 0;
    });
    return `(${counts.join(', ')})`;
  }

  /** A life's line and its name, for people. */
  nameOf(life) {
    const line = this.geometry.lines.find((each) =>
      each.life === life || this.lives.get(each.address).includes(life));
    return line ? `${line.name}, ${line.address}` : '';
  }

  label(message) {
    return `${message.method} from ${message.from.line} to ${message.line}, clock ${this.vector(message)}`;
  }

  /** Lets a point run along the arrow. */
  move(message, points) {
    const point = element('circle', { class: `traveller kind-${message.kind}`, r: 5 });
    this.messages.append(point);
    const steps = points.map((p) => ({ transform: `translate(${p.x}px, ${p.y}px)` }));
    point.animate(steps, { duration: 650, easing: 'ease-in-out' }).finished.then(
      () => point.remove(), () => point.remove());
  }

  /** Marks one message and its causal past and future; nothing if there is none of that number. */
  choose(number) {
    const chosen = this.shown.get(number);
    for (const { message, node } of this.shown.values()) {
      const is = {
        chosen: chosen?.message === message,
        past: Boolean(chosen) && happenedBefore(message, chosen.message),
        future: Boolean(chosen) && happenedBefore(chosen.message, message),
      };
      Object.entries(is).forEach(([name, value]) => node.classList.toggle(name, value));
      node.classList.toggle('aside', Boolean(chosen) && !is.chosen && !is.past && !is.future);
      node.setAttribute('aria-selected', is.chosen);
    }
    return chosen;
  }

  /** The whole as a file of its own. */
  file(styles) {
    const width = this.geometry.width;
    const height = HEAD + this.geometry.height;
    const unlearnt = this.body.classList.contains('unlearnt') ? ' unlearnt' : '';
    const whole = element('svg',
      { class: `diagram${unlearnt}`, width, height, viewBox: `0 0 ${width} ${height}`, role: 'img',
        'aria-label': 'Messages between the servers of the Games, in causal order' },
      element('rect', { class: 'paper', width, height }),
      this.names.cloneNode(true),
      element('g', { transform: `translate(0 ${HEAD})` },
        this.lifelines.cloneNode(true), this.messages.cloneNode(true)));
    whole.querySelectorAll('.traveller, .hit').forEach((node) => node.remove());
    const text = new XMLSerializer().serializeToString(whole);
    const end = text.indexOf('>') + 1;
    return `${text.slice(0, end)}<style>${styles}</style>${text.slice(end)}\n`;
  }
}
