/** Selkie's own version: the one in package.json (a test holds them together). */
export const version = '0.1.0';

/** The release of docker compose that Selkie was compared with, and does as. Other tools ask for it to know what a compose program can. */
export const composeVersion = '2.40.3';
