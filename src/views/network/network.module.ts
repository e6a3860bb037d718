import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { NetworkSheetController } from './network-sheet.controller.js';
import { NetworkController } from './network.controller.js';
import { FindNetworkHandler } from './network.query.js';

@Module({
  imports: [CqrsModule],
  controllers: [NetworkController, NetworkSheetController],
  providers: [FindNetworkHandler],
})
export class NetworkModule {}
