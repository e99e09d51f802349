import type { Brand } from '../lib/brand.ts';

/** A key under `services:`, already checked against the Compose name grammar. */
export type ServiceName = Brand<string, 'ServiceName'>;

/** A project name: lower case letters, digits, `_` and `-`, beginning with a letter or a digit. */
export type ProjectName = Brand<string, 'ProjectName'>;

const serviceNamePattern = /^[a-zA-Z0-9._-]+$/;
const projectNamePattern = /^[a-z0-9][a-z0-9_-]*$/;

/** The service name that `text` is, or undefined when it is none. */
export function parseServiceName(text: string): ServiceName | undefined {
  return serviceNamePattern.test(text) ? (text as ServiceName) : undefined;
}

/** The project name that `text` is, or undefined when it is none. */
export function parseProjectName(text: string): ProjectName | undefined {
  return projectNamePattern.test(text) ? (text as ProjectName) : undefined;
}

/** A project name made from any text (a folder's name): lower-cased, other characters dropped; undefined when nothing is left. */
export function normalizeProjectName(text: string): ProjectName | undefined {
  return parseProjectName(
    text
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, '')
      .replace(/^[_-]+/, ''),
  );
}
