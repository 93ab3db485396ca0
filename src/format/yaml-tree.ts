import { parseYaml, type YamlNode, type YamlPair, yamlLibrary } from './yaml-library.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** A YAML document that people write for us: texts, lists and maps, each with its 1-based line. */
export type YamlTree =
  | { kind: 'null'; line: number }
  | { kind: 'text'; line: number; text: string }
  | { kind: 'list'; line: number; items: YamlTree[] }
  | { kind: 'map'; line: number; entries: YamlEntry[] };

export interface YamlEntry {
  key: string;
  /** The line of the key. */
  line: number;
  value: YamlTree;
}

/** Larger ones are no settings, and take a YAML library seconds. In UTF-16 units. */
const LARGEST = 256 * 1024;

/** Reads a whole YAML document. Numbers, dates and `true` are texts, as they are written; aliases, anchors and tags are refused. */
export function parseYamlTree(text: string): { tree: YamlTree } | { problem: YamlProblem } {
  if (text.length > LARGEST) return { problem: { line: 1, message: 'it is larger than 256 KiB' } };
  const lines = new (yamlLibrary().LineCounter)();
  const document = parseYaml(text, { version: '1.2', lineCounter: lines });
  if (!document) return { problem: { line: 1, message: 'it is nested too deeply' } };
  const [error] = document.errors;
  if (error) {
    const message = error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '';
    return { problem: { line: error.linePos?.[0].line ?? 1, message: `not valid YAML: ${message}` } };
  }
  let problem: YamlProblem | undefined;
  const lineOf = (node: YamlNode | null, otherwise: number): number =>
    node?.range ? lines.linePos(node.range[0]).line : otherwise;
  const refuse = (line: number, message: string): YamlTree => {
    problem ??= { line, message };
    return { kind: 'null', line };
  };
  const read = (node: YamlNode | null, otherwise: number): YamlTree => {
    const { isAlias, isMap, isScalar, isSeq } = yamlLibrary();
    const line = lineOf(node, otherwise);
    if (node === null) return { kind: 'null', line };
    if (!isAlias(node) && (node.tag !== undefined || node.anchor !== undefined))
      return refuse(line, 'it has a tag or an anchor');
    if (isSeq(node))
      return { kind: 'list', line, items: node.items.map((item) => read(item as YamlNode | null, line)) };
    if (isScalar(node)) {
      if (node.value === null) return { kind: 'null', line };
      return { kind: 'text', line, text: typeof node.value === 'string' ? node.value : (node.source ?? '') };
    }
    if (!isMap(node)) return refuse(line, 'aliases are not followed');
    const entries = node.items.map((pair: YamlPair): YamlEntry => {
      const key = read(pair.key as YamlNode | null, line);
      if (key.kind !== 'text') refuse(key.line, 'a key is no text');
      return {
        key: key.kind === 'text' ? key.text : '',
        line: key.line,
        value: read(pair.value as YamlNode | null, key.line),
      };
    });
    return { kind: 'map', line, entries };
  };
  const tree = read(document.contents as YamlNode | null, 1);
  return problem ? { problem } : { tree };
}
