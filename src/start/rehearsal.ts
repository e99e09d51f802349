/**
 * A project with what most files have. Functions that reading it calls are in the snapshot compiled, and every start takes a little
 * longer for each; the others are compiled when they are called.
 */
export const rehearsalFiles: Readonly<Record<string, string>> = {
  '.env': 'TAG=1.2\n',
  'compose.yaml': `services:
  web:
    image: "nginx:\${TAG:-latest}"
    environment: [A=1]
    ports: ["8080:80"]
    volumes: ["data:/data", "./src:/src:ro"]
    depends_on: [db]
    restart: always
  db:
    image: postgres:16
    environment:
      B: "2"
volumes:
  data:
`,
};

/** The command lines, for a folder that has those files. */
export const rehearsalLines: readonly (readonly string[])[] = [['--version'], ['config', '-q'], ['config']];
