/** What the launcher starts, all of it in one folder unless the folder was moved. */
export interface Launch {
  /** Where main.cjs, the snapshots and the mark are. */
  readonly folder: string;
  /** The Node that made the snapshots. */
  readonly node: string;
  /** V8's flags, which have to be those that the snapshots were made with. */
  readonly flags: readonly string[];
  /** The snapshots by name, and the commands that the program in each has; the first one also prints the version. */
  readonly snapshots: Readonly<Record<string, readonly string[]>>;
  /** Global options that take a value which may be any text. */
  readonly valueOptions: readonly string[];
}

/** The mark has the time of the Node that made the snapshots: another Node, even in the same place, cannot read them. */
export const markName = 'selkie.node';

/** The file of a snapshot. */
export function snapshotName(name: string): string {
  return `${name}.snapshot`;
}

/**
 * The text of dist/selkie: starts Node with the command's snapshot where it fits, else with main.cjs. Every process that a shell starts
 * takes as long as reading a small compose file, so it starts none where the folder is still where it was made.
 */
export function launcherText({ folder, node, flags, snapshots, valueOptions }: Launch): string {
  const [smallest = ''] = Object.keys(snapshots);
  const choices = Object.entries(snapshots).map(
    ([name, commands]) => `    ${commands.join(' | ')})
      snapshot=${name}
      break
      ;;`,
  );
  const snapshot = `"$home/${snapshotName('$snapshot')}"`;
  return `#!/bin/sh
# Made by the build. Starts Selkie: from a snapshot of Node that has the program in it, or else from main.cjs.
home=${quoted(folder)}
node=${quoted(node)}

if [ ! "$home/selkie" -ef "$0" ]; then
  self=$0
  while [ -h "$self" ]; do
    target=$(readlink "$self")
    case $target in
      /*) self=$target ;;
      *) self=\${self%/*}/$target ;;
    esac
  done
  home=\${self%/*}
fi

fits() {
  [ -x "$node" ] || node=$(command -v node)
  [ -x "$node" ] && [ -f ${snapshot} ] && [ -f "$home/${markName}" ] && [ -z "$NODE_OPTIONS" ] &&
    [ ! "$node" -nt "$home/${markName}" ] && [ ! "$node" -ot "$home/${markName}" ]
}

isValue= snapshot=
for word do
  if [ -n "$isValue" ]; then
    isValue=
    continue
  fi
  case $word in
    ${valueOptions.join(' | ')}) isValue=1 ;;
    -v | --version)
      if [ $# -eq 1 ]; then snapshot=${smallest}; fi
      break
      ;;
${choices.join('\n')}
    *) break ;;
  esac
done
if [ -n "$snapshot" ] && fits; then
  exec "$node" ${flags.join(' ')} --snapshot-blob ${snapshot} -- "$@"
fi
exec node -- "$home/main.cjs" "$@"
`;
}

/** One word of the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
