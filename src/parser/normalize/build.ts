import { bytes, flag, labels, listOf, mapOf, struct, text, texts, variables } from './codec.ts';
import type { Codec } from './codec.ts';
import { extraHosts } from './extra-hosts.ts';
import { fileUse } from './file-objects.ts';
import { sshKeys } from './ssh.ts';
import { ulimit } from './ulimits.ts';

/** `build`, long form. */
export const build: Codec = struct({
  context: text,
  dockerfile: text,
  dockerfile_inline: text,
  entitlements: texts,
  args: variables,
  provenance: text,
  sbom: text,
  ssh: sshKeys,
  labels,
  cache_from: texts,
  cache_to: texts,
  no_cache: flag,
  no_cache_filter: texts,
  additional_contexts: labels,
  pull: flag,
  extra_hosts: extraHosts,
  isolation: text,
  network: text,
  target: text,
  secrets: listOf(fileUse),
  shm_size: bytes,
  tags: texts,
  ulimits: mapOf(ulimit),
  platforms: texts,
  privileged: flag,
});
