/**
 * A project with what most files have. Functions that reading it calls are in the snapshot compiled, and every start takes a little
 * longer for each; the others are compiled when they are called.
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

/** The command lines, for a folder that has those files. */
export const rehearsalLines: readonly (readonly string[])[] = [['config']];
