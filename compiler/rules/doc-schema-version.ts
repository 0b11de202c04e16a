import { attributeChange } from '../change.ts';
import type { Rule } from '../rule.ts';

/** PolicySchemaVersion is 0.3.0.0. @see facts policy-language 1.1 */
export const docSchemaVersion: Rule = {
  name: 'doc-schema-version',
  severity: 'error',
  why: 'B2C knows this version of the schema only.',
  fix: 'Set PolicySchemaVersion="0.3.0.0".',
  autofix: 'Writes "0.3.0.0".',
  examples: {
    bad: '<TrustFrameworkPolicy PolicySchemaVersion="0.3.0.1" />',
    good: '<TrustFrameworkPolicy PolicySchemaVersion="0.3.0.0" />',
  },
  checkFile(file, report) {
    const from = file.policySchemaVersion;
    if (from === undefined || from === '0.3.0.0' || !/^\d\.\d\.\d\.\d$/.test(from)) return;
    const change = attributeChange('PolicySchemaVersion', from, '0.3.0.0');
    report(file, `The PolicySchemaVersion is "${from}".`, change);
  },
};
