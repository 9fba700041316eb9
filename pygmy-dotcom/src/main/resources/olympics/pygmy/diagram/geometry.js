// Where everything stands in the message diagram. Pure: no document, no time. Units are pixels.
// Time runs down, one row for each receipt; rows never move once they have their place.

export const ROW = 54;
export const HEAD = 46;
export const LABEL = 14; // from a mark to its words

const TOP = 44;
const WIDE = { times: true, clients: 128, balancer: 218, first: 340 };
const NARROW = { times: false, clients: 32, balancer: 118, first: 232 };
const NARROW_BELOW = 640;
const PITCH = { least: 204, most: 320 };
const SENT = 0.56 * ROW; // a message is drawn as sent that far above its receipt, if it can be
const ANSWERED = 0.34 * ROW;
const APART = 0.24 * ROW; // what was sent after a receipt stands below it

export class Geometry {
  /**
   * @param lines of servers: [{ address, name }], from left to right
   * @param width that there is; if it is not enough, it is more
   */
  constructor(lines, width) {
    this.lines = lines;
    this.at = width < NARROW_BELOW ? NARROW : WIDE;
    const pitch = (width - this.at.first) / Math.max(1, lines.length);
    this.pitch = Math.round(Math.max(PITCH.least, Math.min(PITCH.most, pitch)));
    this.rows = 0;
    this.receipts = new Map(); // of each life, upwards: { count, y }
    this.byNumber = new Map();
  }

  /** The lines with where they stand, those without clocks first. */
  columns() {
    return [
      { name: 'clients', detail: '', x: this.at.clients },
      { name: 'PygmyDotCom', detail: '', x: this.at.balancer },
      ...this.lines.map((line) => ({ name: line.name, detail: line.address, x: this.x(line.address) })),
    ];
  }

  get width() {
    return this.at.first + this.pitch * Math.max(1, this.lines.length);
  }

  get height() {
    return TOP + this.rows * ROW;
  }

  x(line) {
    if (line === 'clients') {
      return this.at.clients;
    }
    const i = this.lines.findIndex((each) => each.address === line);
    return i < 0 ? this.at.balancer : this.at.first + i * this.pitch;
  }

  /**
   * Gives a message the next row.
   *
   * @returns where its mark is, its arrow's points, the arrows of what answers brought, and the bar
   *     from the receipt that it passes on to where it was sent
   */
  add(message) {
    const y = TOP + this.rows * ROW;
    const x = this.x(message.line);
    this.rows += 1;
    const points = [...this.origin(message, y), { x, y }];
    const learnt = message.learnt.map((place) => [
      this.place(place, y - ANSWERED - APART),
      { x, y: y - ANSWERED },
    ]);
    const cause = this.byNumber.get(message.cause);
    const bar = cause === undefined ? null : { x: points[0].x, from: cause, to: points[0].y };
    const earlier = this.receipts.get(message.life) ?? [];
    earlier.push({ count: message.count, y });
    this.receipts.set(message.life, earlier);
    this.byNumber.set(message.number, y);
    return { x, y, points, learnt, bar };
  }

  /** Where a message comes from: what a balancer forwards, a client has sent. */
  origin(message, y) {
    const from = message.from;
    if (from.line === 'clients') {
      return [{ x: this.at.clients, y: y - SENT }];
    }
    if (from.line === 'balancer') {
      const balancer = { x: this.at.balancer, y: y - 0.6 * SENT };
      return message.kind === 'watch' ? [balancer] : [{ x: this.at.clients, y: y - SENT }, balancer];
    }
    if (from.line === 'elsewhere') {
      return [{ x: this.x(message.line) - 60, y: y - SENT }];
    }
    return [this.place(from, y - SENT)];
  }

  /**
   * A place on a server's line that its clock proves: below the receipt with that count, above the
   * next one; as far down as that allows, but not past a limit.
   */
  place({ line, life, count }, limit) {
    const receipts = this.receipts.get(life) ?? [];
    const next = receipts.find((receipt) => receipt.count > count);
    const before = receipts.filter((receipt) => receipt.count <= count).at(-1);
    const lowest = Math.min(limit, next ? next.y - APART : limit);
    return { x: this.x(line), y: Math.max(lowest, before ? before.y + APART : TOP - ROW / 2) };
  }
}

/** Whether one receipt happened before another: the other's clock counts it. */
export function happenedBefore(one, other) {
  return one !== other && (other.clock[one.life] ?? 0) >= one.count;
}
