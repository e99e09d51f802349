import { describe, expect, test } from 'vitest';
import type { ServiceName } from '../../src/model/ids.ts';
import { placeServices } from '../../src/planner/placement.ts';
import { projectFixture } from '../support/project-fixture.ts';
import type { ServiceFixture } from '../support/project-fixture.ts';

/** Where a service called `web` goes that has a neighbour in the pod. */
function placed(web: ServiceFixture, mode: 'auto' | 'pod' = 'auto'): string {
  const project = projectFixture({ db: {}, web });
  const placements = placeServices(project, { mode, replicas: new Map(), images: new Map() });
  const placement = placements.get('web' as ServiceName);
  return placement?.kind === 'beside' ? placement.reason : (placement?.kind ?? '');
}

const shell = (script: string): ServiceFixture => ({ command: ['sh', '-c', script] });

describe('a service that asks for its own address lives beside the pod', () => {
  test.each([
    ['nc -lk -s $(hostname -i) -p 80', 'hostname -i'],
    ['server --bind "$(hostname --ip-address)"', 'hostname --ip-address'],
    ['server $(hostname -I | cut -d" " -f1)', 'hostname -I'],
    ['addr=$(ip -4 -o addr show eth0); serve', 'ip addr'],
    ['serve $(ip a | grep inet)', 'ip addr'],
    ['serve `ifconfig | grep inet`', 'ifconfig'],
    ['serve --interface eth0', 'eth0'],
    ['agent -bind {{ GetInterfaceIP "lan" }}', 'GetInterfaceIP'],
    ['search -E network.host=_site_', '_site_'],
    ['serve $(getent hosts $HOSTNAME | cut -f1)', 'getent hosts $HOSTNAME'],
  ])('%s', (script, what) => {
    const reason = `it asks for its own address (\`${what}\`)`;
    expect(placed(shell(script))).toBe(reason);
    expect(placed({ entrypoint: ['sh', '-c', script] })).toBe(reason);
  });

  test.each([['eth0'], ['_site_'], ['{{ GetPrivateIP }}']])('in a variable: %s', (value) => {
    expect(placed({ environment: new Map([['WHERE', value]]) })).toBe(
      'it asks for its own address (`WHERE`)',
    );
  });
});

describe('a service that listens on its own name lives beside the pod', () => {
  test.each([
    ['KAFKA_LISTENERS', 'PLAINTEXT://web:9092,CONTROLLER://web:9093'],
    ['KAFKA_CFG_LISTENERS', 'INNER://0.0.0.0:1,OUTER://web:9092'],
    ['BIND_ADDRESS', 'web'],
    ['listen', 'WEB:80'],
  ])('%s=%s', (key, value) => {
    expect(placed({ environment: new Map([[key, value]]) })).toBe(`it listens on its own name (\`${key}\`)`);
  });

  test.each([
    [['server', '--bind', 'web'], '--bind'],
    [['server', '--listen=http://web:80'], '--listen'],
    [['sh', '-c', 'exec server -bind-address="web:80"'], '-bind-address'],
    [['broker', '--override', 'listeners=PLAINTEXT://web:9092'], 'listeners'],
    [['server', '--bind', '$(hostname)'], '--bind'],
    [['sh', '-c', 'server --bind ${HOSTNAME}:80'], '--bind'],
  ])('%j', (command, what) => {
    expect(placed({ command })).toBe(`it listens on its own name (\`${what}\`)`);
  });

  test('by an alias, its host name or its container name as well', () => {
    const environment = new Map([['LISTEN', 'front:80']]);
    const attachment = {
      network: 'default',
      aliases: ['front'],
      ipv4Address: undefined,
      ipv6Address: undefined,
      linkLocalIps: [],
      macAddress: undefined,
      interfaceName: undefined,
      priority: 0,
      gatewayPriority: 0,
      driverOptions: new Map<string, string>(),
    };
    const reason = 'it listens on its own name (`LISTEN`)';
    expect(placed({ environment, hostname: 'front' })).toBe(reason);
    expect(placed({ environment, containerName: 'front' })).toBe(reason);
    expect(placed({ environment, networking: { kind: 'bridge', attachments: [attachment] } })).toBe(reason);
  });
});

describe('a service lives in the pod', () => {
  test.each<[string, ServiceFixture]>([
    ['that listens everywhere', { environment: new Map([['LISTEN', '0.0.0.0:80']]) }],
    ['that listens on the loopback address', { command: ['server', '--bind', '127.0.0.1:80'] }],
    [
      'that only tells others its name',
      {
        environment: new Map([
          ['KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://web:9092'],
          ['URL', 'http://web'],
        ]),
        command: ['broker', '--override', 'advertised.listeners=PLAINTEXT://web:9092'],
      },
    ],
    ['that connects to another', { environment: new Map([['LISTEN', 'http://db:80']]) }],
    ['whose name is a part of a word', { command: ['server', '--bind', 'website:80'] }],
    [
      'with words that only look alike',
      shell('zip a file; echo "bind web later" >note; LDAP_BIND_DN=cn=web,dc=web; beth0'),
    ],
    ['that asks for its name alone', shell('hostname >/www/index.html && exec httpd')],
    ['where the file says so', { ...shell('nc -s $(hostname -i)'), placement: 'pod' }],
  ])('%s', (_, service) => {
    expect(placed(service)).toBe('pod');
  });

  test('with `--placement pod`, whatever it asks for', () => {
    expect(placed(shell('nc -s $(hostname -i)'), 'pod')).toBe('pod');
  });
});
