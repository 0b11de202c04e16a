import fc from 'fast-check';
import type { JsonValue } from '../../compiler/emit-json.ts';
import type { ClaimTypeContract, GeneratedClaimType } from '../../compiler/generated-claim-type.ts';
import type { GeneratedProfile } from '../../compiler/generated-profile.ts';
import { constantName, fileName } from '../../compiler/names.ts';

const position = { file: 'a.xml', line: 1, column: 1 };
const word = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,90}$/);

/** Pieces that end a string, a comment or a key, and letters of any width. */
const nastyText = fc.string({
  unit: fc.constantFrom(
    ...['\\', "'", '"', '`', '${', '*/', '//', '\n', '\r', '\u2028', '\uD800', '\uDC00', '\u202E'],
    ...['__proto__', 'u007b', 'a', ' ', '张', '😀'],
  ),
});

/** Names, and text that code could trip over. */
export const anyText = fc.oneof(
  word,
  nastyText,
  fc.string({ maxLength: 120 }),
  fc.string({ unit: fc.constantFrom(...`aé '"张 ひ한\\\${}`), minLength: 30, maxLength: 110 }),
);
const anyId = fc.oneof({ weight: 3, arbitrary: word }, anyText).filter((id) => id !== '');
const optionalText = fc.option(anyText, { nil: undefined });

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as Value;
}

const predicate = fc
  .record({
    id: word,
    method: fc.constant('MatchesRegex' as const),
    regularExpression: anyText,
    helpText: optionalText,
  })
  .map(withoutUndefined);

const group = fc
  .record({
    group: word,
    helpText: optionalText,
    matchAtLeast: fc.option(fc.nat(3), { nil: undefined }),
    predicates: fc.array(predicate, { minLength: 1, maxLength: 3 }),
  })
  .map(withoutUndefined);

const contract = fc
  .record({
    dataType: fc.constantFrom('string', 'int', 'alternativeSecurityIdCollection'),
    enumeration: fc.option(fc.uniqueArray(anyText, { minLength: 1, maxLength: 5 }), {
      nil: undefined,
    }),
    pattern: fc.option(
      fc.record({ regularExpression: anyText, helpText: optionalText }).map(withoutUndefined),
      { nil: undefined },
    ),
    predicates: fc.option(fc.array(group, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  .map((parts) => withoutUndefined(parts) as ClaimTypeContract);

const claimType: fc.Arbitrary<GeneratedClaimType> = fc
  .record({ id: anyId, displayName: optionalText, contract })
  .map((parts) => {
    const named = { ...parts, name: constantName(parts.id, 'claim'), position };
    return withoutUndefined(named) as GeneratedClaimType;
  });

const claimTypes = fc.uniqueArray(claimType, {
  minLength: 1,
  maxLength: 6,
  selector: ({ name }) => name,
});

const authentication = fc.oneof(
  fc.constant({ type: 'None' as const }),
  fc.record({ type: fc.constant('Basic' as const), username: word, password: word }),
  fc.record({ type: fc.constant('ApiKeyHeader' as const), header: anyText, key: word }),
);

/** A profile whose claims are all of one list of claim types. */
function profileOf(types: readonly GeneratedClaimType[]): fc.Arbitrary<GeneratedProfile> {
  const claim = fc.record({
    wireName: anyText,
    claimType: fc.constantFrom(...types.map(({ id }) => id)),
    required: fc.boolean(),
  });
  const claims = fc.uniqueArray(claim, { maxLength: 5, selector: ({ wireName }) => wireName });
  const shared = {
    sendClaimsIn: 'Url' as const,
    validation: 'observe' as const,
    resolveJsonPaths: false,
  };
  return fc
    .record({
      id: anyId,
      displayName: optionalText,
      route: anyText,
      input: claims,
      output: claims,
      authentication,
      urlQuery: fc.uniqueArray(fc.tuple(anyText, anyText), {
        minLength: 1,
        maxLength: 4,
        selector: ([name]) => name,
      }),
    })
    .map(({ id, displayName, ...rest }) => ({
      id,
      ...(displayName === undefined ? {} : { displayName }),
      name: constantName(id, 'profile'),
      file: fileName(id),
      policyFiles: ['a.xml', 'b.xml'],
      position,
      origin: 'https://api.example.com',
      contract: { method: 'GET', ...shared, ...rest },
    }));
}

/** Claim types, and a profile that uses them. */
export const anyBackend = claimTypes.chain((types) =>
  fc.record({ types: fc.constant(types), profile: profileOf(types) }),
);

/** What JSON can say, however deep. */
export const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    anyText,
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 5 }),
  ),
})).value;
