// Written by scripts/rules.js.

import type { Rule } from './rule.ts';
import { missingKey as frontMatterMissingKey } from './rules/front-matter/missing-key.ts';
import { missingStatusDirectory as layoutMissingStatusDirectory } from './rules/layout/missing-status-directory.ts';

/** All rules, by id. A test proves that no file in rules/ is missing here. */
export const RULES: readonly Rule[] = [frontMatterMissingKey, layoutMissingStatusDirectory];
