/** One recorded quantity. A flow is summed over the month; of a stock the last value in the month stays. */
export interface Column {
  readonly name: string;
  readonly unit: string;
  readonly kind: "flow" | "stock";
}

/** What a record holds once read back: `values` has months × columns numbers, row by row. */
export interface Recorded {
  readonly version: number;
  readonly columns: readonly Column[];
  /** Months since 2018-01 of the first row. */
  readonly firstMonth: number;
  readonly months: number;
  readonly values: Float64Array;
}

interface Header {
  readonly columns: readonly Column[];
  readonly firstMonth: number;
  readonly months: number;
}

/*
 * A record is one transferable buffer, little-endian:
 *
 *   byte 0       4 bytes   magic: the characters RECD
 *        4       uint32    version of this layout
 *        8       uint32    h: bytes of the header
 *       12       uint32    v: numbers in the payload, months × columns
 *       16       h bytes   header: JSON {columns, firstMonth, months}, ASCII (other characters as \uXXXX)
 *       16 + h   0–7 zero bytes, up to a multiple of 8
 *       then     v float64 values, one row per month, one number per column; nothing after them
 *
 * The payload is copied and viewed in the machine's byte order, which is little-endian wherever JavaScript engines run today.
 */
const magic = 0x44434552;
const version = 1;
const preambleBytes = 16;

function payloadOffset(headerBytes: number): number {
  return (preambleBytes + headerBytes + 7) & ~7;
}

function toAscii(text: string): string {
  return text.replace(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Records monthly values; every cell is 0 until written. */
export class Recorder {
  readonly columns: readonly Column[];
  /** Months since 2018-01 of row 0. */
  readonly firstMonth: number;
  readonly months: number;
  /** months × columns, row by row. */
  readonly values: Float64Array;
  private readonly width: number;
  private row = 0;

  /** Begins at row 0. Throws RangeError on a column name given twice. */
  constructor(columns: readonly Column[], firstMonth: number, months: number) {
    columnIndex(columns);
    this.columns = columns;
    this.firstMonth = firstMonth;
    this.months = months;
    this.width = columns.length;
    this.values = new Float64Array(months * columns.length);
  }

  /** Goes to the row of a month, counted from `firstMonth`. Throws RangeError outside the record. */
  beginMonth(index: number): void {
    if (!(Number.isInteger(index) && index >= 0 && index < this.months)) {
      throw new RangeError(`row ${index} lies outside the record of ${this.months} months`);
    }
    this.row = index * this.width;
  }

  /** Adds to a flow of the current month. */
  add(column: number, value: number): void {
    if (!(column >= 0 && column < this.width)) this.refuse(column);
    this.values[this.row + column] += value;
  }

  /** Sets a stock of the current month. */
  set(column: number, value: number): void {
    if (!(column >= 0 && column < this.width)) this.refuse(column);
    this.values[this.row + column] = value;
  }

  /** A copy of the record as one buffer, for `readRecord`. */
  toBuffer(): ArrayBuffer {
    const { columns, firstMonth, months, values } = this;
    const header = toAscii(JSON.stringify({ columns, firstMonth, months } satisfies Header));
    const start = payloadOffset(header.length);
    const buffer = new ArrayBuffer(start + 8 * values.length);
    const view = new DataView(buffer);
    view.setUint32(0, magic, true);
    view.setUint32(4, version, true);
    view.setUint32(8, header.length, true);
    view.setUint32(12, values.length, true);
    for (let i = 0; i < header.length; i++) view.setUint8(preambleBytes + i, header.charCodeAt(i));
    new Float64Array(buffer, start).set(values);
    return buffer;
  }

  private refuse(column: number): never {
    throw new RangeError(`no column ${column} in a record of ${this.width} columns`);
  }
}

/** Index of each column by name. Throws RangeError on a name given twice. */
export function columnIndex(columns: readonly Column[]): Map<string, number> {
  const index = new Map<string, number>();
  columns.forEach(({ name }, position) => {
    if (index.has(name)) throw new RangeError(`column "${name}" is defined twice`);
    index.set(name, position);
  });
  return index;
}

function readHeader(bytes: Uint8Array): Header {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  try {
    return JSON.parse(text) as Header;
  } catch {
    throw new Error("the header of the record is damaged");
  }
}

/**
 * Reads what `Recorder.toBuffer` wrote. `values` is a view of the buffer, not a copy.
 * Throws Error on something else, on a later version, and on a truncated or damaged record.
 */
export function readRecord(buffer: ArrayBuffer): Recorded {
  const view = new DataView(buffer);
  if (buffer.byteLength < preambleBytes || view.getUint32(0, true) !== magic) {
    throw new Error(`not a record (${buffer.byteLength} bytes that do not begin with RECD)`);
  }
  const written = view.getUint32(4, true);
  if (written !== version) throw new Error(`record of version ${written}; this engine reads version ${version}`);
  const headerBytes = view.getUint32(8, true);
  const length = view.getUint32(12, true);
  const start = payloadOffset(headerBytes);
  if (buffer.byteLength !== start + 8 * length) {
    throw new Error(`record truncated or damaged: ${buffer.byteLength} bytes, expected ${start + 8 * length}`);
  }
  const { columns, firstMonth, months } = readHeader(new Uint8Array(buffer, preambleBytes, headerBytes));
  if (columns.length * months !== length) {
    throw new Error(`record damaged: ${length} values, expected ${months} months × ${columns.length} columns`);
  }
  return { version: written, columns, firstMonth, months, values: new Float64Array(buffer, start, length) };
}
