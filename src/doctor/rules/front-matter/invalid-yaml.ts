import { readAsOthersDo } from '../../../format/yaml-problem.ts';
import type { Rule } from '../../rule.ts';

/** A warning: it is valid to us and was to the old script, but other programs read YAML. */
export const frontMatterInvalidYaml: Rule = {
  id: 'front-matter/invalid-yaml',
  severity: 'warning',
  check: ({ items }) =>
    items.flatMap(({ summary, file }) => {
      if (file?.frontMatter.state !== 'closed') return [];
      const view = readAsOthersDo(file.frontMatter);
      if (!('problem' in view)) return [];
      const { message, line } = view.problem;
      return [{ path: `${summary.path}/item.md`, line, item: summary.id, message: `not valid YAML: ${message}` }];
    }),
};
