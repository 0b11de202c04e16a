import type { DoctorCheck } from '../doctor-check.ts';
import { certificateExpiring } from './certificate-expiring.ts';
import { certificateUntrusted } from './certificate-untrusted.ts';
import { clockSkewed } from './clock-skewed.ts';
import { contractDiffers } from './contract-differs.ts';
import { healthUnwell } from './health-unwell.ts';
import { notEncrypted } from './not-encrypted.ts';
import { secretExpiring } from './secret-expiring.ts';
import { slowAnswers } from './slow-answers.ts';
import { tlsOld } from './tls-old.ts';
import { tlsSuites } from './tls-suites.ts';
import { unreachable } from './unreachable.ts';

/** Every check of the deployment as a whole, in the order of a report. */
export const doctorChecks: readonly DoctorCheck[] = [
  unreachable,
  notEncrypted,
  tlsOld,
  tlsSuites,
  certificateUntrusted,
  certificateExpiring,
  healthUnwell,
  contractDiffers,
  slowAnswers,
  clockSkewed,
  secretExpiring,
];
