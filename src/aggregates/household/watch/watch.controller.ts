import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Door } from '../../../platform/http/command-door.js';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { PutOnWatch, putOnWatchAccess } from './put-on-watch.js';
import { PutOnWatchBody, putOnWatchFrom } from './put-on-watch.dto.js';
import { ReleaseFromWatch, releaseFromWatchAccess } from './release-from-watch.js';
import { ReleaseFromWatchBody, releaseFromWatchFrom } from './release-from-watch.dto.js';
import { ReviewWatch, reviewWatchAccess } from './review-watch.js';
import { ReviewWatchBody, reviewWatchFrom } from './review-watch.dto.js';

/** A household on the watch list (观察名单). */
@Controller('households')
export class WatchController {
  @Post(':householdId/watches')
  @HttpCode(200)
  @CommandEndpoint(PutOnWatch, putOnWatchAccess, { summary: '列入救助观察' })
  async putOnWatch(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: PutOnWatchBody,
  ): Promise<WriteAnswer> {
    const command = await putOnWatchFrom(id, body, door);
    return door.issue(command, { watchId: command.watch.watchId });
  }

  @Post(':householdId/watch-reviews')
  @HttpCode(200)
  @CommandEndpoint(ReviewWatch, reviewWatchAccess, { summary: '观察复核' })
  async reviewWatch(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ReviewWatchBody,
  ): Promise<WriteAnswer> {
    return door.issue(await reviewWatchFrom(id, body, door));
  }

  @Post(':householdId/watch-releases')
  @HttpCode(200)
  @CommandEndpoint(ReleaseFromWatch, releaseFromWatchAccess, { summary: '移出救助观察' })
  async releaseFromWatch(
    @Door() door: CommandDoor,
    @Param('householdId') id: string,
    @Body() body: ReleaseFromWatchBody,
  ): Promise<WriteAnswer> {
    return door.issue(await releaseFromWatchFrom(id, body, door));
  }
}
