/** What decisions remember of 小额快救: money first, papers later (社会救助法 art. 50). */
export interface EmergencyMemory {
  /** All that was given in this case, in 分. */
  readonly money: number;
  readonly measureIds: readonly string[];
  readonly ended: boolean;
  readonly papersComplete: boolean;
}

export const noEmergency: EmergencyMemory = { money: 0, measureIds: [], ended: false, papersComplete: false };
