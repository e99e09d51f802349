/**
 * A project with what most files have. Functions that are called while a snapshot is made are in it compiled, and every start
 * takes a little longer for each; the others are compiled when they are called.
 */
export const rehearsalFiles: Readonly<Record<string, string>> = {
  'compose.yaml': `services:
  web:
    image: nginx
    command: ["nginx", "-g", "daemon off;"]
    environment:
      LEVEL: \${LEVEL:-info}
    ports:
      - "127.0.0.1:8080:80"
    volumes:
      - data:/data
      - ./src:/src:ro
    restart: always
    labels:
      a: b
    depends_on: [db]
  db:
    image: postgres:16
volumes:
  data:
`,
};

/** What is done on the stand-in for Podman before any snapshot is made. */
export const beforeRehearsals: readonly string[] = ['up', '-d'];

/** The snapshots in the order in which they are made, each with the command lines that are run in it. */
export const rehearsals = {
  config: [['config']],
  look: [['ps'], ['logs']],
  change: [
    ['up', '-d'],
    ['stop', '-t', '0'],
    ['start'],
    ['restart', '-t', '0'],
    ['down', '-v'],
    ['up', '-d'],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly string[])[]>>;
