import type { EngineInfo } from '../replies.ts';
import { fieldsOf } from './fields.ts';

/** `info`. */
export function decodeInfo(value: unknown): EngineInfo {
  const all = fieldsOf(value, 'info');
  const host = all.child('host');
  const store = all.child('store');
  return {
    isRootless: host.child('security').flag('rootless'),
    version: all.child('version').text('Version'),
    logDriver: host.text('logDriver'),
    eventLogger: host.text('eventLogger'),
    cgroupVersion: host.text('cgroupVersion'),
    cgroupManager: host.text('cgroupManager'),
    cgroupControllers: host.texts('cgroupControllers'),
    networkBackend: host.text('networkBackend'),
    cpus: host.number('cpus'),
    os: host.text('os'),
    arch: host.text('arch'),
    storageDriver: store.text('graphDriverName'),
    graphRoot: store.text('graphRoot'),
    socketPath: host
      .child('remoteSocket')
      .text('path')
      .replace(/^unix:\/\//, ''),
    hasSystemd: host.text('cgroupManager') === 'systemd',
  };
}
