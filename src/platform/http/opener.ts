import type { Caller, Role } from '../auth/caller.js';
import { maskIdNumber } from '../identity/id-number.js';
import { maskName } from '../identity/person-name.js';
import { maskPhone } from '../identity/phone.js';
import type { Sealer } from '../sealing/sealer.js';
import type { FieldGroup, SealedBox } from '../sealing/sealed-box.js';
import { ERASED } from '../sealing/sealed-box.js';

/** Roles whose routine views show whole names and texts of the own area (privacy.md, field classes). */
const SEES_NAMES: readonly Role[] = ['COORDINATOR', 'SECRETARY', 'OFFICER', 'REVIEWER', 'WINDOW', 'HOTLINE', 'BUREAU'];
const HIDDEN_ADDRESS = '***';
const HIDDEN_TEXT = '（已密封）';

/** Opens sealed boxes for one caller, masked as his role's routine view has it. Erased particulars read as such. */
export class Opener {
  constructor(
    private readonly sealer: Sealer,
    private readonly caller: Caller,
  ) {}

  async name(box: SealedBox | undefined): Promise<string | null> {
    return this.opened(box, 'PI1', (text) => (this.seesNames ? text : maskName(text)));
  }

  async phone(box: SealedBox | undefined): Promise<string | null> {
    return this.opened(box, 'PI2', maskPhone);
  }

  async idNumber(box: SealedBox | undefined): Promise<string | null> {
    return this.opened(box, 'PI3', maskIdNumber);
  }

  async address(box: SealedBox | undefined): Promise<string | null> {
    return this.opened(box, 'PI2', () => HIDDEN_ADDRESS);
  }

  async text(box: SealedBox | undefined): Promise<string | null> {
    if (!box) return null;
    if (!this.seesNames) return HIDDEN_TEXT;
    return this.opened(box, 'TEXT', (text) => text);
  }

  /** What hangs in public: everybody who may read it reads the same. */
  async published(box: SealedBox): Promise<string> {
    return this.sealer.open(box, 'PI1');
  }

  /** The value itself; only for a reveal whose access fact is already durable. */
  async revealed(box: SealedBox, group: FieldGroup): Promise<string> {
    return this.sealer.open(box, group);
  }

  private get seesNames(): boolean {
    return SEES_NAMES.includes(this.caller.role);
  }

  private async opened(
    box: SealedBox | undefined,
    group: FieldGroup,
    show: (text: string) => string,
  ): Promise<string | null> {
    if (!box) return null;
    const text = await this.sealer.open(box, group);
    return text === ERASED ? ERASED : show(text);
  }
}
