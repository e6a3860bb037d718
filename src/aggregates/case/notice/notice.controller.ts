import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { CommandDoor, WriteAnswer } from '../../../platform/http/command-door.js';
import { Door } from '../../../platform/http/command-door.js';
import { CommandEndpoint } from '../../../platform/http/endpoint.js';
import { sealedUnlessBlank } from '../../../platform/http/sealed-fields.js';
import { ForwardFile, forwardFileAccess } from './forward-file.js';
import { PostNotice, postNoticeAccess } from './post-notice.js';
import { RaiseObjection, raiseObjectionAccess } from './raise-objection.js';
import { ReceiveFile, receiveFileAccess } from './receive-file.js';
import { SettleObjection, settleObjectionAccess } from './settle-objection.js';
import * as dto from './notice.dto.js';

/** Public notice, objections and the way of the file (L2 arts. 19, 20). */
@Controller('cases/:caseId')
export class NoticeController {
  @Post('applications/:applicationId/notices')
  @HttpCode(200)
  @CommandEndpoint(PostNotice, postNoticeAccess, { summary: '公示初审意见', pii: 'PI1' })
  async postNotice(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.PostNoticeBody,
  ): Promise<WriteAnswer> {
    return door.issue(await dto.postNoticeFrom(id, applicationId, body, door));
  }

  @Post('applications/:applicationId/objections')
  @HttpCode(200)
  @CommandEndpoint(RaiseObjection, raiseObjectionAccess, { summary: '登记公示异议' })
  async raiseObjection(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.RaiseObjectionBody,
  ): Promise<WriteAnswer> {
    const command = await dto.raiseObjectionFrom(id, applicationId, body, door);
    return door.issue(command, { objectionId: command.objectionId });
  }

  @Post('applications/:applicationId/objections/:objectionId/settlements')
  @HttpCode(200)
  @CommandEndpoint(SettleObjection, settleObjectionAccess, { summary: '处理公示异议' })
  async settleObjection(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Param('objectionId') objectionId: string,
    @Body() body: dto.SettleObjectionBody,
  ): Promise<WriteAnswer> {
    return door.issue(
      new SettleObjection(
        id,
        { applicationId, objectionId, outcome: body.outcome },
        await sealedUnlessBlank(id, body.text, door),
      ),
    );
  }

  @Post('applications/:applicationId/forwardings')
  @HttpCode(200)
  @CommandEndpoint(ForwardFile, forwardFileAccess, { summary: '上报材料', pii: 'none' })
  async forwardFile(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.ForwardFileBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ForwardFile(id, { applicationId, ...body }));
  }

  @Post('applications/:applicationId/receipts')
  @HttpCode(200)
  @CommandEndpoint(ReceiveFile, receiveFileAccess, { summary: '收到上报材料', pii: 'none' })
  async receiveFile(
    @Door() door: CommandDoor,
    @Param('caseId') id: string,
    @Param('applicationId') applicationId: string,
    @Body() body: dto.ReceiveFileBody,
  ): Promise<WriteAnswer> {
    return door.issue(new ReceiveFile(id, { applicationId, ...body }));
  }
}
