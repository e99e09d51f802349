import { basename, dirname } from 'node:path';
import { diagnose, hasErrors } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.ts';
import type { JsonObject } from '../lib/json.ts';
import { withoutCredentials } from '../lib/visible-text.ts';
import type { Host } from '../host/host.ts';
import type { ProjectName } from '../model/ids.ts';
import { normalizeProjectName } from '../model/ids.ts';
import { canonicalProject } from './canonical.ts';
import type { CanonicalProject } from './canonical.ts';
import { checkConsistency } from './check.ts';
import { checkPodmanKeys } from './check-podman-keys.ts';
import { checkValues } from './check-values.ts';
import { fillDefaults } from './defaults.ts';
import { absoluteFiles, discover, filesFromEnvironment } from './discover.ts';
import { envFilesFor, processEnvironment, withEnvFiles } from './environment.ts';
import { resolveFiles } from './env-resolution.ts';
import { remoteFetcher } from './remote/fetch.ts';
import { isRemoteFile } from '../host/git/git-address.ts';
import { writeImplied } from './implied.ts';
import { reportingLookup } from './interpolate.ts';
import { folderOf, loadFiles, readDocuments, shownName } from './load-files.ts';
import type { Loading } from './load-files.ts';
import { Losses } from './losses.ts';
import { inSourceOrder } from './order.ts';
import { activeProfiles, activeServices, profilesWith } from './profiles.ts';
import { explicitProjectName, folderProjectName, placeholderName, writtenName } from './project-name.ts';
import type { LoadRequest } from './request.ts';
import { resolvePaths } from './resolve-paths.ts';
import type { ProjectNames } from './service-check.ts';
import { substitute } from './template.ts';
import { get, isNull } from './tree-build.ts';
import type { MappingNode, Node } from './tree.ts';
import { resolve } from 'node:path';

/** A project as the files have it: merged, filled and checked, with every service, those that are off as well. */
export interface LoadedModel {
  readonly name: ProjectName;
  readonly workingDir: string;
  readonly composeFiles: readonly string[];
  /** Env files given by `--env-file` or `COMPOSE_ENV_FILES`. */
  readonly envFiles: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  readonly includedValues: ReadonlyMap<string, string>;
  readonly tree: MappingNode;
  readonly canonical: CanonicalProject;
  /** Names of the services that are on; without interpolation, of all. */
  readonly active: ReadonlySet<string>;
  /** Names of the services that are on by their profiles, as far as these can be told. */
  readonly enabled: ReadonlySet<string>;
}

/** Where the files are and what interpolation sees. */
interface Surroundings {
  readonly files: readonly string[];
  /** False when the files were searched for. */
  readonly areNamed: boolean;
  readonly folder: string;
  readonly envFiles: readonly string[];
  readonly environment: Map<string, string>;
}

/** Loads a project's files into a model. A mistake keeps none of the later checks from what it does not touch. */
export async function loadModel(request: LoadRequest, host: Host): Promise<Outcome<LoadedModel>> {
  const found: Diagnostic[] = [];
  const documents: Loading['documents'] = new Map();
  const value = await loadInto(found, documents, request, host);
  return {
    value: hasErrors(found) ? undefined : value,
    diagnostics: inSourceOrder(found, [...documents.keys()].map(shownName)),
  };
}

async function loadInto(
  found: Diagnostic[],
  documents: Loading['documents'],
  request: LoadRequest,
  host: Host,
): Promise<LoadedModel | undefined> {
  const warned = new Set<string>();
  const surroundings = await findSurroundings(request, host, found, warned);
  if (surroundings === undefined) return undefined;
  const { files, areNamed, folder, environment } = surroundings;
  const loading: Loading = {
    host,
    found,
    variables: { values: environment, warned, isPartial: hasErrors(found) },
    interpolates: request.noInterpolate !== true,
    documents,
    losses: new Losses(),
    fetchRemote: remoteFetcher({ host, environment, found, signal: request.signal }),
    readStdin: request.stdin,
    named: new Set(areNamed ? files : []),
    signal: request.signal,
    includedValues: new Map(),
    chain: [],
  };
  const { local, checkout } = await localFiles(files, loading);
  const name = await projectName(request, local, folder, loading);
  if (name === undefined) return undefined;
  environment.set('COMPOSE_PROJECT_NAME', name);
  const merged = await loadFiles(
    local.map((path) => ({ path })),
    checkout ?? folder,
    loading,
  );
  if (merged === undefined && !hasErrors(found)) found.push(diagnose('compose/empty', { files: local }));
  if (merged === undefined) return undefined;
  return finish(merged, name, request, { ...surroundings, folder: checkout ?? folder }, loading);
}

