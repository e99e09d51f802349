import type { ServiceName } from '../model/ids.ts';

/** `Key=value` as it stands in the file: the value is escaped already. */
export type Entry = readonly [key: string, value: string];

/** `[Name]` and its entries, in their order. */
export interface Section {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** What a unit stands for. */
export type UnitRole =
  | {
      readonly kind: 'container';
      readonly container: string;
      readonly service: ServiceName;
      readonly replica: number;
      /** It runs to its end, and others wait for that. */
      readonly isJob: boolean;
    }
  | {
      readonly kind: 'pod' | 'network' | 'volume' | 'image';
      /** Name on the engine. */ readonly name: string;
    }
  | { readonly kind: 'handle' };

/** One file that systemd, or the generator for it, reads. */
export interface UnitFile {
  /** `shop-web.container`. */
  readonly name: string;
  /** The systemd unit that comes of it: `shop-web.service`. */
  readonly unit: string;
  readonly role: UnitRole;
  readonly sections: readonly Section[];
}

/** All files of a project, and what to start and stop. */
export interface UnitSet {
  readonly project: string;
  readonly files: readonly UnitFile[];
  /** Files that units refer to, beside them. */
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
  /** The unit that stands for the whole project: its pod's, or a target. */
  readonly handle: string;
}

/** The text of a unit file. `header` are lines of a comment. */
export function printUnit({ sections }: UnitFile, header: readonly string[]): string {
  const comment = header.map((line) => `# ${line}\n`).join('');
  const body = sections
    .filter(({ entries }) => entries.length > 0)
    .map(({ name, entries }) => `[${name}]\n${entries.map(([key, value]) => `${key}=${value}\n`).join('')}`);
  return [comment, ...body].filter((part) => part !== '').join('\n');
}
