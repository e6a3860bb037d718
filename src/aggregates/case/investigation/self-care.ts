/** The six indicators of the 特困 rules (特困人员认定办法 art. 21); true: he can do it by himself. */
export type SelfCareIndicators = {
  readonly eating: boolean;
  readonly dressing: boolean;
  readonly gettingUp: boolean;
  readonly toilet: boolean;
  readonly indoorMoving: boolean;
  readonly bathing: boolean;
};

export type SelfCareLevel = 'FULL' | 'PARTIAL' | 'NONE';

/** All six met: 具备; one to three not met: 部分丧失; four or more not met: 完全丧失 (特困人员认定办法 art. 22). */
export function selfCareLevel(indicators: SelfCareIndicators): SelfCareLevel {
  const unmet = Object.values(indicators).filter((met) => !met).length;
  if (unmet === 0) return 'FULL';
  return unmet <= 3 ? 'PARTIAL' : 'NONE';
}
