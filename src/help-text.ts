declare const __TICKETS_HELP__: string | undefined;

/** What `tickets --help` prints where the output is no terminal, put in by the build; null where it has to be made. */
export const HELP_TEXT: string | null = typeof __TICKETS_HELP__ === 'string' ? __TICKETS_HELP__ : null;
