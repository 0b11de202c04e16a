import type { Diagnostic } from './diagnostic.ts';
import { Suggestions } from './did-you-mean.ts';
import { fold } from './id-map.ts';
import { fault } from './reading-rules.ts';
import type { Position, Source } from './source.ts';

/** `<!-- countersign-disable-next-line rule, rule: reason -->`. */
export interface DisableComment {
  readonly rules: readonly string[];
  /** What stands where `disable-next-line` should: such a comment does nothing. */
  readonly unknownDirective?: string;
  /** Empty where none is given. */
  readonly reason: string;
  readonly position: Position;
  /** The line of the element that follows: blank lines and other comments in between do not count. */
  readonly line: number;
}

/**
 * Finds the comments in the text: reading skips them. Text in CDATA that looks like such a comment is
 * taken for one.
 */
export function findDisableComments(source: Source): DisableComment[] {
  const { text } = source;
  const followers = new Map<number, number>();
  return [...text.matchAll(pattern)].toReversed().map((match) => {
    const [comment, directive = '', names = '', reason = ''] = match;
    const follower = nextElement(text, match.index + comment.length, followers);
    followers.set(match.index, follower);
    if (directive !== disableNextLine)
      return unknownDirective(directive, source.positionAt(match.index));
    return {
      rules: names.split(/[\s,]+/).filter((name) => name !== ''),
      reason: reason.trim(),
      position: source.positionAt(match.index),
      line: source.positionAt(follower).line,
    };
  });
}

/** Lengths are limited, so that a comment that never ends is not looked for from every place. */
const pattern = /<!--\s{0,99}(countersign-[\w-]{0,99})([^:<>]{0,999}?)(?::([\s\S]{0,999}?))?-->/gi;

const disableNextLine = 'countersign-disable-next-line';

function unknownDirective(directive: string, position: Position): DisableComment {
  return { rules: [], reason: '', unknownDirective: directive, position, line: position.line };
}

/** `known`: where other comments stand, and what follows them. */
function nextElement(text: string, from: number, known: ReadonlyMap<number, number>): number {
  let at = from;
  for (;;) {
    const blank = /\S/g;
    blank.lastIndex = at;
    at = blank.exec(text)?.index ?? text.length;
    const follower = known.get(at);
    if (follower !== undefined) return follower;
    const end = text.startsWith('<!--', at) ? text.indexOf('-->', at) : -1;
    if (end < 0) return at;
    at = end + 3;
  }
}

/**
 * Leaves out what comments wave through, and reports comments without a reason, of unknown rules, or
 * of no effect. `known` are the names of all rules.
 */
export function applyDisableComments(
  diagnostics: readonly Diagnostic[],
  comments: readonly DisableComment[],
  known: readonly string[],
): Diagnostic[] {
  const waved = new Map<string, Use>();
  for (const comment of comments) {
    for (const rule of comment.rules)
      waved.set(keyOf(comment.position.file, comment.line, rule), { comment, rule, isUsed: false });
  }
  const left = diagnostics.filter(({ rule, position }) => {
    const use = waved.get(keyOf(position.file, position.line, rule));
    if (use) use.isUsed = true;
    return !use;
  });
  const names = new Set(known.map(fold));
  const suggestions = new Suggestions();
  const suggest = (rule: string) => suggestions.for(rule, () => known);
  const uses = [...waved.values()].flatMap((use) => judgeUse(use, names, suggest));
  return [...left, ...comments.flatMap(judgeComment), ...uses];
}

interface Use {
  readonly comment: DisableComment;
  readonly rule: string;
  isUsed: boolean;
}

function keyOf(file: string, line: number, rule: string): string {
  return JSON.stringify([file, line, fold(rule)]);
}

function judgeComment({ rules, reason, position, ...rest }: DisableComment): Diagnostic[] {
  if (rest.unknownDirective !== undefined) {
    const message = `"${rest.unknownDirective}" does nothing: only "${disableNextLine}" is known.`;
    return [fault('disable-comment', position, message)];
  }
  if (rules.length === 0) return [fault('disable-comment', position, 'The comment names no rule.')];
  if (reason !== '') return [];
  const names = rules.map((rule) => `"${rule}"`).join(', ');
  return [fault('disable-comment', position, `The comment gives no reason to disable ${names}.`)];
}

function judgeUse(
  use: Use,
  names: ReadonlySet<string>,
  suggest: (rule: string) => string,
): Diagnostic[] {
  const { comment, rule, isUsed } = use;
  if (!names.has(fold(rule))) {
    const message = `There is no rule "${rule}".${suggest(rule)}`;
    return [fault('disable-comment', comment.position, message)];
  }
  if (isUsed) return [];
  const message = `"${rule}" finds nothing in line ${comment.line}, so the comment has no effect.`;
  const overrides = { severity: 'notice', fix: 'Remove the comment.' } as const;
  return [fault('disable-comment', comment.position, message, overrides)];
}
