import type { Features } from '../features.ts';

/** What a container's specification depends on besides its design. */
export interface SpecContext {
  readonly features: Features;
  /** The image's id, once it is known: becomes a label. */
  readonly imageId?: string | undefined;
}
