import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAuthnRequest } from '../../../emulator/saml/saml-request.ts';

const head =
  '<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1"';
const issuer = '<a:Issuer> urn:app </a:Issuer>';
const little = {
  id: '_1',
  issuer: 'urn:app',
  assertionConsumerUrl: '',
  forceAuthn: false,
  authnContextClassReferences: [],
};

const cases = [
  { name: 'that says little', xml: `${head}>${issuer}</p:AuthnRequest>`, says: little },
  {
    name: 'that says all that claim resolvers ask for',
    xml: `${head} ForceAuthn="1" ProviderName="Northwind" ProtocolBinding="urn:binding" AssertionConsumerServiceURL="https://app.example/acs">${issuer}<a:Subject><a:NameID>ada</a:NameID></a:Subject><p:NameIDPolicy Format="urn:email" AllowCreate="true" /><p:RequestedAuthnContext><a:AuthnContextClassRef>urn:one</a:AuthnContextClassRef><a:AuthnContextClassRef>urn:two</a:AuthnContextClassRef></p:RequestedAuthnContext></p:AuthnRequest>`,
    says: {
      ...little,
      assertionConsumerUrl: 'https://app.example/acs',
      forceAuthn: true,
      providerName: 'Northwind',
      protocolBinding: 'urn:binding',
      subject: 'ada',
      nameIdPolicyFormat: 'urn:email',
      allowCreate: 'true',
      authnContextClassReferences: ['urn:one', 'urn:two'],
    },
  },
  { name: 'without an issuer is none', xml: `${head}></p:AuthnRequest>`, says: undefined },
];

for (const { name, xml, says } of cases) {
  test(`a SAML request ${name}`, () => assert.deepEqual(readAuthnRequest({ xml }), says));
}
