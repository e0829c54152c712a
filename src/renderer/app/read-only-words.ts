import type { MessageKey } from '@shared/i18n/messages';
import type { LibraryInfo } from '@shared/ipc/routes';

/** Why the library can only be read, and what to do; null where it is not by the app's own choice. */
export function readOnlyWords({ readOnlyBecause }: LibraryInfo): MessageKey | null {
  return readOnlyBecause && words[readOnlyBecause];
}

const words = {
  diskFull: 'library.diskFull',
  folderUnwritable: 'library.folderUnwritable'
} as const satisfies Record<NonNullable<LibraryInfo['readOnlyBecause']>, MessageKey>;
