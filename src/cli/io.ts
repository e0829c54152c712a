// The terminal as the commands see it, so that tests can be one.

export interface Io {
  /** Results. */
  out(text: string): void;
  /** Progress and what went wrong. */
  err(text: string): void;
  /** Whether a person watches the progress: a line may then be drawn over. */
  readonly watched: boolean;
  /** Width of the terminal in columns. */
  readonly columns: number;
  /** The system's locale, e.g. vi_VN.UTF-8. */
  readonly locale: string;
  /** Aborted when the person asks to stop (Ctrl+C). Until it is asked for, stopping ends the program as usual. */
  interruption(): AbortSignal;
}

/** The process's own streams. */
export function processIo(): Io {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  // A reader that goes away early (`diptych list | head`) ends the output, not the program in the middle of a write.
  process.stdout.on('error', () => undefined);
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    watched: process.stderr.isTTY,
    columns: process.stderr.columns || 80,
    interruption: () => {
      const controller = new AbortController();
      process.once('SIGINT', () => {
        controller.abort();
      });
      return controller.signal;
    },
    locale: LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale
  };
}
