import { SetMetadata, applyDecorators } from '@nestjs/common';
import type { Purpose } from '../access/purpose.js';
import type { Role } from '../auth/caller.js';
import type { Access, CommandClass } from '../change/aggregate.js';
import { operationOf } from '../change/aggregate.js';
import type { Projection } from '../projections/projection.js';
import { describedHandler } from './described-later.js';

/** Most sensitive class of personal data in an answer or a body (privacy.md). */
export type PersonalData = 'none' | 'PI0' | 'PI1' | 'PI2' | 'PI3';

export interface EndpointDescription {
  readonly operation: string;
  readonly summary: string;
  /** Roles that may call; `public` needs no token (health, API description, demo). */
  readonly roles: readonly Role[] | 'public';
  readonly purpose: Purpose | 'none';
  readonly pii: PersonalData;
  readonly kind: 'command' | 'query' | 'system';
  readonly command?: CommandClass;
  /** Views the answer is made of: `X-Min-Position` waits for them, `asOf` replays them. */
  readonly views?: readonly Projection[];
  /** Category of the stream that the path parameter `<category>Id` names, looked for in the caller's area first. */
  readonly target?: string;
  /** A reading is recorded in the access log, as a routine view unless the handler reveals. */
  readonly recorded?: boolean;
}

export const ENDPOINT = 'endpoint';

/** A write: the operation is the command's name, who may is the command's own word. */
export function CommandEndpoint(
  command: CommandClass,
  access: Access,
  description: { readonly summary: string; readonly pii?: PersonalData; readonly status?: 200 | 201 },
): MethodDecorator {
  return described({
    operation: operationOf(command),
    summary: description.summary,
    roles: access.roles,
    purpose: access.purpose,
    pii: description.pii ?? 'PI3',
    kind: 'command',
    command,
  });
}

/** A read: recorded in the access log unless it shows no personal data. */
export function QueryEndpoint(description: {
  readonly operation: string;
  readonly summary: string;
  readonly roles: readonly Role[];
  readonly purpose?: Purpose;
  readonly pii: PersonalData;
  readonly views: readonly Projection[];
  readonly target?: string;
}): MethodDecorator {
  return described({
    purpose: 'ROUTINE_DUTY',
    ...description,
    kind: 'query',
    recorded: description.pii !== 'none',
  });
}

/** Health, metrics, API description, demo: no business behind it. */
export function SystemEndpoint(description: {
  readonly operation: string;
  readonly summary: string;
  readonly roles?: readonly Role[] | 'public';
}): MethodDecorator {
  return described({ purpose: 'none', roles: 'public', ...description, pii: 'none', kind: 'system' });
}

/** Any other operation, described in full. */
export function Endpoint(description: EndpointDescription): MethodDecorator {
  return described(description);
}

function described(description: EndpointDescription): MethodDecorator {
  return applyDecorators(
    SetMetadata(ENDPOINT, description),
    describedHandler(({ ApiOperation }) =>
      ApiOperation({
        operationId: description.operation,
        summary: description.summary,
        ...extensions(description),
      }),
    ),
  );
}

/** `x-kind`, `x-role`, `x-purpose` and `x-pii` of an operation in the API description. */
function extensions({ kind, roles, purpose, pii }: EndpointDescription): Record<string, unknown> {
  return { 'x-kind': kind, 'x-role': roles === 'public' ? ['public'] : [...roles], 'x-purpose': purpose, 'x-pii': pii };
}
