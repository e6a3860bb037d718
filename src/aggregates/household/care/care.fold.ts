import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import { clearedRisk, raisedRisk } from './care-risk.js';

export const careFold: Chapter<'CareRiskIdentified' | 'CareRiskCleared'> = {
  CareRiskIdentified: whenRegistered<'CareRiskIdentified'>(({ careRisks }, { data }) => ({
    careRisks: raisedRisk(careRisks, data),
  })),
  CareRiskCleared: whenRegistered<'CareRiskCleared'>(({ careRisks }, { data }) => ({
    careRisks: clearedRisk(careRisks, data),
  })),
};
