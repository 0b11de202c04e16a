import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Loaded into every process of `npm test` and of `npm start` here, those that they start among them: most
 * are short, and spend half their time on taking the types out of the same sources. Node does that as before, but
 * once for each text; what it gives is kept below node_modules.
 */

const folder = join(import.meta.dirname, '../../node_modules/.cache/countersign-tests');
mkdirSync(folder, { recursive: true });
enableCompileCache(join(folder, 'compiled'));

process.env['NODE_COMPILE_CACHE'] = join(folder, 'compiled');
const option = `--import=${import.meta.url}`;
if (!process.env['NODE_OPTIONS']?.includes(option)) {
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} ${option}`.trim();
}

registerHooks({
  load(url, context, next) {
    if (context.format !== 'module-typescript' || !url.startsWith('file:'))
      return next(url, context);
    return {
      format: 'module',
      source: stripped(readFileSync(fileURLToPath(url), 'utf8')),
      shortCircuit: true,
    };
  },
});

/** @param {string} source */
function stripped(source) {
  const digest = createHash('sha256').update(process.version).update(source).digest('hex');
  const file = join(folder, `${digest}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const text = strip(source);
    // Other processes may read and write the same file now.
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
    return text;
  }
}

/**
 * Without the warning that this function is experimental, for tests look at what programs print.
 * @param {string} source
 */
function strip(source) {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
}
