import type { Context } from 'hono';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { workbenchOrigin } from '../run-url.ts';
import { originOf } from '../site.ts';

/**
 * Which sites may show the policy's pages in a frame: those of JourneyFraming, else none (unconfirmed); and the
 * workbench, which shows them beside their trace. Browsers heed the older header only where they do not know the other.
 * @see facts policy-language 1, 7 (JourneyFraming)
 */
export function sayWhoMayFrame(context: Context, { relyingParty }: EffectivePolicy): void {
  const framing = relyingParty?.userJourneyBehaviors?.journeyFraming;
  const sources = framing?.enabled ? (framing.sources ?? '').split(/\s+/).filter(isSource) : [];
  const ancestors = [workbenchOrigin(originOf(context)), ...sources].join(' ');
  const [first] = sources;
  context.header('Content-Security-Policy', `frame-ancestors ${ancestors}`);
  context.header('X-Frame-Options', first === undefined ? 'DENY' : `ALLOW-FROM ${first}`);
}

/** Nothing that would end the directive, or be no header. */
function isSource(text: string): boolean {
  return /^[!-+\--:<-~]+$/.test(text);
}
