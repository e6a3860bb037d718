import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { Platform } from '../platform.js';
import { SystemEndpoint } from './endpoint.js';
import { NotFound } from '../change/refusals.js';
import { Pattern } from './shape.js';

export class DemoTokenBody {
  @Pattern(/^[a-z-]{1,50}$/, '账号形如 officer-gangkou', { description: '演示账号', example: 'officer-gangkou' })
  account: string;
}

/** Only in the demo: anybody at this machine may become one of its accounts. */
@Controller('demo')
export class DemoController {
  constructor(private readonly platform: Platform) {}

  @Get('accounts')
  @SystemEndpoint({ operation: 'findDemoAccounts', summary: '演示账号' })
  accounts() {
    const accounts = this.platform.demoIssuer?.accounts ?? [];
    return { accounts: accounts.map(({ account, role, org, description }) => ({ account, role, org, description })) };
  }

  @Post('tokens')
  @HttpCode(200)
  @SystemEndpoint({ operation: 'issueDemoToken', summary: '取演示令牌' })
  async token(@Body() body: DemoTokenBody) {
    const token = await this.platform.demoIssuer?.issue(body.account, this.platform.clock.now());
    if (token === undefined) throw new NotFound('没有这个演示账号');
    return { token, hint: '在请求头中带上 Authorization: Bearer <token>，8 小时内有效' };
  }
}
