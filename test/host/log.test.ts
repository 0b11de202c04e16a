import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LogLevel } from '../../host/core-api.ts';
import { createLog } from '../../host/log.ts';

const now = () => new Date('2026-01-02T03:04:05.678Z');

function write(
  logLevels: Readonly<Record<string, string>>,
  line: { level: LogLevel; category?: string; message?: string },
): string {
  const { level, category = 'Function.health.User', message = 'hello' } = line;
  let text = '';
  const levels = new Map(Object.entries(logLevels));
  createLog(levels, now, (part) => {
    text += part;
  }).write(level, category, 'health', message);
  return text;
}

test('a line has time, level, source and message', () => {
  const line = write({}, { level: 'information' });
  assert.equal(line, '[2026-01-02T03:04:05.678Z] information health: hello\n');
});

for (const lineEnd of ['\n', '\r\n', '\r']) {
  test(`after ${JSON.stringify(lineEnd)} a message goes on indented`, () => {
    const message = `first${lineEnd}[2026-01-01T00:00:00.000Z] error forged: line`;
    const line = write({}, { level: 'information', message });
    assert.match(line, /health: first\n {4}\[2026.*forged: line\n$/);
  });
}

const levels: readonly {
  name: string;
  logLevels: Readonly<Record<string, string>>;
  level: LogLevel;
  isWritten: boolean;
}[] = [
  { name: 'information by default', logLevels: {}, level: 'information', isWritten: true },
  { name: 'debug is not by default', logLevels: {}, level: 'debug', isWritten: false },
  { name: 'default', logLevels: { default: 'Error' }, level: 'warning', isWritten: false },
  { name: 'a prefix', logLevels: { function: 'Debug' }, level: 'debug', isWritten: true },
  {
    name: 'the longest prefix',
    logLevels: { function: 'Debug', 'function.health': 'Error' },
    level: 'warning',
    isWritten: false,
  },
  {
    name: "another function's",
    logLevels: { 'function.heal': 'Error' },
    level: 'warning',
    isWritten: true,
  },
  { name: 'None', logLevels: { default: 'None' }, level: 'critical', isWritten: false },
  {
    name: 'an unknown level',
    logLevels: { default: 'Loud' },
    level: 'information',
    isWritten: true,
  },
];
for (const { name, logLevels, level, isWritten } of levels) {
  test(`log levels: ${name}`, () => {
    assert.equal(write(logLevels, { level }) !== '', isWritten);
  });
}
