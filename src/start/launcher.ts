/** What the launcher starts, all of it in one folder unless the folder was moved. */
export interface Launch {
  /** Where main.cjs, the snapshot and the mark are. */
  readonly folder: string;
  /** The Node that made the snapshot. */
  readonly node: string;
  /** V8's flags, which have to be those that the snapshot was made with. */
  readonly flags: readonly string[];
  /** Commands that the program in the snapshot has. */
  readonly commands: readonly string[];
  /** Global options that take a value which may be any text. */
  readonly valueOptions: readonly string[];
}

/** The mark has the time of the Node that made the snapshot: another Node, even in the same place, cannot read it. */
export const names = { snapshot: 'selkie.snapshot', mark: 'selkie.node' } as const;

/**
 * The text of dist/selkie: starts Node with the snapshot where it fits, else with main.cjs. Every process that a shell starts
 * takes as long as reading a small compose file, so it starts none where the folder is still where it was made.
 */
export function launcherText({ folder, node, flags, commands, valueOptions }: Launch): string {
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
  [ -x "$node" ] && [ -f "$home/${names.snapshot}" ] && [ -f "$home/${names.mark}" ] && [ -z "$NODE_OPTIONS" ] &&
    [ ! "$node" -nt "$home/${names.mark}" ] && [ ! "$node" -ot "$home/${names.mark}" ]
}

isValue= isFast=
for word do
  if [ -n "$isValue" ]; then
    isValue=
    continue
  fi
  case $word in
    ${valueOptions.join(' | ')}) isValue=1 ;;
    -v | --version)
      if [ $# -eq 1 ]; then isFast=1; fi
      break
      ;;
    ${commands.join(' | ')})
      isFast=1
      break
      ;;
    *) break ;;
  esac
done
if [ -n "$isFast" ] && fits; then
  exec "$node" ${flags.join(' ')} --snapshot-blob "$home/${names.snapshot}" -- "$@"
fi
exec node -- "$home/main.cjs" "$@"
`;
}

/** One word of the shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
