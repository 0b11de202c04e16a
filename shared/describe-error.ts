/** What is said of an error that throws when it is looked at. */
export const indescribable = 'Something was thrown that cannot even be looked at.';

/**
 * What an error is and where it came from, for the log. Not its message: those of dependencies quote
 * what they were given. Whatever can be thrown may throw itself when it is looked at; this never does.
 */
export function describeError(error: unknown): string {
  try {
    return describeBug(error);
  } catch {
    return indescribable;
  }
}

/** An error may be its own cause. */
const maximumCauses = 5;

function describeBug(error: unknown, causes = maximumCauses): string {
  if (!(error instanceof Error)) return `Something was thrown that is no Error: ${typeof error}.`;
  const { code } = error as { code?: unknown };
  const suffix = typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? ` (${code})` : '';
  const description = `${className(error)}${suffix}\n${stackFrames(error)}`;
  if (error.cause === undefined || causes === 0) return description;
  return `${description}\nCaused by: ${describeBug(error.cause, causes - 1)}`;
}

function className({ constructor: errorClass }: Error): string {
  const name: unknown = typeof errorClass === 'function' ? errorClass.name : undefined;
  return typeof name === 'string' ? name : 'An error of no class';
}

/** The stack begins with the message as it was then; unless it is found there, no frame is safe. */
function stackFrames({ stack, message }: Error): string {
  const isText = typeof stack === 'string' && typeof message === 'string';
  const start = isText ? stack.indexOf(message) : -1;
  if (!isText || start < 0) return '    (no stack)';
  const frames = stack.slice(start + message.length).split('\n');
  return frames.filter((line) => line.startsWith('    at ')).join('\n');
}
