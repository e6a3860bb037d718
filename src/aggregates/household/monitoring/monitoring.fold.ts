import type { Chapter } from '../fold-chapter.js';
import { whenRegistered } from '../fold-chapter.js';
import { begunMonitoring, endedMonitoring } from './monitoring.js';

export const monitoringFold: Chapter<'LowIncomeMonitoringStarted' | 'LowIncomeMonitoringEnded'> = {
  LowIncomeMonitoringStarted: whenRegistered<'LowIncomeMonitoringStarted'>(({ monitorings }, { data }) => ({
    monitorings: begunMonitoring(monitorings, data),
  })),
  LowIncomeMonitoringEnded: whenRegistered<'LowIncomeMonitoringEnded'>(({ monitorings }, { data }) => ({
    monitorings: endedMonitoring(monitorings, data),
  })),
};
