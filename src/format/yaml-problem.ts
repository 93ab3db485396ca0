import { createRequire } from 'node:module';
import type { FrontMatter } from './front-matter.ts';
import { parseYaml, type YamlDocument, yamlLibrary } from './yaml-library.ts';

type GrayMatter = typeof import('gray-matter');

/** What is wrong with a front matter for a YAML reader, and where. */
export interface YamlProblem {
  message: string;
  /** 1-based line in the file. */
  line: number;
}

/** The fields as other programs see them, or why they see none. */
export type YamlView = { data: Record<string, unknown> } | { problem: YamlProblem };

/**
 * Reads a closed front matter as programs with gray-matter and a YAML 1.2 parser do: for checks, not for our own
 * reading, since nearly half of the real items are not valid YAML.
 *
 * The one place that calls gray-matter. It gets nothing but the front matter, between lines that we wrote: its own
 * search takes `---js` for an opener, whose block its default engine would run, and `---x` for a closer.
 */
export function readAsOthersDo(frontMatter: FrontMatter): YamlView {
  const opener = frontMatter.text.indexOf('\n') + 1;
  const source = frontMatter.text.slice(opener, frontMatter.closerStart).replaceAll('\r\n', '\n');
  const matter = createRequire(import.meta.url)('gray-matter') as GrayMatter;
  let problem: YamlProblem | undefined;
  const parse = (text: string): Record<string, unknown> => {
    const document = parseYaml(text, { version: '1.2' });
    if (!document) {
      problem = { message: 'it is nested too deeply', line: 1 };
      return {};
    }
    const [error] = document.errors;
    if (error) {
      // gray-matter hands over the text with the newline behind the opener still on it.
      const lead = text.length - text.replace(/^\n/, '').length;
      const line = (error.linePos?.[0].line ?? 1) - lead + 1;
      problem = { message: error.message.split('\n')[0]?.replace(/ at line .*$/, '') ?? '', line };
      return {};
    }
    if (hasAliases(document)) {
      problem = { message: 'it uses aliases, which are not followed', line: 1 };
      return {};
    }
    const data: unknown = document.toJS();
    return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
  };
  const refuse = (): Record<string, unknown> => {
    throw new Error('front matter is never executed');
  };
  // Options are always given: without them gray-matter caches, and hands out, one shared object per text.
  const { data } = matter(`---\n${source}---\n`, { language: 'yaml', engines: { yaml: parse, javascript: refuse } });
  return problem ? { problem } : { data };
}

/** Aliases can make a few lines into billions of values. */
function hasAliases(document: YamlDocument): boolean {
  let found = false;
  yamlLibrary().visit(document, {
    Alias: () => {
      found = true;
    },
  });
  return found;
}
