// Written by scripts/rules.js.
import type { Rule } from './rule.ts';
import { driverNotConfigured as cloneDriverNotConfigured } from './rules/clone/driver-not-configured.ts';
import { noCloseEvent as closedNoCloseEvent } from './rules/closed/no-close-event.ts';
import { noResolution as closedNoResolution } from './rules/closed/no-resolution.ts';
import { resolutionDiffers as closedResolutionDiffers } from './rules/closed/resolution-differs.ts';
import { resolutionIsItemCopy as closedResolutionIsItemCopy } from './rules/closed/resolution-is-item-copy.ts';
import { resolutionOnOpen as closedResolutionOnOpen } from './rules/closed/resolution-on-open.ts';
import { unusedIgnore as configUnusedIgnore } from './rules/config/unused-ignore.ts';
import { logChanged as digestLogChanged } from './rules/digest/log-changed.ts';
import { logHasGrown as digestLogHasGrown } from './rules/digest/log-has-grown.ts';
import { malformedSeal as digestMalformedSeal } from './rules/digest/malformed-seal.ts';
import { missingSeal as digestMissingSeal } from './rules/digest/missing-seal.ts';
import { sealOnOpen as digestSealOnOpen } from './rules/digest/seal-on-open.ts';
import { badTime as frontMatterBadTime } from './rules/front-matter/bad-time.ts';
import { conflictMarker as frontMatterConflictMarker } from './rules/front-matter/conflict-marker.ts';
import { createdDiffersFromLog as frontMatterCreatedDiffersFromLog } from './rules/front-matter/created-differs-from-log.ts';
import { duplicateKey as frontMatterDuplicateKey } from './rules/front-matter/duplicate-key.ts';
import { invalidYaml as frontMatterInvalidYaml } from './rules/front-matter/invalid-yaml.ts';
import { missingKey as frontMatterMissingKey } from './rules/front-matter/missing-key.ts';
import { noCloser as frontMatterNoCloser } from './rules/front-matter/no-closer.ts';
import { noOpener as frontMatterNoOpener } from './rules/front-matter/no-opener.ts';
import { noSpaceAfterKey as frontMatterNoSpaceAfterKey } from './rules/front-matter/no-space-after-key.ts';
import { notAField as frontMatterNotAField } from './rules/front-matter/not-a-field.ts';
import { titleCutByYaml as frontMatterTitleCutByYaml } from './rules/front-matter/title-cut-by-yaml.ts';
import { tooLarge as frontMatterTooLarge } from './rules/front-matter/too-large.ts';
import { unknownKey as frontMatterUnknownKey } from './rules/front-matter/unknown-key.ts';
import { unknownKind as frontMatterUnknownKind } from './rules/front-matter/unknown-kind.ts';
import { unknownPriority as frontMatterUnknownPriority } from './rules/front-matter/unknown-priority.ts';
import { updatedAfterLog as frontMatterUpdatedAfterLog } from './rules/front-matter/updated-after-log.ts';
import { updatedBeforeCreated as frontMatterUpdatedBeforeCreated } from './rules/front-matter/updated-before-created.ts';
import { updatedBehindLog as frontMatterUpdatedBehindLog } from './rules/front-matter/updated-behind-log.ts';
import { wrongType as frontMatterWrongType } from './rules/front-matter/wrong-type.ts';
import { differsFromCreatedAt as idDiffersFromCreatedAt } from './rules/id/differs-from-created-at.ts';
import { differsFromDirectory as idDiffersFromDirectory } from './rules/id/differs-from-directory.ts';
import { differsFromSlug as idDiffersFromSlug } from './rules/id/differs-from-slug.ts';
import { duplicate as idDuplicate } from './rules/id/duplicate.ts';
import { duplicateCase as idDuplicateCase } from './rules/id/duplicate-case.ts';
import { malformed as idMalformed } from './rules/id/malformed.ts';
import { husk as layoutHusk } from './rules/layout/husk.ts';
import { itemOutsideStatus as layoutItemOutsideStatus } from './rules/layout/item-outside-status.ts';
import { leftover as layoutLeftover } from './rules/layout/leftover.ts';
import { missingArtifacts as layoutMissingArtifacts } from './rules/layout/missing-artifacts.ts';
import { missingItem as layoutMissingItem } from './rules/layout/missing-item.ts';
import { missingStatusDirectory as layoutMissingStatusDirectory } from './rules/layout/missing-status-directory.ts';
import { missingThread as layoutMissingThread } from './rules/layout/missing-thread.ts';
import { specialFile as layoutSpecialFile } from './rules/layout/special-file.ts';
import { strayDirectory as layoutStrayDirectory } from './rules/layout/stray-directory.ts';
import { strayFile as layoutStrayFile } from './rules/layout/stray-file.ts';
import { symlink as layoutSymlink } from './rules/layout/symlink.ts';
import { twoStatusDirectories as layoutTwoStatusDirectories } from './rules/layout/two-status-directories.ts';
import { unreadable as layoutUnreadable } from './rules/layout/unreadable.ts';
import { eventDropped as logEventDropped } from './rules/log/event-dropped.ts';
import { eventEdited as logEventEdited } from './rules/log/event-edited.ts';
import { eventMisfit as logEventMisfit } from './rules/log/event-misfit.ts';
import { eventMoved as logEventMoved } from './rules/log/event-moved.ts';
import { eventRedacted as logEventRedacted } from './rules/log/event-redacted.ts';
import { eventReordered as logEventReordered } from './rules/log/event-reordered.ts';
import { eventRepeated as logEventRepeated } from './rules/log/event-repeated.ts';
import { fileDeleted as logFileDeleted } from './rules/log/file-deleted.ts';
import { idChanged as logIdChanged } from './rules/log/id-changed.ts';
import { itemDeleted as logItemDeleted } from './rules/log/item-deleted.ts';
import { itemInTwoPlaces as logItemInTwoPlaces } from './rules/log/item-in-two-places.ts';
import { lineEndings as logLineEndings } from './rules/log/line-endings.ts';
import { notAFile as logNotAFile } from './rules/log/not-a-file.ts';
import { duplicateLegacyTicket as migrationDuplicateLegacyTicket } from './rules/migration/duplicate-legacy-ticket.ts';
import { historyNotChecked as migrationHistoryNotChecked } from './rules/migration/history-not-checked.ts';
import { legacyReviewFile as migrationLegacyReviewFile } from './rules/migration/legacy-review-file.ts';
import { legacyTicketDiffers as migrationLegacyTicketDiffers } from './rules/migration/legacy-ticket-differs.ts';
import { legacyTicketFile as migrationLegacyTicketFile } from './rules/migration/legacy-ticket-file.ts';
import { legacyTicketNeverExisted as migrationLegacyTicketNeverExisted } from './rules/migration/legacy-ticket-never-existed.ts';
import { reviewNotTakenOver as migrationReviewNotTakenOver } from './rules/migration/review-not-taken-over.ts';
import { todoReference as migrationTodoReference } from './rules/migration/todo-reference.ts';
import { approvedStillOpen as reviewApprovedStillOpen } from './rules/review/approved-still-open.ts';
import { changesRequestedUnanswered as reviewChangesRequestedUnanswered } from './rules/review/changes-requested-unanswered.ts';
import { duplicate as slugDuplicate } from './rules/slug/duplicate.ts';
import { duplicateCase as slugDuplicateCase } from './rules/slug/duplicate-case.ts';
import { malformed as slugMalformed } from './rules/slug/malformed.ts';
import { differsFromDirectory as statusDiffersFromDirectory } from './rules/status/differs-from-directory.ts';
import { differsFromLog as statusDiffersFromLog } from './rules/status/differs-from-log.ts';
import { unknown as statusUnknown } from './rules/status/unknown.ts';
import { bidiInTitle as textBidiInTitle } from './rules/text/bidi-in-title.ts';
import { bom as textBom } from './rules/text/bom.ts';
import { controlCharacterInTitle as textControlCharacterInTitle } from './rules/text/control-character-in-title.ts';
import { crlf as textCrlf } from './rules/text/crlf.ts';
import { invalidUtf8 as textInvalidUtf8 } from './rules/text/invalid-utf8.ts';
import { mixedLineEndings as textMixedLineEndings } from './rules/text/mixed-line-endings.ts';
import { mojibake as textMojibake } from './rules/text/mojibake.ts';
import { noFinalNewline as textNoFinalNewline } from './rules/text/no-final-newline.ts';
import { nul as textNul } from './rules/text/nul.ts';
import { secret as textSecret } from './rules/text/secret.ts';
import { zeroWidthInTitle as textZeroWidthInTitle } from './rules/text/zero-width-in-title.ts';
import { badTime as threadBadTime } from './rules/thread/bad-time.ts';
import { duplicateEvent as threadDuplicateEvent } from './rules/thread/duplicate-event.ts';
import { duplicateId as threadDuplicateId } from './rules/thread/duplicate-id.ts';
import { emptyBody as threadEmptyBody } from './rules/thread/empty-body.ts';
import { firstEvent as threadFirstEvent } from './rules/thread/first-event.ts';
import { gluedEvent as threadGluedEvent } from './rules/thread/glued-event.ts';
import { headerLookAlike as threadHeaderLookAlike } from './rules/thread/header-look-alike.ts';
import { headingDiffers as threadHeadingDiffers } from './rules/thread/heading-differs.ts';
import { idMismatch as threadIdMismatch } from './rules/thread/id-mismatch.ts';
import { malformedHeader as threadMalformedHeader } from './rules/thread/malformed-header.ts';
import { missingAuthor as threadMissingAuthor } from './rules/thread/missing-author.ts';
import { missingTime as threadMissingTime } from './rules/thread/missing-time.ts';
import { noEvents as threadNoEvents } from './rules/thread/no-events.ts';
import { reviewWithoutVerdict as threadReviewWithoutVerdict } from './rules/thread/review-without-verdict.ts';
import { textBeforeFirstEvent as threadTextBeforeFirstEvent } from './rules/thread/text-before-first-event.ts';
import { timeBackwards as threadTimeBackwards } from './rules/thread/time-backwards.ts';
import { timeInFuture as threadTimeInFuture } from './rules/thread/time-in-future.ts';
import { tornEvent as threadTornEvent } from './rules/thread/torn-event.ts';
import { unclosedFence as threadUnclosedFence } from './rules/thread/unclosed-fence.ts';
import { unfinishedEvent as threadUnfinishedEvent } from './rules/thread/unfinished-event.ts';
import { unknownKind as threadUnknownKind } from './rules/thread/unknown-kind.ts';

