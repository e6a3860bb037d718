import type { Chapter } from '../fold-chapter.js';
import { without } from '../../../platform/change/entry-of.js';
import { whenRegistered } from '../fold-chapter.js';
import type { FactCorrected } from '../household.events.js';
import type { RememberedListing } from '../listing/listing.js';
import type { Member } from '../members/member.js';
import { correctedPeriods } from '../members/member.js';

export const correctionFold: Chapter<'CorrectionProposed' | 'FactCorrected' | 'CorrectionRejected'> = {
  CorrectionProposed: whenRegistered<'CorrectionProposed'>(({ open }, { data, metadata }) => ({
    open: {
      ...open,
      corrections: {
        ...open.corrections,
        [data.proposalId]: { proposed: data, actorId: metadata.actorId, actorPerson: metadata.actorPerson },
      },
    },
  })),
  FactCorrected: whenRegistered<'FactCorrected'>(({ open, listings, members }, { data }) => ({
    open: { ...open, corrections: without(open.corrections, data.proposalId) },
    listings: listings.map((entry) => correctedListing(entry, data)),
    members: members.map((member) => correctedMember(member, data)),
  })),
  CorrectionRejected: whenRegistered<'CorrectionRejected'>(({ open }, { data }) => ({
    open: { ...open, corrections: without(open.corrections, data.proposalId) },
  })),
};

type Correction = FactCorrected['data'];

function correctedListing(entry: RememberedListing, { corrects, corrected }: Correction): RememberedListing {
  if (entry.openedBy === corrects) {
    return { ...entry, from: textIn(corrected, 'listedOn') ?? entry.from, listing: { ...entry.listing, ...corrected } };
  }
  if (entry.closedBy !== corrects) return entry;
  return {
    ...entry,
    ...optional('until', textIn(corrected, 'on')),
    ...optional('reason', textIn(corrected, 'reason')),
  };
}

function correctedMember(member: Member, { corrects, corrected }: Correction): Member {
  return { ...member, periods: correctedPeriods(member.periods, corrects, corrected) };
}

/** A day or a code; what the decision let through is of the right kind. */
function textIn(corrected: Correction['corrected'], field: string): string | undefined {
  const value = corrected[field];
  return typeof value === 'string' ? value : undefined;
}

function optional<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
}
