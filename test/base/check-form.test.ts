import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { checkForm } from '../../src/base/check-form.js';

const Form = z.object({ name: z.string(), sizes: z.array(z.int().max(9)).default([]) });

test('checkForm(form, value, place) gives the value with its defaults', () => {
  assert.deepEqual(checkForm(Form, { name: 'a' }, 'a.json'), { name: 'a', sizes: [] });
});

for (const [name, value, message] of [
  [
    'the place of a wrong field',
    { name: 'a', sizes: [1, 10] },
    'a.json: "sizes.1": Too big: expected number to be <=9, got 10',
  ],
  [
    'a wrong text',
    { name: 'a', sizes: '\u202E' },
    'a.json: "sizes": Invalid input: expected array, received string, got "\\u202e"',
  ],
  ['a field that is missing', {}, 'a.json: "name": Invalid input: expected string, received undefined'],
  ['a value of another kind', [], 'a.json: the file: Invalid input: expected object, received array'],
] as const) {
  test(`checkForm(form, value, place) throws and names ${name}`, () => {
    assert.throws(() => checkForm(Form, value, 'a.json'), { name: 'Error', message });
  });
}

test('checkForm(form, value, place) throws for a value that is nested deeper than the stack', () => {
  const Nested: z.ZodType<unknown> = z.object({ inner: z.lazy(() => Nested).optional() });
  const value = JSON.parse(`${'{"inner":'.repeat(100_000)}{}${'}'.repeat(100_000)}`);
  assert.throws(() => checkForm(Nested, value, 'a.json'), {
    name: 'Error',
    message: 'a.json: the file must not be nested so deeply',
  });
});
