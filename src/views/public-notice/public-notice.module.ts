import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PublicNoticeController } from './public-notice.controller.js';
import { GetPublicNoticeHandler } from './public-notice.query.js';

@Module({ imports: [CqrsModule], controllers: [PublicNoticeController], providers: [GetPublicNoticeHandler] })
export class PublicNoticeModule {}
