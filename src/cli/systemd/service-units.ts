import { ToolError } from '../../diagnostics/tool-error.ts';
import { label } from '../../planner/labels.ts';
import type { FileTexts } from '../../systemd/host/installed.ts';
import { unitOfFile } from '../../systemd/host/installed.ts';
import { unknownService } from '../select-services.ts';

/** One container of an installed project, as its unit file says. */
export interface InstalledContainer {
  readonly service: string;
  readonly unit: string;
  readonly container: string;
}

/** The containers of an installed project, by service and number. */
export function installedContainers(texts: FileTexts): readonly InstalledContainer[] {
  return [...texts]
    .flatMap(([name, text]) => {
      const unit = unitOfFile(name);
      const service = lineOf(text, `Label=${label.service}=`) ?? wordOf(text, `--label=${label.service}=`);
      if (unit === undefined || service === undefined) return [];
      const container = lineOf(text, 'ContainerName=') ?? wordOf(text, '--name=') ?? '';
      return [{ service, unit, container }];
    })
    .sort((a, b) => (a.service === b.service ? (a.unit < b.unit ? -1 : 1) : a.service < b.service ? -1 : 1));
}

/** The units of services. Throws a ToolError that names every unknown one. */
export function serviceUnits(texts: FileTexts, targets: readonly string[]): readonly string[] {
  const containers = installedContainers(texts);
  const known = new Set(containers.map(({ service }) => service));
  const unknown = targets.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new ToolError(unknown.map((name) => unknownService(name, known)));
  return containers.filter(({ service }) => targets.includes(service)).map(({ unit }) => unit);
}

/** The rest of a word of the command that a plain unit runs; names of services and containers need no quotes there. */
function wordOf(text: string, start: string): string | undefined {
  const command = lineOf(text, 'ExecStart=')?.split(' ');
  return command?.find((word) => word.startsWith(start))?.slice(start.length);
}

function lineOf(text: string, start: string): string | undefined {
  const line = text.split('\n').find((one) => one.startsWith(start));
  return line?.slice(start.length);
}
