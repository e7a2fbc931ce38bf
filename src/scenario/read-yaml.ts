import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  visit,
} from "yaml";
import { type Position, ScenarioError } from "./error.ts";

/** What a file holds, in the words of messages. */
export interface FileKind {
  readonly file: string;
  readonly onePerFile: string;
  readonly flat: string;
}

const scenarioKind: FileKind = {
  file: "a scenario file",
  onePerFile: "one scenario per file",
  flat: "a flat list of changes",
};

/** Largest file, bytes of UTF-8. */
export const maxBytes = 1_048_576;
const maxDepth = 64;
const start: Position = { line: 1, column: 1 };

/** The plain value of a YAML or JSON text, and where each part of it stands. */
export interface YamlText {
  readonly value: unknown;
  /** Position of the value at a path, or of the nearest part above it that exists. */
  locate(path: readonly PropertyKey[]): Position;
  /** Position of a key of the mapping at a path. */
  locateKey(path: readonly PropertyKey[], key: string): Position;
}

function exceedsMaxBytes(text: string): boolean {
  if (text.length > maxBytes) return true;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const half = unit >= 0xd800 && unit < 0xe000;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || half ? 2 : 3;
  }
  return bytes > maxBytes;
}

/** Line of the first nesting deeper than `maxDepth`, by indentation, list markers and brackets; 0 if there is none. The parser recurses. */
function tooDeepLine(text: string): number {
  const indents: number[] = [];
  let brackets = 0;
  let line = 0;
  for (const content of text.split("\n")) {
    line++;
    const lead = /^ *(?:[-?] +)*/.exec(content)?.[0] ?? "";
    if (lead.length === content.length) continue;
    const indent = lead.length - lead.trimStart().length;
    while (indents.length > 0 && indents[indents.length - 1] >= indent) indents.pop();
    indents.push(indent);
    const markers = lead.replaceAll(" ", "").length;
    for (const character of content) {
      if (character === "[" || character === "{") brackets++;
      else if (character === "]" || character === "}") brackets = Math.max(0, brackets - 1);
      if (brackets > maxDepth) return line;
    }
    if (indents.length + markers > maxDepth) return line;
  }
  return 0;
}

function checkText(text: string, file: string, kind: FileKind): void {
  if (exceedsMaxBytes(text)) {
    throw new ScenarioError(file, start, "file", `more than 1 MB was given; expected ${kind.file} of at most 1 MB`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what marks a binary file
  const binary = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.exec(text);
  if (binary) {
    const before = text.slice(0, binary.index).split("\n");
    const position = { line: before.length, column: before[before.length - 1].length + 1 };
    throw new ScenarioError(
      file,
      position,
      "file",
      "bytes that are not text were given; expected YAML or JSON in UTF-8",
    );
  }
  const deep = tooDeepLine(text);
  if (deep > 0) {
    const position = { line: deep, column: 1 };
    throw new ScenarioError(
      file,
      position,
      "syntax",
      `more than ${maxDepth} levels of nesting were given; expected ${kind.flat}`,
    );
  }
}

function syntaxSentence(code: string, message: string, atFault: string, kind: FileKind): string {
  if (code === "DUPLICATE_KEY")
    return `the key ${/^[^:\s]+/.exec(atFault)?.[0]} was given twice; expected each key once`;
  if (code === "TAB_AS_INDENT") return "a tab was given as indentation; expected spaces";
  if (code === "MULTIPLE_DOCS") return `a second document ("---") was given; expected ${kind.onePerFile}`;
  if (message.startsWith("Missing closing")) return "a quote that is never closed was given; expected a closing quote";
  const detail = message.charAt(0).toLowerCase() + message.slice(1);
  return `text that cannot be read was given (${detail}); expected YAML or JSON; check indentation, colons and quotes`;
}

/**
 * Reads YAML 1.2 or JSON. Throws ScenarioError on text that is too large, not text, or not YAML, on repeated keys, and on aliases
 * and tags, which these files have no use for and which can make a small file huge.
 */
export function readYaml(text: string, file: string, kind = scenarioKind): YamlText {
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  checkText(source, file, kind);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, version: "1.2" });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault) {
    throw new ScenarioError(
      file,
      at(fault.pos[0]),
      "syntax",
      syntaxSentence(fault.code, fault.message, source.slice(fault.pos[0]), kind),
    );
  }
  visit(document, {
    Alias(_, node) {
      const sentence = `the alias "*${node.source}" was given; expected values written out, as aliases can make a small file huge`;
      throw new ScenarioError(file, at(node.range?.[0] ?? 0), "syntax", sentence);
    },
  });
  return { value: document.toJS(), ...locator(document, at) };
}

function locator(document: Document.Parsed<ParsedNode>, at: (offset: number) => Position): Omit<YamlText, "value"> {
  const positionOf = (node: Node | null | undefined): Position => at(node?.range?.[0] ?? 0);
  const nodeAt = (path: readonly PropertyKey[]): Node | null => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) ? node : null;
  };
  const locate = (path: readonly PropertyKey[]): Position => {
    for (let length = path.length; length > 0; length--) {
      const node = nodeAt(path.slice(0, length));
      if (node) return positionOf(node);
    }
    return positionOf(document.contents);
  };
  const locateKey = (path: readonly PropertyKey[], key: string): Position => {
    const parent = nodeAt(path);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : undefined;
    return isScalar(pair?.key) ? positionOf(pair.key) : locate(path);
  };
  return { locate, locateKey };
}
