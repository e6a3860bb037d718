import 'reflect-metadata';
import { Controller, Body, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Event } from '@event-driven-io/emmett';
import { CommandHandler, getInMemoryEventStore } from '@event-driven-io/emmett';

/** The same visit through emmett's command handler on its in-memory store: a real fold and revisions, nothing durable. */
type VisitRecorded = Event<'VisitRecorded', { readonly householdId: string; readonly body: object }>;

interface Visits {
  readonly count: number;
}

const store = getInMemoryEventStore();
const handle = CommandHandler<Visits, VisitRecorded>({
  evolve: ({ count }) => ({ count: count + 1 }),
  initialState: () => ({ count: 0 }),
});

@Controller('households')
class HouseholdController {
  @Post(':id/patrol-visits')
  async visit(@Param('id') householdId: string, @Body() body: object): Promise<{ readonly visits: number }> {
    const { newState } = await handle(store, `household-${householdId}`, () => ({
      type: 'VisitRecorded',
      data: { householdId, body },
    }));
    return { visits: newState.count };
  }
}

@Module({ controllers: [HouseholdController] })
class EmmettModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(EmmettModule, new FastifyAdapter(), { logger: false });
  await app.listen(Number(process.argv[2]), '127.0.0.1');
  process.stdout.write('listening\n');
}

void main();
