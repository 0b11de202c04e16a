import { hostOf, isLoopback } from '../../compiler/service-host.ts';
import type { DoctorCheck } from '../doctor-check.ts';

/** Whether what is sent there can be read on the way: plain HTTP to another machine. */
export function isReadable({ protocol, href }: URL): boolean {
  return protocol === 'http:' && !isLoopback(hostOf(href) ?? '');
}

/** Plain HTTP to another machine. */
export const notEncrypted: DoctorCheck = {
  id: 'not-encrypted',
  severity: 'error',
  probe: 'connection',
  what: 'The address is plain HTTP.',
  why: 'Credentials and claims would travel in the open, and B2C calls HTTPS only.',
  fix: 'Use the https address; the app takes no other ("httpsOnly").',
  fact: 'rest-contract 1.1 and 3.4',
  check({ url }, report) {
    if (isReadable(url)) report('The address is plain HTTP.');
  },
};
