import { violationsOfShortForm } from '../campaign/campaign.js';
import { AccessMatrix } from '../campaign/access/matrix.js';
import { access } from '../campaign/runs/access.js';
import type { TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import { NANSHAN_VILLAGE, OTHER_VILLAGE, VILLAGE } from '../support/clerk.js';

describe('who may do what, and where', () => {
  let app: TestApp;
  let matrix: AccessMatrix;
  beforeAll(async () => {
    app = await startApp();
    matrix = await AccessMatrix.of(app);
  }, 180_000);
  afterAll(async () => {
    await app.stop();
  });

  it('every operation says who may call it, what for, and what it shows', () => {
    expect(matrix.silent()).toEqual([]);
  });

  it('every operation is in the table, with just these roles', () => {
    expect(matrix.undeclared()).toEqual([]);
  });

  it.each([
    ['own', VILLAGE],
    ['next village', OTHER_VILLAGE],
    ['other township', NANSHAN_VILLAGE],
  ])(
    'answers every role about the %s as the table says',
    async (_, village) => {
      expect(await matrix.about(village)).toEqual([]);
    },
    240_000,
  );

  it('answers nobody without a token', async () => {
    expect(await matrix.toStrangers()).toEqual([]);
  });

  it('answers any account about any household as the table says', async () => {
    expect(await violationsOfShortForm(access)).toEqual([]);
  }, 600_000);
});