async function finish(
  merged: MappingNode,
  name: ProjectName,
  request: LoadRequest,
  { files, folder, envFiles, environment }: Surroundings,
  loading: Loading,
): Promise<LoadedModel | undefined> {
  const { found, host, losses } = loading;
  const filled = fillDefaults(merged);
  if (loading.interpolates) checkValues(filled, losses, found);
  checkPodmanKeys(filled, found);
  const resolved =
    request.noPathResolution === true ? filled : resolvePaths(filled, { folder, homeDir: host.homeDir });
  if (resolved.kind !== 'mapping') return undefined;
  const tree = request.noNormalize === true ? resolved : writeImplied(resolved, name, environment);
  const base = {
    name,
    workingDir: folder,
    composeFiles: files.map(withoutCredentials),
    envFiles,
    environment,
    includedValues: loading.includedValues,
    tree,
  };
  if (!loading.interpolates) {
    const enabled = activeServices(tree, activeProfiles(request.profiles, environment));
    return { ...base, canonical: canonicalProject(tree, []), active: activeServices(tree, ['*']), enabled };
  }
  const canonical = canonicalProject(tree, found);
  const profiles = activeProfiles(request.profiles, environment);
  const written = activeServices(tree, profiles);
  if (request.noConsistency !== true) checkConsistency(tree, namesOf(canonical, written, losses), found);
  const active = activeServices(tree, profilesWith(tree, profiles, request.services ?? []));
  return {
    ...base,
    canonical: { ...canonical, services: await resolveServices(canonical, active, tree, request, loading) },
    active,
    enabled: active,
  };
}

/** Folds env files into the services that need them: those that are on, or the named ones and what they depend on. */
async function resolveServices(
  canonical: CanonicalProject,
  active: ReadonlySet<string>,
  tree: MappingNode,
  request: LoadRequest,
  loading: Loading,
): Promise<ReadonlyMap<string, JsonObject>> {
  const services = new Map(canonical.services);
  const nodes = get(tree, 'services');
  // Without env resolution, an env file that cannot be read is no error.
  const reading = request.noEnvResolution === true ? { ...loading, found: [] } : loading;
  for (const name of neededServices(canonical.services, active, request.services ?? [])) {
    const definition = canonical.services.get(name);
    if (definition !== undefined) {
      services.set(name, await resolveFiles(definition, get(nodes, name) ?? tree, reading));
    }
  }
  return services;
}

/** The named services with all that they depend on; all active ones when none is named. */
function neededServices(
  services: ReadonlyMap<string, JsonObject>,
  active: ReadonlySet<string>,
  names: readonly string[],
): ReadonlySet<string> {
  if (names.length === 0) return active;
  const needed = new Set<string>();
  const visit = (name: string): void => {
    const definition = services.get(name);
    if (definition === undefined || needed.has(name)) return;
    needed.add(name);
    for (const dependency of Object.keys(definition['depends_on'] ?? {})) visit(dependency);
  };
  for (const name of names) visit(name);
  return needed;
}

function namesOf(canonical: CanonicalProject, active: ReadonlySet<string>, losses: Losses): ProjectNames {
  const services = new Map([...canonical.services].filter(([name]) => active.has(name)));
  const disabled = new Set([...canonical.services.keys()].filter((name) => !active.has(name)));
  const keys = (section: ReadonlyMap<string, JsonObject>): ReadonlySet<string> => new Set(section.keys());
  return {
    services,
    disabled,
    networks: keys(canonical.networks),
    volumes: keys(canonical.volumes),
    secrets: keys(canonical.secrets),
    configs: keys(canonical.configs),
    models: keys(canonical.models),
    losses,
  };
}

