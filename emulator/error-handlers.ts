import { readJsonPath } from '../caller/json-path.ts';
import { fold } from '../compiler/id-map.ts';
import type { ErrorHandler } from '../compiler/model.ts';
import type { ProfileRun } from './profile-run.ts';

/**
 * The ErrorHandler of the profile that a provider's error answer matches; the first counts. A
 * ResponseMatch that is more than comparisons of one member matches nothing, and the trace says so.
 * @see facts engine 1.9 (unconfirmed, 8.1 number 16)
 */
export function errorHandlerFor(run: ProfileRun, error: unknown): ErrorHandler | undefined {
  return run.profile.errorHandlers.find((handler) => {
    const isMatch = matches(handler.responseMatch, error);
    if (isMatch === undefined) {
      const text = `The emulator cannot read the ResponseMatch "${handler.responseMatch}": it matches nothing.`;
      run.trace({ kind: 'hint', phase: 'Execution', text, position: handler.position });
    }
    return isMatch === true;
  });
}

/** Whether the action sends the user to the provider once more. */
export function isReauthentication({ action }: ErrorHandler): boolean {
  return fold(action.trim()) === 'reauthenticate';
}

const comparison = /^@\.([\w.[\]'-]+)\s*(==|!=)\s*(?:'([^']*)'|"([^"]*)")$/;

/** `$[?(@.error == 'invalid_grant')]`, parts of it joined with `&&`; undefined for anything else. */
function matches(responseMatch: string, error: unknown): boolean | undefined {
  const [, filter] = /^\$\.?\[\?\((.*)\)\]$/s.exec(responseMatch.trim()) ?? [];
  const parts = filter?.split('&&').map((part) => comparison.exec(part.trim()));
  if (!parts?.every((part) => part !== null)) return undefined;
  return parts.every(([, path = '', operator, single, double]) => {
    const isEqual = readJsonPath(error, path) === (single ?? double);
    return operator === '==' ? isEqual : !isEqual;
  });
}
