import { Suggestions } from '../did-you-mean.ts';
import type { Rule } from '../rule.ts';
import { copyEmailExample } from '../transformation-example.ts';
import { findTransformation, transformations } from '../transformations/index.ts';

/** A TransformationMethod is one of B2C's. @see facts claims-transformations 2, 10 */
export const ctUnknownMethod: Rule = {
  name: 'ct-unknown-method',
  severity: 'error',
  why: 'B2C has a fixed list of methods, and refuses a policy with another one.',
  fix: 'Correct the TransformationMethod.',
  examples: {
    bad: copyEmailExample({ method: 'CopyClaims' }),
    good: copyEmailExample(),
  },
  check({ claimsTransformations }, report) {
    const suggestions = new Suggestions();
    for (const transformation of claimsTransformations.values()) {
      const { id, transformationMethod: method } = transformation;
      if (findTransformation(method)) continue;
      const hint = suggestions.for(method, () => transformations.map((known) => known.method));
      report(
        transformation,
        `Unknown method "${method}" of the claims transformation "${id}".${hint}`,
      );
    }
  },
};
