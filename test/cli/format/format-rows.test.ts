import { expect, test } from 'vitest';
import { formatRows } from '../../../src/cli/format/format-rows.ts';
import { ToolError } from '../../../src/diagnostics/tool-error.ts';

const rows = [
  {
    Name: 'web-1',
    State: 'running',
    Size: 3,
    Ports: [{ Target: 80 }, { Target: 81 }],
    Label: (key: unknown) => `<${String(key)}>`,
  },
  { Name: 'db-1', State: 'exited', Size: 0, Ports: [], Label: () => '' },
];
const columns = [
  ['NAME', 'Name'],
  ['STATUS', 'State'],
] as const;
const print = (format: string) => formatRows(rows, { format, columns });

test.each([
  ['{{.Name}}', 'web-1\ndb-1\n'],
  ['{{upper .Name}} {{.State | title}}', 'WEB-1 Running\nDB-1 Exited\n'],
  ['{{json .Ports}}', '[{"Target":80},{"Target":81}]\n[]\n'],
  ['{{.Ports}}', '[map[Target:80] map[Target:81]]\n[]\n'],
  ['{{range .Ports}}{{.Target}},{{else}}none{{end}}', '80,81,\nnone\n'],
  ['{{if eq .State "running"}}up{{else if .Size}}odd{{else}}down{{end}}', 'up\ndown\n'],
  ['{{.Label "a.b"}}', '<a.b>\n\n'],
  ['{{with .Size}}{{.}} of {{$.Name}}{{end}}', '3 of web-1\n\n'],
  ['{{printf "%-6s|%q" .Name .State}}', 'web-1 |"running"\ndb-1  |"exited"\n'],
  ['{{range .Ports}}{{(index $.Ports 0).Target}} {{end}}', '80 80 \n\n'],
  ['{{len .Ports}}{{/* no words */}} {{- " x" -}} {{not .Size}}', '2 xfalse\n0 xtrue\n'],
  ['table {{.Name}}\\t{{.Size}}', 'NAME    SIZE\nweb-1   3\ndb-1    0\n'],
  ['table', 'NAME    STATUS\nweb-1   running\ndb-1    exited\n'],
])('%j', (format, output) => {
  expect(print(format)).toBe(output);
});

test.each([
  '{{(index .Ports 1).Target}}',
  '{{.Nmae}}',
  '{{.Name',
  '{{end}}',
  '{{if .Name}}',
  '{{nope .Name}}',
  '{{.Name "a"}}',
  '{{.Name | }}',
])('a template with a mistake is refused: %j', (format) => {
  expect(() => print(format)).toThrow(ToolError);
});
