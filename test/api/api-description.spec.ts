import description from '../golden/openapi.json';

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, unknown>>;
}

describe('the API description', () => {
  const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods) as Operation[]);

  it('refers to nothing that it does not hold', () => {
    const known = Object.entries(description.components).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `#/components/${kind}/${name}`),
    );
    const referred = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    expect(referred.length).toBeGreaterThan(operations.length);
    expect(referred.filter((reference = '') => !known.includes(reference))).toEqual([]);
  });

  it('names one success of each operation, and no unforeseen error', () => {
    const successes = ({ responses }: Operation) => Object.keys(responses).filter((status) => status.startsWith('2'));
    expect(operations.filter((operation) => successes(operation).length !== 1)).toEqual([]);
    expect(operations.filter(({ responses }) => 'default' in responses || '500' in responses)).toEqual([]);
  });
});
