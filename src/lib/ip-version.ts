import { isIP } from 'node:net';

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** 4 or 6 for an address, 0 for what is none. Node's own is asked only for what is not IPv4: loading it takes milliseconds. */
export function ipVersion(text: string): number {
  return ipv4.test(text) ? 4 : text.includes(':') ? isIP(text) : 0;
}
