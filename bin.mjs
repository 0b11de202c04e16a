#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { newerNode } from './newer-node.mjs';

const newer = newerNode();
if (newer && !process.env.COUNTERSIGN_NODE) runOn(newer);
else {
  await import('./node-version.mjs');
  await run();
}

/** Ctrl-C reaches both: this one waits for the other. */
function runOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, COUNTERSIGN_NODE: node },
  });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`"${node}" cannot be run: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

async function run() {
  const missing = 'dist/ is missing or half written: run "npm run build" here.';
  const program = new URL('./dist/cli.js', import.meta.url);
  try {
    await import(program.href);
  } catch (error) {
    const isOurs = existsSync(fileURLToPath(new URL('./cli.ts', import.meta.url))); // a clone
    if (!isOurs || error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error(missing);
    process.exitCode = 1;
  }
}
