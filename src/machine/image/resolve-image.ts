import { diagnose } from '../../diagnostics/diagnostic.ts';
import { ToolError } from '../../diagnostics/tool-error.ts';
import { tellStep } from '../progress.ts';
import type { MachineContext } from '../provider.ts';
import { parseImage } from './image-source.ts';

/** What `podman machine init --image` is given; undefined for its default. A URL is downloaded first. */
export async function resolveImage(context: MachineContext, text: string): Promise<string | undefined> {
  const { host, progress } = context;
  const source = parseImage(text, host);
  switch (source.kind) {
    case 'default':
      return undefined;
    case 'registry':
      return source.reference;
    case 'file':
      if ((await host.files.stat(source.path))?.kind === 'file') return source.path;
      throw new ToolError(diagnose('machine/no-image', { text, path: source.path }));
    case 'url': {
      const { downloadImage } = await import('./download.ts');
      return tellStep(progress, host.clock, `Downloading ${source.url.href}`, () =>
        downloadImage(context, source.url, source.sha256),
      );
    }
  }
}
