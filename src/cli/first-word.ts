/** Global options whose value is any text. */
export const valueOptions: readonly string[] = [
  '-f',
  '--file',
  '-p',
  '--project-name',
  '--profile',
  '--env-file',
  '--project-directory',
  '-H',
  '--host',
  '--url',
  '--connection',
];

/** The command word, seen without declaring an option; undefined where it takes the whole parse to know. */
export function firstWord(argv: readonly string[]): string | undefined {
  let at = 0;
  while (valueOptions.includes(argv[at] ?? '')) at += 2;
  const word = argv[at];
  return word?.startsWith('-') === true ? undefined : word;
}
