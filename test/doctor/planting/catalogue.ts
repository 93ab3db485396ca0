import type { Damage } from './damage.ts';
import { AROUND } from './damages/around.ts';
import { BYTES } from './damages/bytes.ts';
import { FRONT_MATTER } from './damages/front-matter.ts';
import { HEADER } from './damages/header.ts';
import { IDENTITY } from './damages/identity.ts';
import { LAYOUT } from './damages/layout.ts';
import { LOG } from './damages/log.ts';
import { SEAL } from './damages/seal.ts';
import { SIGNED_EVENT } from './damages/signed-event.ts';
import { TEXT } from './damages/text.ts';
import { VALUES } from './damages/values.ts';

/** Every sort of damage that is planted. */
export const DAMAGES: readonly Damage[] = [
  ...LAYOUT,
  ...FRONT_MATTER,
  ...VALUES,
  ...IDENTITY,
  ...HEADER,
  ...SIGNED_EVENT,
  ...LOG,
  ...BYTES,
  ...AROUND,
  ...TEXT,
  ...SEAL,
];
