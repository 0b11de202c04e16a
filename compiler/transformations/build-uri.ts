import { defineTransformation } from '../define-transformation.ts';
import { withExpressions } from '../transformation-slots.ts';

const queryItems = {
  names: '`query.` and the name of a query item',
  pattern: /^query\../is,
  dataTypes: ['string'],
} as const;

/** `:` and `@` stay in the path: it is made for TOTP. @see facts claims-transformations 9 */
export const buildUri = defineTransformation({
  method: 'BuildUri',
  summary: 'A URI of scheme, host, path and query items; claims come before parameters.',
  unconfirmed: 'A query item whose claim has no value is left out.',
  inputClaims: { path: 'string' },
  otherInputClaims: queryItems,
  inputParameters: { scheme: 'string', host: withExpressions },
  otherInputParameters: { ...queryItems, hasExpressions: true },
  outputClaims: { outputClaim: 'string' },
  example: {
    claims: { path: 'Northwind Lab:ana@northwind.example', 'query.secret': 'jbswy3dpehpk3pxp' },
    parameters: { scheme: 'otpauth', host: 'totp', 'query.issuer': 'Northwind Lab' },
    output: {
      outputClaim:
        'otpauth://totp/Northwind%20Lab:ana@northwind.example?secret=jbswy3dpehpk3pxp&issuer=Northwind+Lab',
    },
  },
  transform: ({ path }, { scheme, host }, { otherInputClaims, otherInputParameters }) => {
    const items = [...otherInputClaims, ...otherInputParameters].flatMap(({ name, value }) =>
      value === undefined ? [] : `${encode(name.slice('query.'.length))}=${encode(String(value))}`,
    );
    const query = items.length === 0 ? '' : `?${items.join('&')}`;
    return { outputClaim: `${scheme}://${host}/${encodePath(path)}${query}` };
  },
});

const encode = (text: string) => encodeURIComponent(text.toWellFormed()).replaceAll('%20', '+');
const encodePath = (path: string) =>
  encodeURI(path.replace(/^\//, '').toWellFormed()).replaceAll(/[?#]/g, encodeURIComponent);
