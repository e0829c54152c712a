// Every failure that can cross a process border has a code; messages are made from it in the user's language.
export const errorCodes = [
  'internal',
  'badRequest',
  'unauthorised',
  'notFound',
  'cancelled',
  'timedOut',
  'outOfMemory',
  'jobCrashed',
  // files
  'fileNotFound',
  'fileUnreadable',
  'fileIsFolder',
  'fileEmpty',
  'fileTooLarge',
  'fileUnpacksTooLarge',
  'fileUnknownType',
  'fileBinary',
  'fileEncrypted',
  'fileDamaged',
  'fileNoText',
  /** Pages that are pictures: a scan without recognised text. */
  'filePicturesOnly',
  'fileTooManyPages',
  'fileExists',
  /** Another program changed a file of the library. */
  'fileAltered',
  /** The same, of one that holds notes, links, terms, tags or collections. */
  'sidecarAltered',
  /** In the library's folder, and none of its files. */
  'fileStray',
  'folderUnwritable',
  'folderNotEmpty',
  /** A library cannot be moved into itself. */
  'folderInsideLibrary',
  'diskFull',
  // library
  'libraryLocked',
  /** It was opened to be read: its disk was full at the start, or its folder takes no files. */
  'libraryReadOnlyDiskFull',
  'libraryReadOnlyFolder',
  'libraryNotALibrary',
  /** There is none, and the folder takes no new one: `reason` is readOnly, denied or missing. */
  'libraryNotMade',
  /** A restore is between its two renames, or was interrupted there. */
  'libraryBeingRestored',
  'libraryTooNew',
  'libraryDamaged',
  /** A ZIP file without a library, with names that lead out of it, or one that unpacks beyond all bounds. */
  'zipWithoutLibrary',
  'zipLeavesFolder',
  'zipTooLarge',
  /** A library in a ZIP file without the hashes that prove it whole. */
  'zipWithoutList',
  'articleNotFound',
  'versionNotFound',
  /** What was to be changed is not as the asker knew it. */
  'articleChanged',
  /** Neither an article nor a pair. */
  'idNotFound',
  'pairNotFound',
  'pairSameArticle',
  'backupNotFound',
  /** A backup lacks a file, or holds another than it should. */
  'backupDamaged',
  /** As the check finds one. */
  'backupFileDamaged',
  'annotationsMalformed',
  'annotationsNotAttached',
  'anchorLost',
  // export
  'exportMissingGlyphs',
  /** No font file; one whose maker forbids embedding; one of pictures in colour; one too large. */
  'fontUnreadable',
  'fontRestricted',
  'fontInColour',
  'fontTooLarge',
  'exportFailed',
  /** The form is made of two articles. */
  'exportNeedsPair',
  // shells
  'portBusy',
  /** No answer from main: the app or its server is gone. */
  'disconnected',
  /** The browser let no further window be opened. */
  'windowRefused',
  /** The browser's own storage cannot be opened or made anew. */
  'storageUnavailable',
  /** A later version of the app wrote the browser's own storage of this library. */
  'storageTooNew'
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What a change of a library is refused with that the app opened to be read, by why it did. Each with {file}. */
export const readOnlyCodes = {
  diskFull: 'libraryReadOnlyDiskFull',
  folderUnwritable: 'libraryReadOnlyFolder'
} as const satisfies Record<string, ErrorCode>;

/** Values for the message's placeholders: `file`, `holder`, `characters`, … Numbers stay numbers. */
export type ErrorDetails = Record<string, string | number>;

export interface WireError {
  code: ErrorCode;
  /** For logs and machines, English; people read `messages/<language>/errors.json`. */
  message: string;
  details: ErrorDetails;
}

/** An expected failure. `details` fill the placeholders of the message for `code`. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions
  ) {
    super(`${code} ${JSON.stringify(details)}`, options);
  }
}

/** Any thrown value as it crosses the border: an AppError keeps its code, all else is `internal`. No stack crosses. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof AppError) {
    return { code: thrown.code, message: thrown.message, details: thrown.details };
  }
  return {
    code: 'internal',
    message: thrown instanceof Error ? thrown.message : String(thrown),
    details: {}
  };
}
