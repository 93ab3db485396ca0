import { parseYamlTree } from './yaml-tree.ts';

export interface StringMapEntry {
  key: string;
  value: string;
  /** 1-based. */
  line: number;
}

/** The entries of a YAML file that is one map of strings, in its order, or the first thing that is wrong with it. */
export type StringMap = { entries: StringMapEntry[] } | { problem: { message: string; line: number } };

/** Reads a YAML map from strings to strings. `0123` is a string; aliases are refused. */
export function parseStringMap(text: string): StringMap {
  const parsed = parseYamlTree(text);
  if ('problem' in parsed) return parsed;
  const { tree } = parsed;
  if (tree.kind === 'null') return { entries: [] };
  if (tree.kind !== 'map') return { problem: { message: 'it is no map (lines `source: slug`)', line: tree.line } };
  const entries: StringMapEntry[] = [];
  for (const { key, line, value } of tree.entries) {
    if (value.kind !== 'text') return { problem: { message: 'an entry is not `text: text`', line } };
    entries.push({ key, value: value.text, line });
  }
  return { entries };
}
