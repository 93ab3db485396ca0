import type { Rule } from '../rule.ts';
import { frontMatterDuplicateKey } from './front-matter/duplicate-key.ts';
import { frontMatterInvalidYaml } from './front-matter/invalid-yaml.ts';
import { frontMatterMissingField } from './front-matter/missing-field.ts';
import { frontMatterNoCloser } from './front-matter/no-closer.ts';
import { frontMatterNoOpener } from './front-matter/no-opener.ts';
import { frontMatterNoSpaceAfterKey } from './front-matter/no-space-after-key.ts';
import { frontMatterNotAField } from './front-matter/not-a-field.ts';
import { frontMatterTooLarge } from './front-matter/too-large.ts';
import { idDiffersFromDirectory } from './id/differs-from-directory.ts';
import { idDuplicate } from './id/duplicate.ts';
import { layoutMissingArtifacts } from './layout/missing-artifacts.ts';
import { layoutMissingItem } from './layout/missing-item.ts';
import { layoutMissingStatusDirectory } from './layout/missing-status-directory.ts';
import { layoutMissingThread } from './layout/missing-thread.ts';
import { layoutNotAFile } from './layout/not-a-file.ts';
import { layoutStatusNotADirectory } from './layout/status-not-a-directory.ts';
import { layoutSymlink } from './layout/symlink.ts';
import { layoutUnreadableDirectory } from './layout/unreadable-directory.ts';
import { layoutUnreadableFile } from './layout/unreadable-file.ts';
import { migrationLegacyTicket } from './migration/legacy-ticket.ts';
import { migrationTodoReference } from './migration/todo-reference.ts';
import { slugDuplicate } from './slug/duplicate.ts';
import { statusDiffersFromDirectory } from './status/differs-from-directory.ts';
import { textInvalidUtf8 } from './text/invalid-utf8.ts';
import { threadMalformedHeader } from './thread/malformed-header.ts';
import { threadMissingAt } from './thread/missing-at.ts';
import { threadMissingAuthor } from './thread/missing-author.ts';
import { threadReviewWithoutVerdict } from './thread/review-without-verdict.ts';
import { threadTextBeforeFirstEvent } from './thread/text-before-first-event.ts';

/** All rules. A test proves that no file in this folder is missing here. */
export const RULES: readonly Rule[] = [
  frontMatterDuplicateKey,
  frontMatterInvalidYaml,
  frontMatterMissingField,
  frontMatterNoCloser,
  frontMatterNoOpener,
  frontMatterNoSpaceAfterKey,
  frontMatterNotAField,
  frontMatterTooLarge,
  idDiffersFromDirectory,
  idDuplicate,
  layoutMissingArtifacts,
  layoutMissingItem,
  layoutMissingStatusDirectory,
  layoutMissingThread,
  layoutNotAFile,
  layoutStatusNotADirectory,
  layoutSymlink,
  layoutUnreadableDirectory,
  layoutUnreadableFile,
  migrationLegacyTicket,
  migrationTodoReference,
  slugDuplicate,
  statusDiffersFromDirectory,
  textInvalidUtf8,
  threadMalformedHeader,
  threadMissingAt,
  threadMissingAuthor,
  threadReviewWithoutVerdict,
  threadTextBeforeFirstEvent,
];
