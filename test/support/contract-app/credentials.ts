import { echo } from './contract.ts';

/* Functions that ask for a credential: what the table of credentials in docs/contract.md calls. */

const bearer = { type: 'BearerClaim', claim: 'text' } as const;

echo('none', { authentication: { type: 'None' } });
echo('key', { authentication: { type: 'ApiKeyHeader', header: 'X-Api-Key', key: 'Key' } });
echo('token', { authentication: { type: 'BearerToken', token: 'Token' } });
echo('retired', { authentication: { type: 'ApiKeyHeader', header: 'X-Api-Key', key: 'Fresh' } });
echo('development', {
  authentication: { type: 'ApiKeyHeader', header: 'X-Api-Key', key: 'Development' },
});
echo('jwt', { authentication: bearer });
echo(
  'jwt-with-role',
  { authentication: bearer },
  { environment: { ...process.env, Bearer__RequiredRole: 'Journey.Call' } },
);
echo(
  'jwt-without-issuer',
  { authentication: bearer },
  { environment: { ...process.env, Bearer__Issuer: 'http://127.0.0.1:9' } },
);
echo(
  'principal',
  { authentication: bearer },
  { environment: { ...process.env, EasyAuthPrincipalForwarded: 'true' } },
);
echo('certificate', { authentication: { type: 'ClientCertificate', certificate: 'Pinned' } });
echo('certificate-of-authority', {
  authentication: { type: 'ClientCertificate', certificate: 'Named' },
});
echo(
  'certificate-not-forwarded',
  { authentication: { type: 'ClientCertificate', certificate: 'Pinned' } },
  { environment: { ...process.env, ClientCertificateForwarded: 'false' } },
);
