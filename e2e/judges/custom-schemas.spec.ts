import { expect, it } from 'vitest';
import { schemasOf, strict } from './custom-schemas.js';

const definition = `
kind: CustomResourceDefinition
spec:
  group: gateway.example.io
  names: { kind: HTTPRoute }
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                port: { x-kubernetes-int-or-string: true, type: integer }
                labels: { type: object, additionalProperties: { type: string } }
                any: { type: object, properties: {}, x-kubernetes-preserve-unknown-fields: true }
                maybe: { type: string, nullable: true }
`;

it('names a schema as kubeconform asks for it, and closes what lists its properties', () => {
  const closed = {
    type: 'object',
    additionalProperties: false,
    properties: {
      port: { 'x-kubernetes-int-or-string': true },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      any: { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
      maybe: { type: ['string', 'null'], nullable: true },
    },
  };
  expect(schemasOf(definition)).toEqual([
    [
      'httproute-gateway-v1.json',
      { type: 'object', additionalProperties: false, properties: { spec: closed } },
    ],
  ]);
});

it('takes nothing from what is no definition', () => {
  expect(schemasOf('kind: Kustomization\n')).toEqual([]);
  expect(schemasOf('')).toEqual([]);
});

it('leaves what is no schema alone', () => {
  expect(strict(['a', 1, null, true])).toEqual(['a', 1, null, true]);
});
