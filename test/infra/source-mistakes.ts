import type { Mistake } from './mistake.ts';

/** What is wrong with the templates before anything is deployed. */
export const sourceMistakes: readonly Mistake[] = [
  {
    name: 'an output has a key',
    file: 'storage.bicep',
    find: /$/,
    replace: "\n@description('A key.')\noutput key string = account.listKeys().keys[0].value\n",
    fault: /outputs-should-not-contain-secrets/,
  },
  {
    name: 'a parameter that nobody described',
    file: 'main.bicep',
    find: /@description\('Milliseconds that a call may take[^\n]*\n/,
    replace: '',
    fault: /use-description-params|"callDeadlineMs" is not described/,
  },
  {
    name: 'a parameter without bounds',
    file: 'main.bicep',
    find: '@minValue(100)\n@maxValue(8000)\n',
    replace: '',
    fault: /"callDeadlineMs" has no bounds/,
  },
  {
    name: 'azd has another default than the template',
    file: 'main.parameters.json',
    find: 'ALWAYS_READY_INSTANCES=1',
    replace: 'ALWAYS_READY_INSTANCES=0',
    fault:
      /main\.parameters\.json: "alwaysReadyInstances" is .*not "\$\{ALWAYS_READY_INSTANCES=1\}"/,
  },
  {
    name: 'a property that there is not',
    file: 'storage.bicep',
    find: 'allowSharedKeyAccess: false',
    replace: 'allowSharedKeyAccess: false\n    allowSharedKeys: false',
    fault: /BCP037/,
  },
  {
    name: 'a diagnostic is switched off without a reason',
    file: 'function-app.bicep',
    find: /^ +\/\/ The published types lack it.*\n/m,
    replace: '',
    fault: /does not say why/,
  },
  {
    name: 'a file that is not formatted',
    file: 'identity.bicep',
    find: '  name: name\n',
    replace: '    name: name\n',
    fault: /identity\.bicep is not formatted/,
  },
];
