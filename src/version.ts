declare const __TICKETS_VERSION__: string;

/** The version in package.json, put in by the build (and by the test runner). */
export const VERSION: string = __TICKETS_VERSION__;
