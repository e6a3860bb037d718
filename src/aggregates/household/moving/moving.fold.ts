import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import { rehashed } from '../members/member.js';

export const movingFold: Chapter<'HouseholdMoveRequested' | 'HouseholdMoved'> = {
  HouseholdMoveRequested: whenRegistered<'HouseholdMoveRequested'>((_, { data, metadata }) => ({
    moveRequested: { ...data, requestedBy: metadata.actorId },
  })),
  HouseholdMoved: whenRegistered<'HouseholdMoved'>((state, { id, data }) => ({
    townCode: data.toTown,
    villageCode: data.toVillage,
    groupFrom: id,
    stays: [...state.stays, { townCode: data.toTown, villageCode: data.toVillage, from: data.on }],
    members: state.members.map((member) => rehashed(member, data.names)),
    moveRequested: undefined,
  })),
};
