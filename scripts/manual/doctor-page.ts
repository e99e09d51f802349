import type { Check } from '../../src/machine/doctor/check.ts';
import { checkGroups } from '../../src/machine/doctor/check.ts';
import { checks } from '../../src/machine/doctor/checks.ts';

/** The page of `selkie doctor`: what stands here, and a table made from the checks themselves. */
export function doctorPage(): string {
  const groups = Object.entries(checkGroups).map(([group, title]) => {
    const rows = checks.filter((check) => check.group === group).map(rowOf);
    return `### ${title}\n\n| check | looks at | because |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${head}\n## The checks\n\n${groups.join('\n')}\n${tail}`;
}

function rowOf({ name, looksAt, why }: Check): string {
  return `| \`${name}\` | ${cell(looksAt)} | ${cell(why)} |`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

const head = `<!-- Made by scripts/build-docs.ts from the checks. Do not edit. -->

# From nothing to a working engine

\`selkie doctor\` looks at this host, at its Podman and at what the project here needs of them. It says what is wrong, why that matters
and which commands mend it; it changes nothing. \`selkie doctor --fix\` shows the same commands, asks, and runs them; \`--yes\` does not
ask, and \`--fix --dry-run\` only shows them. \`selkie bootstrap\` goes on from there to a running project.

\`\`\`console
$ selkie doctor
Podman 5.4.2, rootless, on Debian GNU/Linux 13 (trixie)

In the way
  subordinate-ids: alice has no user ids (/etc/subuid) and no group ids
    (/etc/subgid) for containers
    an image holds files of many users; without ids for them it can neither be
    unpacked nor run
    $ sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 alice
    $ podman system migrate

Will bite
  linger: alice does not linger
    without it systemd ends all containers of the user at log-out, and starts
    none at boot
    $ sudo loginctl enable-linger alice

24 checks are fine, 6 do not apply here: selkie doctor --all tells each
1 in the way of a working engine; selkie doctor --fix mends 2 of 2 (as a user
who may sudo)
\`\`\`

- **In the way** (\`error\`): nothing or not everything runs before it is mended.
- **Will bite** (\`warning\`): it works now, and will not after a log-out, a reboot, or with the next image.
- **Good to know** (\`note\`): nothing here asks for it. \`--fix\` leaves it alone.

The report is made to fit a screen: where there is no room, the reasons are left out. \`--all\` tells everything, and what was found where
all is fine.

The exit status is 1 when something is in the way, and 0 otherwise.

## What \`--fix\` does

Packages come through the package manager that is there (apt, dnf, zypper, pacman, apk, brew or winget), all of them at once. Settings are
written as files of their own, with \`selkie\` in their names, into \`registries.conf.d\`, \`sysctl.d\` and drop-in folders of systemd: a file
that you or your distribution wrote is never changed. A program that Podman needs and does not look for gets a symbolic link. What
takes root is run through \`sudo -n\` by an ordinary user, and only told where that would ask for a password. After each round everything
is looked at again, because a Podman that has just been installed can only be looked at then.
`;

const tail = `## For programs

\`selkie doctor --format json\` prints one object. Names and states stay as they are; checks are added.

| member | what it is |
| --- | --- |
| \`ready\` | false when something is in the way |
| \`mended\` | with \`--fix\`, the names of the checks whose findings are gone |
| \`checks[].name\`, \`group\` | as above |
| \`checks[].state\` | \`fine\`, \`note\`, \`warning\`, \`error\` or \`not-applicable\` |
| \`checks[].found\`, \`why\` | one sentence each |
| \`checks[].fix[]\` | \`kind\` is \`run\` (\`command\`), \`write\` (\`path\`, \`text\`), \`link\` (\`path\`, \`target\`), \`remove\` (\`path\`) or \`advice\` (\`text\`); \`by\` is \`root\` or \`user\`, and \`shell\` the lines to type |

## \`selkie bootstrap\`

\`selkie bootstrap [SERVICE…]\` does what is missing of these, in this order, and nothing the second time; \`--dry-run\` prints it:

1. \`.env\` is made from \`.env.example\` where it is missing, and so is each \`env_file\` of a service that has an example beside it.
2. What \`doctor\` finds is mended, after asking.
3. An engine: the one that answers; or Podman from the package manager; or a machine. On macOS and Windows that is \`podman machine\`;
   on a Linux host that can have no good Podman (one older than 5, or control groups that \`crun\` refuses) it is a \`rootfs\` machine,
   which takes root. \`x-podman.machine.provider\` in the compose file asks for one.
4. The machine is made as the compose file says:

   \`\`\`yaml
   x-podman:
     machine:
       cpus: 4
       memory: 6g
       disk: 60g
       usb: ["0403:6001"]
   \`\`\`

   All members stand in [compose-support.md](compose-support.md); what needs a stop or a new machine is said, and nothing is thrown away.
5. Images are pulled or built, and the project is brought \`up\`.
`;
