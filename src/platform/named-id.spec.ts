import fc from 'fast-check';
import { v5 } from 'uuid';
import { namedId } from './named-id.js';

test('a name has the id that RFC 9562 gives it, whatever script it is written in', () => {
  expect(namedId('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  );
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.uuid(),
      (name, namespace) => namedId(name, namespace) === v5(name, namespace),
    ),
  );
});
