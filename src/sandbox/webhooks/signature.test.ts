import { describe, expect, it } from 'vitest';
import { signatureV1, signatureV2, signatureV3 } from './signature.ts';

const secret = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const uri = 'https://www.example.com/webhook_uri';

/** Printed in HubSpot's documentation on validating requests and in its SDKs' tests. */
describe('signatures match HubSpot’s own examples', () => {
  it('version 1', () => {
    const body =
      '[{"eventId":1,"subscriptionId":12345,"portalId":62515,"occurredAt":1564113600000,"subscriptionType":"contact.creation","attemptNumber":0,"objectId":123,"changeSource":"CRM","changeFlag":"NEW","appId":54321}]';
    expect(signatureV1(secret, body)).toBe(
      '232db2615f3d666fe21a8ec971ac7b5402d33b9a925784df3ca654d05f4817de',
    );
  });

  it('version 2', () => {
    expect(signatureV2(secret, { method: 'GET', uri, body: '' })).toBe(
      'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e',
    );
  });

  it('version 3', () => {
    const request = { method: 'POST', uri, body: "{'example_field':'example_value'}" };
    expect(signatureV3(secret, request, 1_693_657_560_000)).toBe(
      'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y=',
    );
    expect(signatureV3(secret, request, 1_700_000_300_000)).toBe(
      'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw=',
    );
  });

  it('version 3 decodes only what HubSpot decodes', () => {
    const sign = (path: string) =>
      signatureV3(secret, { method: 'POST', uri: `https://a.example/${path}`, body: 'ü' }, 1);
    expect(sign('x%3Ay%40z%2c')).toBe(sign('x:y@z,'));
    expect(sign('a%20b%26c%3D%25')).not.toBe(sign('a b&c=%'));
  });
});
