import { nearest } from '../../lib/nearest.ts';
import { entry } from '../entry.ts';

/** What the parser finds in compose files, env files and their values. */
export const composeEntries = {
  // What loading finds (parser/load.ts and the files beside it)
  'compose/no-file': entry<{ directory: string; tried: readonly string[] }>({
    severity: 'error',
    message: ({ directory }) => `no configuration file provided: not found in \`${directory}\` or above it`,
    help: ({ tried }) =>
      `looked for ${tried.map((name) => `\`${name}\``).join(', ')}; name a file with \`-f\``,
  }),
  'compose/several-files': entry<{ directory: string; names: readonly string[]; used: string }>({
    severity: 'warning',
    message: ({ directory, names, used }) =>
      `\`${directory}\` has several compose files (${names.join(', ')}): \`${used}\` is used`,
    help: () => 'name the one you mean with `-f`',
  }),
  'compose/file-not-found': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `the file \`${path}\` does not exist`,
  }),
  'compose/file-unreadable': entry<{ path: string; reason: string }>({
    severity: 'error',
    message: ({ path, reason }) => `\`${path}\` cannot be read: ${reason}`,
  }),
  'compose/remote-failed': entry<{ address: string; reason: string; hint?: string }>({
    severity: 'error',
    message: ({ address, reason }) => `\`${address}\` cannot be fetched: ${reason}`,
    help: ({ hint }) => hint,
  }),
  'compose/too-large': entry<{ what: string; limit: number }>({
    severity: 'error',
    message: ({ what, limit }) => `there are more than ${limit} ${what}`,
    help: () => 'this bound keeps a broken or hostile file from taking all time and memory',
  }),
  'compose/more-findings': entry<{ count: number }>({
    severity: 'note',
    message: ({ count }) => `${count} more findings are not shown`,
    help: () => 'repair the first ones and look again',
  }),
  'compose/yaml': entry<{ problem: string; advice?: string | undefined }>({
    severity: 'error',
    message: ({ problem }) => `this is not valid YAML: ${problem}`,
    help: ({ advice }) => advice,
  }),
  'compose/duplicate-key': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => `the key \`${key}\` is there twice`,
    help: () => 'keep one of them',
  }),
  'compose/non-string-key': entry<{ key: string }>({
    severity: 'error',
    message: ({ key }) => `the key \`${key}\` is not a text`,
    help: ({ key }) => `put it in quotes: \`"${key}"\``,
  }),
  'compose/date-value': entry<{ text: string }>({
    severity: 'error',
    message: ({ text }) => `\`${text}\` is a date to YAML, and no key takes a date`,
    help: ({ text }) => `put it in quotes: \`"${text}"\``,
  }),
  'compose/empty': entry<{ files: readonly string[] }>({
    severity: 'error',
    message: ({ files }) => `empty compose file: ${files.map((file) => `\`${file}\``).join(', ')}`,
    help: () => 'a compose file has at least `services:`',
  }),
  'compose/not-a-mapping': entry<{ what: string; actual: string }>({
    severity: 'error',
    message: ({ what, actual }) => `${what} must be a mapping, not ${actual}`,
    help: () => 'a compose file begins with keys such as `services:`',
  }),
  'compose/obsolete-version': entry<Record<string, never>>({
    severity: 'warning',
    message: () => 'the attribute `version` is obsolete and means nothing',
    help: () => 'remove it',
  }),

  // Variables and env files
  'compose/variable-unset': entry<{ name: string }>({
    severity: 'warning',
    message: ({ name }) => `The "${name}" variable is not set. Defaulting to a blank string`,
    help: ({ name }) => `set it, or give it a default: \`\${${name}:-default}\``,
  }),
  'compose/variable-required': entry<{ name: string; message: string }>({
    severity: 'error',
    message: ({ name, message }) =>
      `required variable ${name} is missing a value${message === '' ? '' : `: ${message}`}`,
    help: ({ name }) => `set \`${name}\` in the environment or in an env file`,
  }),
  'compose/bad-template': entry<{ path: string; text: string }>({
    severity: 'error',
    message: ({ path, text }) => `\`${text}\` in \`${path}\` is no variable`,
    help: ({ text }) =>
      text.includes('}')
        ? 'a variable is `$NAME` or `${NAME}`; a literal `$` is written `$$`'
        : 'the `}` at its end is missing; a literal `$` is written `$$`',
  }),
  'compose/bad-cast': entry<{ path: string; expected: string; text: string; variable: string | undefined }>({
    severity: 'error',
    message: ({ path, expected, text }) =>
      `\`${path}\` must be ${expected}, ${text === '' ? 'but is empty' : `not \`${text}\``}`,
    help: ({ variable, text }) =>
      variable !== undefined && text === '' && `the variable \`${variable}\` is empty or not set`,
  }),
  'compose/legacy-boolean': entry<{ text: string; value: boolean }>({
    severity: 'warning',
    message: ({ text, value }) => `\`${text}\` for a boolean is not YAML 1.2: it is read as \`${value}\``,
    help: ({ value }) => `write \`${value}\``,
  }),
  'compose/env-file-not-found': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `the env file \`${path}\` does not exist`,
    help: () => 'in `env_file`, `required: false` makes a file optional',
  }),
  'compose/env-file-syntax': entry<{ problem: string }>({
    severity: 'error',
    message: ({ problem }) => `this line of the env file cannot be read: ${problem}`,
    help: () => 'lines are `NAME=value`; a value with quotes inside is put in quotes',
  }),

  // The project's name
  'compose/bad-project-name': entry<{ name: string; suggestion: string | undefined }>({
    severity: 'error',
    message: ({ name }) =>
      `\`${name}\` is no project name: it must be lower case letters, digits, \`-\` and \`_\`, and begin with a letter or digit`,
    help: ({ suggestion }) => suggestion !== undefined && `did you mean \`${suggestion}\`?`,
  }),
  'compose/no-project-name': entry<{ directory: string }>({
    severity: 'error',
    message: ({ directory }) => `the folder \`${directory}\` gives no project name`,
    help: () => 'give one with `-p`, or with `name:` in the file',
  }),

  // Several files
  'compose/cannot-override': entry<{ path: string; base: string; over: string }>({
    severity: 'error',
    message: ({ path, base, over }) => `\`${path}\` cannot be overridden: it was ${base} and becomes ${over}`,
    help: () => 'write both in the same form, or mark the new value with `!override`',
  }),
  'compose/include-cycle': entry<{ files: readonly string[] }>({
    severity: 'error',
    message: ({ files }) =>
      files.length === 2
        ? `\`${files[0]}\` includes itself`
        : `files include each other: ${files.join(' → ')}`,
    help: () => 'put what several files need into one that includes none of them',
  }),
  'compose/include-conflict': entry<{ section: string; name: string }>({
    severity: 'error',
    message: ({ section, name }) => `\`${section}.${name}\` is in an included file already`,
    help: () => 'rename it, or override it with a second file in the `path` list of `include`',
  }),
  'compose/extends-cycle': entry<{ services: readonly string[] }>({
    severity: 'error',
    message: ({ services }) =>
      services.length === 2
        ? `the service \`${services[0]}\` extends itself`
        : `services extend each other: ${services.join(' → ')}`,
    help: () => 'put what they share into a service that extends none of them',
  }),
  'compose/extends-unknown-service': entry<{
    service: string;
    target: string;
    file: string;
    nearest: string | undefined;
  }>({
    severity: 'error',
    message: ({ service, target, file }) =>
      `\`${service}\` extends \`${target}\`, which is not in \`${file}\``,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),
  'compose/extends-no-services': entry<{ file: string }>({
    severity: 'error',
    message: ({ file }) => `\`${file}\` has no services to extend`,
  }),

  'compose/bad-switch': entry<{ name: string; text: string }>({
    severity: 'error',
    message: ({ name, text }) => `the variable \`${name}\` is \`${text}\`, which is neither true nor false`,
    help: ({ name }) => `write \`${name}=true\` or \`${name}=false\``,
  }),

  // Values
  'compose/bad-port': entry<{ path: string; text: string; problem: string }>({
    severity: 'error',
    message: ({ text, problem }) => `\`${text}\` is no port mapping: ${problem}`,
    help: () => 'a port is `[[IP:]HOST:]CONTAINER[/PROTOCOL]`, such as `"8080:80"`',
  }),
  'compose/bad-mount': entry<{ path: string; text: string; problem: string }>({
    severity: 'error',
    message: ({ text, problem }) => `\`${text}\` is no mount: ${problem}`,
    help: () => 'a mount is `[SOURCE:]TARGET[:OPTIONS]`, such as `./data:/var/lib/data:ro`',
  }),
  'compose/bad-device': entry<{ path: string; text: string; problem: string }>({
    severity: 'error',
    message: ({ text, problem }) => `\`${text}\` is no device: ${problem}`,
    help: () => 'a device is `SOURCE[:TARGET[:PERMISSIONS]]`',
  }),
  'compose/missing-target': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` has no \`target\``,
  }),
  'compose/bad-duration': entry<{ path: string; text: string; problem: string }>({
    severity: 'error',
    message: ({ path, text, problem }) => `\`${path}\`: \`${text}\` is no duration: ${problem}`,
    help: () => 'a duration is a number with a unit, such as `30s` or `1m30s`',
  }),
  'compose/bad-size': entry<{ path: string; text: string }>({
    severity: 'error',
    message: ({ path, text }) => `\`${path}\`: \`${text}\` is no size`,
    help: () => 'a size is a number of bytes, or one with a unit, such as `512m` or `1gb`',
  }),
  'compose/bad-number': entry<{ path: string; text: string }>({
    severity: 'error',
    message: ({ path, text }) => `\`${path}\`: \`${text}\` is no number that it can take`,
  }),
  'compose/bad-mode': entry<{ path: string; text: string }>({
    severity: 'error',
    message: ({ path, text }) => `\`${path}\`: \`${text}\` is no octal permission such as \`0440\``,
  }),
  'compose/bad-command': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` has a quote that is not closed`,
  }),
  'compose/bad-extra-host': entry<{ path: string; text: string }>({
    severity: 'error',
    message: ({ text }) => `\`${text}\` is no host with its address`,
    help: () => 'an extra host is `HOST=ADDRESS` or `HOST:ADDRESS`',
  }),
  'compose/trailing-space': entry<{ path: string; key: string }>({
    severity: 'error',
    message: ({ path, key }) => `the variable \`${key}\` in \`${path}\` has a space at its end`,
    help: ({ key }) => `write \`${key.trimEnd()}=…\`, without a space before the \`=\``,
  }),
  'compose/blank-value': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` must not be blank`,
  }),
  'compose/external-name': entry<{ path: string }>({
    severity: 'warning',
    message: ({ path }) => `\`${path}.external.name\` is deprecated`,
    help: () => 'write `external: true` and `name: …`',
  }),
  'compose/external-name-conflict': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` has two names, in \`name\` and in \`external.name\``,
    help: () => 'keep `name`',
  }),

  // The project as a whole (parser/check.ts)
  'compose/exclusive-keys': entry<{ path: string; keys: readonly string[] }>({
    severity: 'error',
    message: ({ path, keys }) =>
      `\`${path}\` has ${keys.map((key) => `\`${key}\``).join(' and ')}, which exclude each other`,
    help: () => 'keep one of them',
  }),
  'compose/one-key-needed': entry<{ path: string; keys: readonly string[] }>({
    severity: 'error',
    message: ({ path, keys }) => `\`${path}\` needs one of ${keys.map((key) => `\`${key}\``).join(', ')}`,
  }),
  'compose/no-image': entry<{ service: string }>({
    severity: 'error',
    message: ({ service }) => `the service \`${service}\` has neither an image nor a build context`,
    help: () => 'add `image:` or `build:`',
  }),
  'compose/undefined-reference': entry<{
    service: string;
    kind: 'network' | 'volume' | 'secret' | 'config' | 'model' | 'service';
    reference: string;
    known: readonly string[];
  }>({
    severity: 'error',
    message: ({ service, kind, reference }) =>
      `the service \`${service}\` refers to the ${kind} \`${reference}\`, which is not defined`,
    help: ({ kind, reference, known }) => {
      const near = nearest(reference, known.slice(0, 1000));
      return near === undefined ? `define it under the top-level \`${kind}s\`` : `did you mean \`${near}\`?`;
    },
  }),
  'compose/disabled-dependency': entry<{ service: string; target: string }>({
    severity: 'error',
    message: ({ service, target }) =>
      `the service \`${service}\` depends on \`${target}\`, whose profiles are not active`,
    help: () => 'activate the profile with `--profile`, or make the dependency `required: false`',
  }),
  'compose/context-without-build': entry<{ service: string; target: string }>({
    severity: 'error',
    message: ({ service, target }) =>
      `the build of \`${service}\` uses the image of \`${target}\`, which has no \`build\``,
  }),
  'compose/platform-not-built': entry<{ service: string; platform: string }>({
    severity: 'error',
    message: ({ service, platform }) =>
      `the service \`${service}\` runs on \`${platform}\`, which \`build.platforms\` does not have`,
  }),
  'compose/bad-healthcheck': entry<{ service: string; first: string }>({
    severity: 'error',
    message: ({ service, first }) =>
      `the health check of \`${service}\` begins with \`${first}\`, not with \`CMD\`, \`CMD-SHELL\` or \`NONE\``,
    help: ({ first }) => `write \`["CMD", "${first}", …]\`, or the whole command as one text`,
  }),
  'compose/distinct-values': entry<{ service: string; keys: readonly [string, string] }>({
    severity: 'error',
    message: ({ service, keys: [one, other] }) =>
      `the service \`${service}\` sets \`${one}\` and \`${other}\` to different values`,
    help: () => 'keep one of them',
  }),
  'compose/named-replicas': entry<{ service: string; key: string }>({
    severity: 'error',
    message: ({ service, key }) =>
      `the service \`${service}\` has a \`container_name\` and \`${key}\` above 1, but names are unique`,
    help: () => 'remove `container_name`',
  }),
  'compose/same-container-name': entry<{ name: string; service: string; other: string }>({
    severity: 'error',
    message: ({ name, service, other }) =>
      `the container name \`${name}\` of \`${service}\` is that of \`${other}\` already`,
  }),
  'compose/watch-without-target': entry<{ service: string; action: string }>({
    severity: 'error',
    message: ({ service, action }) =>
      `a \`develop.watch\` rule of \`${service}\` with the action \`${action}\` needs \`target\``,
  }),
  'compose/duplicate-target': entry<{ service: string; target: string }>({
    severity: 'error',
    message: ({ service, target }) => `the service \`${service}\` mounts \`${target}\` twice`,
    help: () => 'keep one of the two mounts',
  }),
  'compose/mount-without-source': entry<{ service: string; type: string }>({
    severity: 'error',
    message: ({ service, type }) =>
      `a mount of type \`${type}\` of the service \`${service}\` needs \`source\``,
  }),
  'compose/dependency-cycle': entry<{ services: readonly string[] }>({
    severity: 'error',
    message: ({ services }) =>
      services.length === 1
        ? `the service \`${services[0]}\` depends on itself`
        : `services depend on each other: ${[...services, services[0]].join(' → ')}`,
    help: () => 'take one of these dependencies away: none of these services could start first',
  }),
  'compose/unknown-service': entry<{ service: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ service }) => `no such service: ${service}`,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),

  // What the schema finds (parser/validate.ts)
  'compose/unknown-podman-key': entry<{
    key: string;
    /** The mapping that it stands in, where that is podman-compose's own. */
    place: string | undefined;
    nearest: string | undefined;
    known: readonly string[];
  }>({
    severity: 'warning',
    message: ({ key, place }) =>
      `podman-compose knows no \`${key}\`${place === undefined ? ' here' : ` in \`${place}\``}, so it does nothing`,
    help: ({ nearest, known }) =>
      nearest === undefined
        ? `known are ${known.map((one) => `\`${one}\``).join(', ')}`
        : `did you mean \`${nearest}\`?`,
  }),
  'compose/unknown-key': entry<{
    key: string;
    nearest: string | undefined;
    /** Path of the mapping that it belongs to; empty for the top level. */
    place: string | undefined;
    /** The keys that the mapping may have. */
    known: readonly string[];
    /** The mapping may also have keys that begin with `x-`. */
    takesOwn: boolean;
    /** What else there is to say, instead of all this. */
    advice?: string | undefined;
  }>({
    severity: 'error',
    message: ({ key }) => `unknown key \`${key}\``,
    help: ({ key, nearest, place, known, takesOwn, advice }) => {
      if (advice !== undefined) return advice;
      if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
      if (place !== undefined) {
        return `\`${key}\` belongs ${place === '' ? 'at the top level of the file' : `under \`${place}\``}`;
      }
      const own = takesOwn ? 'a key of your own begins with `x-`' : undefined;
      if (known.length === 0 || known.length > 12) return own;
      const list = `the keys here are ${known.map((name) => `\`${name}\``).join(', ')}`;
      return own === undefined ? list : `${list}; ${own}`;
    },
  }),
  'compose/misplaced-service': entry<{ section: string; name: string }>({
    severity: 'error',
    message: ({ section, name }) => `\`${name}\` under \`${section}\` looks like a service`,
    help: () => 'move it under `services`',
  }),
  'compose/wrong-type': entry<{
    path: string;
    expected: string;
    actual: string;
    advice: string | undefined;
  }>({
    severity: 'error',
    message: ({ path, expected, actual }) =>
      `\`${path}\` must be ${expected}, ${actual === 'empty' ? 'but is empty' : `not ${actual}`}`,
    help: ({ advice }) => advice,
  }),
  'compose/bad-value': entry<{ path: string; expected: string; nearest: string | undefined }>({
    severity: 'error',
    message: ({ path, expected }) => `\`${path}\` must be ${expected}`,
    help: ({ nearest }) => nearest !== undefined && `did you mean \`${nearest}\`?`,
  }),
  'compose/missing-key': entry<{ path: string; key: string; choices: readonly string[] }>({
    severity: 'error',
    message: ({ path, key }) => `\`${path}\` needs the key \`${key}\``,
    help: ({ key, choices }) =>
      choices.length > 0 && `\`${key}\` is one of ${choices.map((choice) => `\`${choice}\``).join(', ')}`,
  }),
  'compose/bad-name': entry<{ path: string; name: string }>({
    severity: 'error',
    message: ({ path, name }) =>
      name === '' ? `a name under \`${path}\` is empty` : `\`${name}\` cannot be a name under \`${path}\``,
    help: () => 'names are made of letters, digits, `_`, `.` and `-`',
  }),
  'compose/repeated-entry': entry<{ path: string }>({
    severity: 'error',
    message: ({ path }) => `\`${path}\` has the same entry twice`,
    help: () => 'remove one of them',
  }),
} as const;
