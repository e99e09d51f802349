import type { Api } from '../api.ts';
import { segment } from '../api.ts';
import type { PodmanClient } from '../client.ts';
import { badReply, fieldsOf } from '../decode/fields.ts';
import type { PathStat } from '../replies.ts';

type FileCalls = Pick<
  PodmanClient,
  'statPath' | 'readArchive' | 'writeArchive' | 'exportContainer' | 'commitContainer'
>;

const statHeader = 'x-docker-container-path-stat';
/** Go's bit for a folder in a mode. */
const folderBit = 0x80000000;
const linkBit = 0x08000000;

/** The calls on what is inside a container. */
export function containerFileCalls({ transport, at }: Api): FileCalls {
  const path = (container: string, verb: string): string => at(`/containers/${segment(container)}${verb}`);
  return {
    statPath: async (container, inside, signal) => {
      const { status, headers, body } = await transport.open({
        method: 'HEAD',
        path: path(container, '/archive'),
        query: { path: inside },
        action: `look at \`${inside}\` in container \`${container}\``,
        accept: [404],
        signal,
      });
      await body.dump();
      return status === 404 ? undefined : decodeStat(headers[statHeader]);
    },
    readArchive: async (container, inside, signal) => {
      const { body } = await transport.open({
        method: 'GET',
        path: path(container, '/archive'),
        query: { path: inside },
        action: `read \`${inside}\` in container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      return body;
    },
    writeArchive: async (container, folder, archive, { isForUser }, signal) => {
      await transport.send({
        method: 'PUT',
        path: path(container, '/archive'),
        query: { path: folder, copyUIDGID: isForUser, noOverwriteDirNonDir: true },
        body: { kind: 'stream', value: archive, type: 'application/x-tar' },
        action: `write into \`${folder}\` in container \`${container}\``,
        isUnhurried: true,
        signal,
      });
    },
    exportContainer: async (container, signal) => {
      const { body } = await transport.open({
        method: 'GET',
        path: path(container, '/export'),
        action: `export container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      return body;
    },
    commitContainer: async (container, { repository, tag, author, changes, message, pauses }, signal) => {
      const reply = await transport.json({
        method: 'POST',
        path: at('/commit'),
        query: {
          container,
          repo: repository,
          tag,
          author,
          comment: message,
          pause: pauses,
          changes,
          // A message is something that only Docker's form of an image holds.
          format: message === undefined ? undefined : 'docker',
        },
        action: `commit container \`${container}\``,
        isUnhurried: true,
        signal,
      });
      return fieldsOf(reply, 'commit').requiredText('Id');
    },
  };
}

function decodeStat(header: string | readonly string[] | undefined): PathStat {
  if (typeof header !== 'string') throw badReply('archive', 'it says nothing of the path');
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(header, 'base64').toString());
  } catch {
    throw badReply('archive', 'what it says of the path is no JSON');
  }
  const stat = fieldsOf(value, 'path');
  const mode = stat.number('mode');
  return {
    name: stat.text('name'),
    isFolder: Math.floor(mode / folderBit) % 2 === 1,
    // The engine follows a link that it is asked about, and says where it led.
    isLink: Math.floor(mode / linkBit) % 2 === 1,
    linkTarget: stat.text('linkTarget'),
  };
}
