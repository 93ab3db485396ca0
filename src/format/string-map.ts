import { parseYaml, yamlLibrary } from './yaml-library.ts';

export interface StringMapEntry {
  key: string;
  value: string;
  /** 1-based. */
  line: number;
}

/** The entries of a YAML file that is one map of strings, in its order, or the first thing that is wrong with it. */
export type StringMap = { entries: StringMapEntry[] } | { problem: { message: string; line: number } };

/** A larger file is no map of a few names, and the library takes seconds for one. */
const LARGEST = 256 * 1024;

/** Reads a YAML map from strings to strings. `0123` and `null` are strings; anchors, aliases and tags are refused. */
export function parseStringMap(text: string): StringMap {
  if (text.length > LARGEST) return { problem: { message: 'the file is larger than 256 KiB', line: 1 } };
  const document = parseYaml(text, { schema: 'failsafe' });
  if (!document) return { problem: { message: 'it is nested too deeply', line: 1 } };
  const lineOf = (offset: number | undefined): number => text.slice(0, offset ?? 0).split('\n').length;
  const [error] = document.errors;
  if (error)
    return {
      problem: { message: error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '', line: lineOf(error.pos[0]) },
    };
  const { isMap, isScalar } = yamlLibrary();
  const map = document.contents;
  if (map === null || (isScalar(map) && map.source === '')) return { entries: [] };
  if (!isMap(map)) return { problem: { message: 'it is no map (lines `source: slug`)', line: lineOf(map.range?.[0]) } };
  const entries: StringMapEntry[] = [];
  for (const { key, value } of map.items) {
    const place = isScalar(key) ? key.range?.[0] : undefined;
    const plain = [key, value].every((node) => isScalar(node) && !node.anchor && node.tag === undefined);
    if (
      !plain ||
      !isScalar(key) ||
      !isScalar(value) ||
      typeof key.value !== 'string' ||
      typeof value.value !== 'string'
    ) {
      return { problem: { message: 'an entry is not `text: text`', line: lineOf(place) } };
    }
    entries.push({ key: key.value, value: value.value, line: lineOf(place) });
  }
  return { entries };
}
