import type { Damage } from './damage.ts';
import { AROUND } from './damages/around.ts';
import { BYTES } from './damages/bytes.ts';
import { FRONT_MATTER } from './damages/front-matter.ts';
import { HEADER } from './damages/header.ts';
import { IDENTITY } from './damages/identity.ts';
import { LAYOUT } from './damages/layout.ts';
import { LOG } from './damages/log.ts';
import { TEXT } from './damages/text.ts';

/** Every sort of damage that is planted. */
export const DAMAGES: readonly Damage[] = [
  ...LAYOUT,
  ...FRONT_MATTER,
  ...IDENTITY,
  ...HEADER,
  ...LOG,
  ...BYTES,
  ...AROUND,
  ...TEXT,
];
