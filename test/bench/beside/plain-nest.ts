import 'reflect-metadata';
import { Body, Controller, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { ICommandHandler, IEventHandler } from '@nestjs/cqrs';
import { AggregateRoot, CommandBus, CommandHandler, CqrsModule, EventPublisher, EventsHandler } from '@nestjs/cqrs';
import { FastifyAdapter } from '@nestjs/platform-fastify';

/**
 * What the framework's own sample does, the same visit: an aggregate root that publishes to handlers, an array in place
 * of a store. Nothing is checked, authenticated, durable or ordered; that is what the comparison is about.
 */
class RecordVisit {
  constructor(
    readonly householdId: string,
    readonly body: object,
  ) {}
}

class VisitRecorded {
  constructor(
    readonly householdId: string,
    readonly body: object,
  ) {}
}

class Household extends AggregateRoot {
  constructor(private readonly id: string) {
    super();
  }

  visit(body: object): void {
    this.apply(new VisitRecorded(this.id, body));
  }
}

@CommandHandler(RecordVisit)
class RecordVisitHandler implements ICommandHandler<RecordVisit> {
  constructor(private readonly publisher: EventPublisher) {}

  async execute({ householdId, body }: RecordVisit): Promise<void> {
    const household = this.publisher.mergeObjectContext(new Household(householdId));
    household.visit(body);
    household.commit();
  }
}

const ledger: VisitRecorded[] = [];

@EventsHandler(VisitRecorded)
class LedgerHandler implements IEventHandler<VisitRecorded> {
  handle(event: VisitRecorded): void {
    ledger.push(event);
  }
}

@Controller('households')
class HouseholdController {
  constructor(private readonly commands: CommandBus) {}

  @Post(':id/patrol-visits')
  async visit(@Param('id') id: string, @Body() body: object): Promise<{ readonly visits: number }> {
    await this.commands.execute(new RecordVisit(id, body));
    return { visits: ledger.length };
  }
}

@Module({
  imports: [CqrsModule],
  controllers: [HouseholdController],
  providers: [RecordVisitHandler, LedgerHandler],
})
class PlainModule {}

async function main(): Promise<void> {
  const app = await NestFactory.create(PlainModule, new FastifyAdapter(), { logger: false });
  await app.listen(Number(process.argv[2]), '127.0.0.1');
  process.stdout.write('listening\n');
}

void main();