/** The environment over the env files, and the compose files: given, of `COMPOSE_FILE`, or found. */
async function findSurroundings(
  request: LoadRequest,
  host: Host,
  found: Diagnostic[],
  warned: Set<string>,
): Promise<Surroundings | undefined> {
  const given = absoluteFiles(request.files, host.workingDir);
  const process = processEnvironment(host);
  const directory =
    request.projectDirectory === undefined ? undefined : resolve(host.workingDir, request.projectDirectory);
  const firstFolder = directory ?? folderOfFirst(given, host.workingDir);
  const first = await envFilesFor(host, request.envFiles, process, firstFolder, found);
  const byPerson = first.areGiven ? { signal: request.signal } : undefined;
  let environment = await withEnvFiles(host, process, first.paths, { found, warned, byPerson });
  const fromEnvironment = given.length > 0 ? given : filesFromEnvironment(environment, host.workingDir);
  const areNamed = fromEnvironment.length > 0;
  const files = areNamed ? fromEnvironment : await discover(host, directory ?? host.workingDir, found);
  if (files === undefined) return undefined;
  const folder = directory ?? folderOfFirst(files, host.workingDir);
  const second = await envFilesFor(host, request.envFiles, environment, folder, found);
  const more = second.paths.filter((path) => !first.paths.includes(path));
  if (more.length > 0) environment = await withEnvFiles(host, environment, more, { found, warned, byPerson });
  const envFiles = first.areGiven ? first.paths : [];
  return { files, areNamed, folder, envFiles, environment };
}

function folderOfFirst(files: readonly string[], workingDir: string): string {
  const first = files.find((file) => file !== '-' && !isRemoteFile(file));
  return first === undefined ? workingDir : folderOf(first, workingDir);
}

/** Remote files brought here. With one of those, paths start from the folder of the first, whatever else was named. */
async function localFiles(
  files: readonly string[],
  loading: Loading,
): Promise<{ readonly local: readonly string[]; readonly checkout: string | undefined }> {
  const local: string[] = [];
  let checkout: string | undefined;
  for (const file of files) {
    const path = isRemoteFile(file) ? await loading.fetchRemote(file, undefined) : file;
    if (path === undefined) loading.losses.add([]);
    if (path === undefined) continue;
    if (isRemoteFile(file)) checkout ??= dirname(path);
    local.push(path);
  }
  return { local, checkout };
}

async function projectName(
  request: LoadRequest,
  files: readonly string[],
  folder: string,
  loading: Loading,
): Promise<ProjectName | undefined> {
  const { found, variables } = loading;
  const explicit = request.projectName ?? variables.values.get('COMPOSE_PROJECT_NAME');
  if (explicit !== undefined && explicit !== '') {
    return explicitProjectName(explicit, found) ?? placeholderName();
  }
  const read = await Promise.all(files.map((path) => readDocuments(path, loading)));
  const documents = read.flatMap((file) => file?.documents ?? []);
  const written = writtenName(documents);
  const name =
    written === undefined ? undefined : normalizeProjectName(interpolateName(written, loading, documents));
  const result = name ?? folderProjectName(folder);
  if (result === undefined)
    found.push(
      diagnose('compose/no-project-name', { directory: basename(folder) === '' ? folder : dirname(folder) }),
    );
  return result ?? placeholderName();
}

function interpolateName(
  text: string,
  { interpolates, variables, found }: Loading,
  documents: readonly { readonly root: Node }[],
): string {
  const node = documents.map(({ root }) => get(root, 'name')).findLast((value) => !isNull(value));
  if (!interpolates || node === undefined) return text;
  return substitute(
    text,
    reportingLookup(variables, found, node.span, 'name', () => undefined),
  );
}
