import type { Service } from '../model/service.ts';
import { serviceAliases } from './names.ts';

/**
 * Why a service needs an address that is its own: it asks for it, or listens on its own name. In the pod both give
 * 127.0.0.1, so its server would listen where nobody outside the pod reaches it, or on the pod's address, where nobody inside
 * looks for it. What a program in the image asks for by itself is not seen. A variable is named, and its value never shown.
 */
export function ownAddressReason(service: Service): string | undefined {
  const words = [...(service.entrypoint ?? []), ...(service.command ?? [])];
  const asked = askedFor(words.join(' ')) ?? askingVariable(service.environment);
  if (asked !== undefined) return `it asks for its own address (\`${asked}\`)`;
  const setting = settingWith(ownNames(service), [...wordSettings(words), ...service.environment]);
  return setting === undefined ? undefined : `it listens on its own name (\`${setting}\`)`;
}

/** Ways to learn one's own address that a command shows, and what the reason calls them. */
const questions: readonly (readonly [pattern: RegExp, shown: string])[] = [
  [/\bhostname\s+-i\b/, 'hostname -i'],
  [/\bhostname\s+-I\b/, 'hostname -I'],
  [/\bhostname\s+--(?:all-)?ip-address/, 'hostname --ip-address'],
  [/(?<![\w.-])ip\s+(?:-\S+\s+)*a(?:d?|ddr?|ddress)(?![\w-])/, 'ip addr'],
  [/(?<![\w-])ifconfig\b/, 'ifconfig'],
  [/\bgetent\s+a?hosts\w*\s+"?\$(?:\{?HOSTNAME\b|\(hostname\))/, 'getent hosts $HOSTNAME'],
];

/** Names of the own interface and of addresses on it, as programs take them in settings. */
const interfaces = /\b(?:eth0|Get(?:Interface|Private)IP)\b|(?<!\w)_(?:site|eth0)(?::ipv[46])?_(?!\w)/;

function askedFor(command: string): string | undefined {
  const question = questions.find(([pattern]) => pattern.test(command));
  return question?.[1] ?? interfaces.exec(command)?.[0];
}

function askingVariable(environment: Service['environment']): string | undefined {
  return [...environment].find(([, value]) => interfaces.test(value ?? ''))?.[0];
}

type Setting = readonly [key: string, value: string | null];

/** `--key value`, `--key=value` and `key=value` among the words of a command; words of a shell's script count singly. */
function wordSettings(words: readonly string[]): readonly Setting[] {
  const single = words.flatMap((word) => word.split(/\s+/));
  return single.flatMap((word, n): readonly Setting[] => {
    const at = word.indexOf('=');
    if (at > 0) return [[word.slice(0, at), unquoted(word.slice(at + 1))]];
    return word.startsWith('-') ? [[word, unquoted(single[n + 1] ?? '')]] : [];
  });
}

/** The first setting that says where to listen and names one of the names as the host there. */
function settingWith(names: readonly string[], settings: readonly Setting[]): string | undefined {
  const alternatives = names.map((name) => name.replaceAll(/[^\w-]/g, String.raw`\$&`)).join('|');
  const host = new RegExp(
    String.raw`(?:^|//|[,;\s])(?:${alternatives}|\$\{?HOSTNAME\}?|\$\(hostname\))(?=$|[:/,;\s])`,
    'i',
  );
  const isAboutListening = (key: string): boolean => /listen|bind/i.test(key) && !/advertised/i.test(key);
  return settings.find(([key, value]) => isAboutListening(key) && host.test(value ?? ''))?.[0];
}

function ownNames(service: Service): readonly string[] {
  const { hostname, containerName } = service;
  return [...serviceAliases(service), hostname, containerName].filter((name) => name !== undefined);
}

function unquoted(value: string): string {
  return value.replaceAll(/["'`]/g, '');
}