/** All rules, by id. A test proves that no file in rules/ is missing here. */
export const RULES: readonly Rule[] = [
  cloneDriverNotConfigured,
  closedNoCloseEvent,
  closedNoResolution,
  closedResolutionDiffers,
  closedResolutionIsItemCopy,
  closedResolutionOnOpen,
  configUnusedIgnore,
  digestLogChanged,
  digestLogHasGrown,
  digestMalformedSeal,
  digestMissingSeal,
  digestSealOnOpen,
  frontMatterBadTime,
  frontMatterConflictMarker,
  frontMatterCreatedDiffersFromLog,
  frontMatterDuplicateKey,
  frontMatterInvalidYaml,
  frontMatterMissingKey,
  frontMatterNoCloser,
  frontMatterNoOpener,
  frontMatterNoSpaceAfterKey,
  frontMatterNotAField,
  frontMatterTitleCutByYaml,
  frontMatterTooLarge,
  frontMatterUnknownKey,
  frontMatterUnknownKind,
  frontMatterUnknownPriority,
  frontMatterUpdatedAfterLog,
  frontMatterUpdatedBeforeCreated,
  frontMatterUpdatedBehindLog,
  frontMatterWrongType,
  idDiffersFromCreatedAt,
  idDiffersFromDirectory,
  idDiffersFromSlug,
  idDuplicate,
  idDuplicateCase,
  idMalformed,
  layoutHusk,
  layoutItemOutsideStatus,
  layoutLeftover,
  layoutMissingArtifacts,
  layoutMissingItem,
  layoutMissingStatusDirectory,
  layoutMissingThread,
  layoutSpecialFile,
  layoutStrayDirectory,
  layoutStrayFile,
  layoutSymlink,
  layoutTwoStatusDirectories,
  layoutUnreadable,
  logEventDropped,
  logEventEdited,
  logEventMisfit,
  logEventMoved,
  logEventRedacted,
  logEventReordered,
  logEventRepeated,
  logFileDeleted,
  logIdChanged,
  logItemDeleted,
  logItemInTwoPlaces,
  logLineEndings,
  logNotAFile,
  migrationDuplicateLegacyTicket,
  migrationHistoryNotChecked,
  migrationLegacyReviewFile,
  migrationLegacyTicketDiffers,
  migrationLegacyTicketFile,
  migrationLegacyTicketNeverExisted,
  migrationReviewNotTakenOver,
  migrationTodoReference,
  reviewApprovedStillOpen,
  reviewChangesRequestedUnanswered,
  slugDuplicate,
  slugDuplicateCase,
  slugMalformed,
  statusDiffersFromDirectory,
  statusDiffersFromLog,
  statusUnknown,
  textBidiInTitle,
  textBom,
  textControlCharacterInTitle,
  textCrlf,
  textInvalidUtf8,
  textMixedLineEndings,
  textMojibake,
  textNoFinalNewline,
  textNul,
  textSecret,
  textZeroWidthInTitle,
  threadBadTime,
  threadDuplicateEvent,
  threadDuplicateId,
  threadEmptyBody,
  threadFirstEvent,
  threadGluedEvent,
  threadHeaderLookAlike,
  threadHeadingDiffers,
  threadIdMismatch,
  threadMalformedHeader,
  threadMissingAuthor,
  threadMissingTime,
  threadNoEvents,
  threadReviewWithoutVerdict,
  threadTextBeforeFirstEvent,
  threadTimeBackwards,
  threadTimeInFuture,
  threadTornEvent,
  threadUnclosedFence,
  threadUnfinishedEvent,
  threadUnknownKind,
];
